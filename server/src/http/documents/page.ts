import { chapters, type Entry, type Language } from './catalogue.ts'
import { escapeHtml, type Heading, type Rendered } from './render.ts'
import type { Match } from './search.ts'
import { texts } from './texts.ts'

export const product_name = 'WhatsApp SaaS Gateway'

/** Where style and script of the pages are: their addresses change with their contents. */
export type Assets = { style: string; script: string }

type Frame = {
  language: Language
  assets: Assets
  title: string
  main: string
  /** The document that is shown, if one is. */
  current?: Entry
  headings?: Heading[]
  question?: string
  /** The address of the same page in the other language. */
  other: string
  /** What there is in the language of the page. */
  translated: (entry: Entry) => boolean
}

const otherOf = (language: Language): Language => (language === 'en' ? 'ar' : 'en')
const directionOf = (language: Language): string => (language === 'ar' ? 'rtl' : 'ltr')

const addressOf = (entry: Entry, language: Language): string => `/docs/${language}/${entry.slug}`

const menuOf = ({ language, current, translated }: Frame): string =>
  chapters
    .map(({ title, entries }) => {
      const items = entries.map((entry) => {
        const own = translated(entry)
        const href = addressOf(entry, own ? language : 'en')
        const state = entry === current ? ' aria-current="page"' : ''
        const hint = own ? '' : ` <small>${texts[language].not_translated}</small>`
        return `<li><a href="${href}"${state}>${escapeHtml(entry.title[language])}${hint}</a></li>`
      })
      return `<h2>${escapeHtml(title[language])}</h2><ul>${items.join('')}</ul>`
    })
    .join('')

const contentsOf = (language: Language, headings: Heading[]): string => {
  const shown = headings.filter(({ level }) => level === 2 || level === 3)
  if (shown.length < 2) return ''
  const items = shown
    .map(
      ({ level, id, text }) =>
        `<li class="level-${level}"><a href="#${id}">${escapeHtml(text)}</a></li>`
    )
    .join('')
  return `<nav class="contents" aria-labelledby="page-contents"><h2 id="page-contents">${texts[language].contents}</h2><ul>${items}</ul></nav>`
}

const barOf = ({ language, other, question = '' }: Frame): string => {
  const words = texts[language]
  const foreign = otherOf(language)
  return [
    `<header class="bar"><a class="menu" href="#page-documents">${words.menu}</a>`,
    `<a class="brand" dir="ltr" href="/docs/${language}">${product_name}</a>`,
    `<form role="search" action="/docs/${language}/search"><input type="search" name="q" maxlength="200" autocomplete="off" required aria-label="${words.search}" placeholder="${words.search}" value="${escapeHtml(question)}"><div class="found" role="region" aria-label="${words.found}" aria-live="polite" hidden></div></form>`,
    `<a class="api" href="/api-docs">${words.api}</a>`,
    `<a href="${other}" hreflang="${foreign}" lang="${foreign}">${texts[foreign].name}</a>`,
    `<button type="button" class="theme" aria-label="${words.theme}" title="${words.theme}" hidden>◐</button></header>`
  ].join('')
}

/** A whole page. */
export const pageOf = (frame: Frame): string => {
  const { language, assets, title, main, headings = [] } = frame
  const words = texts[language]
  return `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}" data-copy="${words.copy}" data-copied="${words.copied}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · ${product_name}</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="${assets.style}"><script src="${assets.script}"></script></head>
<body><a class="skip" href="#page-content">${words.skip}</a>
${barOf(frame)}
<div class="frame">
<main id="page-content" tabindex="-1">${main}</main>
${contentsOf(language, headings)}
<nav id="page-documents" class="documents" aria-label="${words.documents}">${menuOf(frame)}</nav>
</div></body></html>
`
}

/** What a page of a document shows. A document that is not translated says in which language it is. */
export const documentMain = ({ html }: Rendered): string => `<article>${html}</article>`

/** The list of all documents. */
export const homeMain = (language: Language, translated: (entry: Entry) => boolean): string => {
  const words = texts[language]
  const cards = chapters.map(({ title, entries }) => {
    const items = entries.map((entry) => {
      const own = translated(entry)
      const hint = own ? '' : ` <small>(${words.not_translated})</small>`
      return `<li><a href="${addressOf(entry, own ? language : 'en')}">${escapeHtml(entry.title[language])}</a>${hint}<p>${escapeHtml(entry.about[language])}</p></li>`
    })
    return `<h2>${escapeHtml(title[language])}</h2><ul class="cards">${items.join('')}</ul>`
  })
  return `<h1>${words.documentation}</h1><p>${words.intro}</p>${cards.join('')}`
}

/** What was found for a question. */
export const searchMain = (language: Language, question: string, matches: Match[]): string => {
  const words = texts[language]
  const title = question === '' ? words.what_to_find : `${words.found}: ${escapeHtml(question)}`
  if (question === '') return `<h1>${title}</h1>`
  if (matches.length === 0) return `<h1>${title}</h1><p class="results">${words.nothing_found}</p>`
  const items = matches.map((match) => {
    const name = [match.entry.title[language], match.heading]
      .filter((one) => one !== null)
      .join(' › ')
    const excerpt = match.excerpt
      .map(({ text, marked }) => (marked ? `<mark>${escapeHtml(text)}</mark>` : escapeHtml(text)))
      .join('')
    const direction =
      match.language === language
        ? ''
        : ` lang="${match.language}" dir="${directionOf(match.language)}"`
    return `<li><a href="${match.href}">${escapeHtml(name)}</a><p${direction}>${excerpt}</p></li>`
  })
  return `<h1>${title}</h1><ol class="results">${items.join('')}</ol>`
}

export const missingMain = (language: Language): string => {
  const words = texts[language]
  return `<h1>${words.missing_title}</h1><p>${words.missing}</p><p><a href="/docs/${language}">${words.home}</a></p>`
}
