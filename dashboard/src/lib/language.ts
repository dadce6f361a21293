import { type Messages, setupI18n } from '@lingui/core'

type Texts = () => Promise<{ messages: Messages }>

/** Each language: what it calls itself, how it is written, where the texts of the first page are, and those of the others. */
export const languages = {
  en: {
    name: 'English',
    dir: 'ltr',
    load: () => import('../locales/en.po'),
    more: () => import('../locales/pages/en.po')
  },
  ar: {
    name: 'العربية',
    dir: 'rtl',
    load: () => import('../locales/ar.po'),
    more: () => import('../locales/pages/ar.po')
  },
  id: {
    name: 'Bahasa Indonesia',
    dir: 'ltr',
    load: () => import('../locales/id.po'),
    more: () => import('../locales/pages/id.po')
  },
  de: {
    name: 'Deutsch',
    dir: 'ltr',
    load: () => import('../locales/de.po'),
    more: () => import('../locales/pages/de.po')
  },
  es: {
    name: 'Español',
    dir: 'ltr',
    load: () => import('../locales/es.po'),
    more: () => import('../locales/pages/es.po')
  },
  fr: {
    name: 'Français',
    dir: 'ltr',
    load: () => import('../locales/fr.po'),
    more: () => import('../locales/pages/fr.po')
  },
  pt: {
    name: 'Português',
    dir: 'ltr',
    load: () => import('../locales/pt.po'),
    more: () => import('../locales/pages/pt.po')
  },
  tr: {
    name: 'Türkçe',
    dir: 'ltr',
    load: () => import('../locales/tr.po'),
    more: () => import('../locales/pages/tr.po')
  },
  ru: {
    name: 'Русский',
    dir: 'ltr',
    load: () => import('../locales/ru.po'),
    more: () => import('../locales/pages/ru.po')
  },
  ur: {
    name: 'اردو',
    dir: 'rtl',
    load: () => import('../locales/ur.po'),
    more: () => import('../locales/pages/ur.po')
  },
  hi: {
    name: 'हिन्दी',
    dir: 'ltr',
    load: () => import('../locales/hi.po'),
    more: () => import('../locales/pages/hi.po')
  },
  bn: {
    name: 'বাংলা',
    dir: 'ltr',
    load: () => import('../locales/bn.po'),
    more: () => import('../locales/pages/bn.po')
  }
} as const satisfies Record<string, { name: string; dir: 'ltr' | 'rtl'; load: Texts; more: Texts }>

/** The digits of each script, as Unicode names them. */
export const digit_rows = {
  latn: '0123456789',
  arab: '٠١٢٣٤٥٦٧٨٩',
  arabext: '۰۱۲۳۴۵۶۷۸۹',
  deva: '०१२३४५६७८९',
  beng: '০১২৩৪৫৬৭৮৯'
} as const

export type Language = keyof typeof languages
export type Digits = keyof typeof digit_rows

export const isLanguage = (text: unknown): text is Language =>
  typeof text === 'string' && Object.hasOwn(languages, text)

export const isDigits = (text: unknown): text is Digits =>
  typeof text === 'string' && Object.hasOwn(digit_rows, text)

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

/** Whether a page was opened that has more texts than the first one. */
let needs_more = false

export const speak = async (language: Language, digits: Digits): Promise<void> => {
  const { load, more, dir } = languages[language]
  const parts = [await load()]
  if (needs_more) parts.push(await more())
  const messages = Object.assign({}, ...parts.map((part) => part.messages))
  i18n.loadAndActivate({ locale: language, locales: localeOf(language, digits), messages })
  document.documentElement.lang = language
  document.documentElement.dir = dir
}

/** A part of the dashboard together with its texts, in whatever language is read by then. */
export const withTexts =
  <T>(load: () => Promise<T>) =>
  async (): Promise<T> => {
    const part = load()
    needs_more = true
    const { locale } = i18n
    if (isLanguage(locale)) i18n.load(locale, (await languages[locale].more()).messages)
    return part
  }
