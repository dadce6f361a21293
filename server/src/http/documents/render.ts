import { posix } from 'node:path'
import { Marked, type RendererObject, type Token, type Tokens } from 'marked'
import { type Entry, fileIn, findByFile, type Language } from './catalogue.ts'
import { texts } from './texts.ts'

export type Heading = { level: number; id: string; text: string }

/** What stands below one heading, as people read it. */
export type Section = { heading: Heading | null; text: string }

export type Rendered = { title: string; html: string; headings: Heading[]; sections: Section[] }

export const escapeHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** The anchor of a heading, as GitHub makes it: links work on both. */
export const anchorOf = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
    .replaceAll(' ', '-')

/** What people read of a token. Markup is none of it. */
const textOf = (token: Token): string => {
  if (token.type === 'html') return ''
  if (token.type === 'table') {
    const { header, rows } = token as Tokens.Table
    return [header, ...rows]
      .map((cells) => cells.map((cell) => textsOf(cell.tokens)).join(' '))
      .join('\n')
  }
  if (token.type === 'list')
    return (token as Tokens.List).items.map((item) => textsOf(item.tokens)).join('\n')
  if ('tokens' in token && token.tokens) return textsOf(token.tokens)
  return 'text' in token ? token.text : token.type === 'space' ? '\n' : ''
}

const textsOf = (tokens: Token[]): string => tokens.map(textOf).join('')

/** Where a link of this document leads on the pages; null where what it names is not shown there. */
export const targetOf = (href: string, file: string): string | null => {
  const local = /^http:\/\/127\.0\.0\.1:3000(\/.*)$/.exec(href)
  if (local) return local[1] ?? '/'
  if (/^https?:\/\//.test(href) || href.startsWith('#')) return href
  if (/^[a-z][a-z0-9+.-]*:/i.test(href)) return null
  const [path = '', anchor] = href.split('#', 2)
  const found = findByFile(posix.normalize(posix.join(posix.dirname(file), path)))
  if (!found) return null
  return `/docs/${found.language}/${found.entry.slug}${anchor === undefined ? '' : `#${anchor}`}`
}

/** Headings with anchors of their own, in the order of the document. */
const headingsOf = (tokens: Token[]): Map<Token, Heading> => {
  const seen = new Map<string, number>()
  const headings = new Map<Token, Heading>()
  for (const token of tokens) {
    if (token.type !== 'heading') continue
    const text = textOf(token)
    const anchor = anchorOf(text)
    const before = seen.get(anchor) ?? 0
    seen.set(anchor, before + 1)
    const id = before === 0 ? anchor : `${anchor}-${before}`
    headings.set(token, { level: (token as Tokens.Heading).depth, id, text })
  }
  return headings
}

const sectionsOf = (tokens: Token[], headings: Map<Token, Heading>): Section[] => {
  const sections: Section[] = [{ heading: null, text: '' }]
  for (const token of tokens) {
    const heading = headings.get(token)
    if (heading) sections.push({ heading, text: '' })
    else {
      const last = sections.at(-1)
      if (last) last.text += `${textOf(token)}\n`
    }
  }
  return sections
}

/** Nothing of HTML in a document comes through: comments, and what GitHub needs to write from right to left. */
const rendererOf = (
  file: string,
  language: Language,
  headings: Map<Token, Heading>
): RendererObject => {
  const words = texts[language]
  return {
    html: () => '',
    image: ({ text }) => escapeHtml(text),
    heading(token) {
      const { id, level } = headings.get(token) ?? { id: '', level: token.depth }
      const inner = this.parser.parseInline(token.tokens)
      if (level === 1) return `<h1 id="${id}">${inner}</h1>\n`
      return `<h${level} id="${id}">${inner} <a class="anchor" href="#${id}" aria-label="${words.anchor}">#</a></h${level}>\n`
    },
    link({ href, tokens }) {
      const inner = this.parser.parseInline(tokens)
      const target = targetOf(href, file)
      if (target === null) return inner
      const outside = target.startsWith('http') ? ' rel="noreferrer"' : ''
      return `<a href="${escapeHtml(target)}"${outside}>${inner}</a>`
    },
    code: ({ text, lang }) =>
      `<div class="code"><pre dir="ltr" tabindex="0" role="group" aria-label="${words.code}${lang ? `: ${escapeHtml(lang.split(' ')[0] ?? '')}` : ''}"><code>${escapeHtml(text)}</code></pre></div>\n`,
    codespan: ({ text }) => `<code dir="ltr">${escapeHtml(text)}</code>`,
    table({ header, rows }) {
      const cells = (row: Tokens.TableCell[]): string =>
        row
          .map((cell) => {
            const inner = this.parser.parseInline(cell.tokens)
            return cell.header && inner !== ''
              ? `<th scope="col">${inner}</th>`
              : `<td>${inner}</td>`
          })
          .join('')
      const head = header.some((cell) => cell.text !== '')
        ? `<thead><tr>${cells(header)}</tr></thead>`
        : ''
      const name = [
        words.table,
        ...header.map((cell) => textsOf(cell.tokens)).filter(Boolean)
      ].join(': ')
      return `<div class="table" role="group" tabindex="0" aria-label="${escapeHtml(name)}"><table>${head}<tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('')}</tbody></table></div>\n`
    }
  }
}

/** A document as a page shows it. A file that is no Markdown is shown as it is. */
export const render = (text: string, entry: Entry, language: Language): Rendered => {
  const file = fileIn(entry, language)
  const source = file.endsWith('.md')
    ? text
    : `# ${entry.title[language]}\n\n\`\`\`\`\n${text}\n\`\`\`\`\n`
  const lexer = new Marked({ gfm: true })
  const tokens = lexer.lexer(source)
  const headings = headingsOf(tokens)
  const marked = new Marked({ gfm: true, renderer: rendererOf(file, language, headings) })
  const all = [...headings.values()]
  return {
    title: all.find(({ level }) => level === 1)?.text ?? entry.title[language],
    html: marked.parser(tokens),
    headings: all,
    sections: sectionsOf(tokens, headings)
  }
}
