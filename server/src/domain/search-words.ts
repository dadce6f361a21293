/** A word as it is looked for: with `begins` every word that begins with it fits. */
export type SearchWord = { word: string; begins: boolean }

/** More words of one message are not kept, and longer ones not to their end. */
const words_max = 2_000
const letters_max = 40
/** A question has no more words. */
export const asked_words_max = 16

/** Members of a content that people read. */
const readable = new Set([
  'body',
  'text',
  'caption',
  'title',
  'name',
  'formatted_name',
  'description',
  'address',
  'question',
  'options',
  'filename',
  'footer',
  'display_text',
  'button',
  'company'
])

/** Accents, vowel signs of Arabic and Hebrew, stretching, and what only says in which direction to write. */
const marks =
  /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c-\u200f\u202a-\u202e\u2066-\u2069]/gu

/** Letters that people write in several ways. */
const variants = new Map([
  ['ٱ', 'ا'],
  ['ى', 'ي'],
  ['ی', 'ي'],
  ['ک', 'ك'],
  ['ة', 'ه'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ı', 'i'],
  ['ς', 'σ']
])
const variant = new RegExp(`[${[...variants.keys()].join('')}٠-٩۰-۹]`, 'gu')

/** A text without accents, vowel signs and capitals, with the letters and digits that people write in several ways in one of them. */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(marks, '')
    .replace(
      variant,
      (letter) => variants.get(letter) ?? String((letter.codePointAt(0) ?? 0) & 0xf)
    )

const word_or_picture = /\p{Extended_Pictographic}|[\p{L}\p{N}\p{M}]+/gu
/** Scripts that put no spaces between words. */
const unspaced =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー][\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{M}ー]*/gu

type Part = { letters: string[]; spaced: boolean }

/** The words of a text, and the stretches of it that are written without spaces. */
const partsOf = function* (text: string): Generator<Part> {
  for (const [found] of foldText(text).matchAll(word_or_picture)) {
    let at = 0
    for (const run of found.matchAll(unspaced)) {
      if (run.index > at) yield { letters: [...found.slice(at, run.index)], spaced: true }
      yield { letters: [...run[0]], spaced: false }
      at = run.index + run[0].length
    }
    if (at < found.length) yield { letters: [...found.slice(at)], spaced: true }
  }
}

const pairs = (letters: string[]): string[] =>
  letters.slice(1).map((letter, index) => `${letters[index]}${letter}`)

/**
 * The words under which a text is found. Where a script has no spaces these are all pairs of letters that stand together,
 * and the last letter.
 */
export const wordsOf = (text: string): string[] => {
  const words = new Set<string>()
  for (const { letters, spaced } of partsOf(text)) {
    if (words.size >= words_max) break
    if (spaced) words.add(letters.slice(0, letters_max).join(''))
    else for (const word of [...pairs(letters), letters.at(-1) ?? '']) words.add(word)
  }
  return [...words].slice(0, words_max)
}

/** What a text must have to be found by this one: each of its words, in any order, or words that begin with it. */
export const askedWords = (text: string): SearchWord[] => {
  const words = new Map<string, SearchWord>()
  for (const { letters, spaced } of partsOf(text)) {
    const asked =
      spaced || letters.length === 1
        ? [{ word: letters.slice(0, letters_max).join(''), begins: true }]
        : pairs(letters).map((word) => ({ word, begins: false }))
    for (const one of asked) words.set(one.word, one)
  }
  return [...words.values()].slice(0, asked_words_max)
}

/** Whatever a person can read in the content of a message. */
export const readableText = (content: unknown): string => {
  const texts: string[] = []
  const collect = (value: unknown, shown: boolean): void => {
    if (typeof value === 'string') {
      if (shown) texts.push(value)
    } else if (Array.isArray(value)) for (const one of value) collect(one, shown)
    else if (typeof value === 'object' && value !== null)
      for (const [key, member] of Object.entries(value)) collect(member, readable.has(key))
  }
  collect(content, false)
  return texts.join('\n')
}
