import { readFileSync } from 'node:fs'
import type { Branding } from '../../schemas/branding.ts'
import { pageTexts, type Texts } from './texts.ts'

const entities = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;']
])
const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities.get(character) ?? '')

/** What the page shows at first. Its script goes on from there; an end stays. */
export type PageState = 'open' | 'used' | 'expired' | 'unknown'

export type Page = {
  language: string
  state: PageState
  /** Known where the address has a link token; otherwise the page takes it from its address. */
  session_id: string | null
  brand: Branding
}

let template: string | undefined

/** The linking page in HTML. Whatever a customer wrote is text in it, and nothing of it is a script or a style. */
export const renderPage = ({ language, state, session_id, brand }: Page): string => {
  template ??= readFileSync(new URL('../pages/live-qr.html', import.meta.url), 'utf8')
  const texts = pageTexts().get(language) as Texts
  const given: Texts = {
    ...texts,
    ...endOf(state, texts),
    state,
    session_id: session_id ?? '',
    origins: brand.embed_origins.join(' '),
    color: brand.color.slice(1),
    brand_name: brand.name ?? '',
    page_title: [brand.name, texts['title']].filter(Boolean).join(' · '),
    welcome: brand.name
      ? (texts['intro_for'] ?? '').replace('{name}', () => brand.name ?? '')
      : (texts['intro'] ?? ''),
    texts: JSON.stringify(texts)
  }
  return template
    .replace('lang="en" dir="ltr"', `lang="${language}" dir="${texts['direction']}"`)
    .replace('<!-- logo -->', () => logoOf(brand))
    .replace('<!-- languages -->', () => optionsOf(language))
    .replace(/\{\{(\w+)\}\}/g, (_, name: string) => escapeHtml(given[name] ?? ''))
}

const endOf = (state: PageState, texts: Texts): Texts =>
  state === 'open' ? {} : { end_text: texts[`ended_${state}`] ?? '' }

const logoOf = ({ logo }: Branding): string =>
  logo ? `<img class="logo" src="${escapeHtml(logo)}" alt="">` : ''

const optionsOf = (language: string): string =>
  [...pageTexts()]
    .map(
      ([tag, texts]) =>
        `<option value="${tag}" lang="${tag}"${tag === language ? ' selected' : ''}>${escapeHtml(texts['language_name'] ?? tag)}</option>`
    )
    .join('')

/** Files of this server alone, no script or style that stands in the page, and frames around it on these sites alone. */
export const pagePolicy = (embed_origins: string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${embed_origins.length > 0 ? embed_origins.join(' ') : "'none'"}`
  ].join('; ')
