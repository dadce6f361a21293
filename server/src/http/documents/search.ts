import { askedWords, foldText } from '../../domain/search-words.ts'
import type { Entry, Language } from './catalogue.ts'
import type { Section } from './render.ts'

/** A section in which something may be found. `folded` has its words with a space before each. */
type Found = { entry: Entry; language: Language; section: Section; head: string; body: string }

export type Match = {
  entry: Entry
  language: Language
  heading: string | null
  href: string
  excerpt: { text: string; marked: boolean }[]
}

const matches_max = 20
const excerpt_words = { before: 8, all: 30 }
const word = /[\p{L}\p{N}\p{M}_]+/gu

/** What Arabic writes together with the word: and, with, for, the. The rest has to be a word of its own. */
const prefix = /^(?:[وف]?[بكل]?ال|[وف]?لل|و)(?=\p{L}{3})/u

const bare = (folded: string): string => folded.replace(prefix, '')

/** Words with a space before each, without what Arabic puts in front of them. */
const foldWords = (text: string): string =>
  [...text.matchAll(word)].map(([one]) => ` ${bare(foldText(one))}`).join('')

const count = (text: string, asked: string): number => text.split(` ${asked}`).length - 1

export type Index = { find(question: string): Match[] }

/** What is found in these documents, the best first: a heading counts for more than the text. */
export const createIndex = (
  documents: { entry: Entry; language: Language; sections: Section[] }[]
): Index => {
  const all: Found[] = documents.flatMap(({ entry, language, sections }) =>
    sections.map((section) => ({
      entry,
      language,
      section,
      head: foldWords(`${entry.title[language]} ${section.heading?.text ?? ''}`),
      body: foldWords(section.text)
    }))
  )
  return {
    find: (question) => {
      const asked = [
        ...new Set(
          askedWords(question).flatMap((one) =>
            [...one.word.matchAll(word)].map(([part]) => bare(part))
          )
        )
      ]
      if (asked.length === 0) return []
      return all
        .flatMap((found) => {
          const points = asked.map(
            (one) => 10 * count(found.head, one) + Math.min(5, count(found.body, one))
          )
          return points.includes(0)
            ? []
            : [{ found, points: points.reduce((sum, one) => sum + one, 0) }]
        })
        .sort((a, b) => b.points - a.points)
        .slice(0, matches_max)
        .map(({ found }) => matchOf(found, asked))
    }
  }
}

const matchOf = ({ entry, language, section }: Found, asked: string[]): Match => {
  const anchor = section.heading && section.heading.level > 1 ? `#${section.heading.id}` : ''
  return {
    entry,
    language,
    heading: anchor === '' ? null : (section.heading?.text ?? null),
    href: `/docs/${language}/${entry.slug}${anchor}`,
    excerpt: excerptOf(section.text.replace(/\s+/g, ' ').trim(), asked)
  }
}

/** Some words around the first that was asked for, with all of these marked. */
const excerptOf = (text: string, asked: string[]): Match['excerpt'] => {
  const words = [...text.matchAll(word)].map((found) => ({
    from: found.index,
    to: found.index + found[0].length,
    asked: asked.some((one) => bare(foldText(found[0])).startsWith(one))
  }))
  const first = Math.max(0, words.findIndex((one) => one.asked) - excerpt_words.before)
  const shown = words.slice(first, first + excerpt_words.all)
  const [begin, end] = [shown[0], shown.at(-1)]
  if (!begin || !end) return []
  const parts: Match['excerpt'] = []
  let at = begin.from
  for (const one of shown.filter((candidate) => candidate.asked)) {
    parts.push({ text: text.slice(at, one.from), marked: false })
    parts.push({ text: text.slice(one.from, one.to), marked: true })
    at = one.to
  }
  parts.push({ text: text.slice(at, end.to), marked: false })
  return parts.filter((part) => part.text !== '')
}
