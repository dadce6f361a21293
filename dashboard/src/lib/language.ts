import { type Messages, setupI18n } from '@lingui/core'

/** Each language: what it calls itself, how it is written, and where its texts are. */
export const languages = {
  en: { name: 'English', dir: 'ltr', load: () => import('../locales/en.po') },
  ar: { name: 'العربية', dir: 'rtl', load: () => import('../locales/ar.po') }
} as const satisfies Record<
  string,
  { name: string; dir: 'ltr' | 'rtl'; load: () => Promise<{ messages: Messages }> }
>

export type Language = keyof typeof languages
export type Digits = 'latn' | 'arab'

export const isLanguage = (text: unknown): text is Language =>
  typeof text === 'string' && Object.hasOwn(languages, text)

/** The first of these that there are texts in. */
export const chooseLanguage = (wanted: readonly unknown[]): Language => {
  for (const one of wanted) {
    const base = String(one ?? '').split('-')[0]
    if (isLanguage(base)) return base
  }
  return 'en'
}

/** For Intl: the language with the digits that were chosen. */
export const localeOf = (language: Language, digits: Digits): string => `${language}-u-nu-${digits}`

export const i18n = setupI18n()

export const speak = async (language: Language, digits: Digits): Promise<void> => {
  const { messages } = await languages[language].load()
  i18n.loadAndActivate({ locale: language, locales: localeOf(language, digits), messages })
  document.documentElement.lang = language
  document.documentElement.dir = languages[language].dir
}
