/** A fenced block of code in a document. */
export type Fence = {
  /** The first word behind the fence; empty where there is none. */
  language: string
  code: string
  /** Where it begins. */
  line: number
  /** Why a comment before it says that no test runs it; null where there is none. */
  not_run: string | null
}

const reason_before = /<!-- not run here: (.+?) -->\n$/s

/** The fenced blocks of a document, in their order. */
export const fencesOf = (text: string): Fence[] =>
  [...text.matchAll(/^( *)(```+)([^\n`]*)\n(.*?)^\1\2 *$/gms)].map((found) => {
    const [, indent = '', , info = '', code = ''] = found
    const before = text.slice(0, found.index)
    return {
      language: info.trim().split(' ')[0] ?? '',
      code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
      line: before.split('\n').length,
      not_run: reason_before.exec(before)?.[1] ?? null
    }
  })

/** A document without its blocks of code and its comments. */
export const proseOf = (text: string): string =>
  text.replaceAll(/^( *)(```+)[^\n`]*\n.*?^\1\2 *$/gms, '').replaceAll(/<!--.*?-->/gs, '')

/** The levels of its headings, in their order, with their texts. */
export const headingsOf = (text: string): { level: number; text: string }[] =>
  [...proseOf(text).matchAll(/^(#{1,6}) (.+)$/gm)].map(([, marks = '', words = '']) => ({
    level: marks.length,
    text: words.trim()
  }))

/** Where its links lead, code left out. */
export const linksOf = (text: string): string[] =>
  [
    ...proseOf(text)
      .replaceAll(/`[^`\n]*`/g, '')
      .matchAll(/\]\(([^()\s]+)\)/g)
  ].map(([, target = '']) => target)

/** The anchors of its headings, as GitHub makes them: the second of two equal ones has a number. */
export const anchorsOf = (text: string): Set<string> => {
  const anchors = new Set<string>()
  for (const heading of headingsOf(text)) {
    const anchor = heading.text
      .replaceAll(/[`*]|\]\([^)]*\)/g, '')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
      .replaceAll(' ', '-')
    let name = anchor
    for (let again = 1; anchors.has(name); again += 1) name = `${anchor}-${again}`
    anchors.add(name)
  }
  return anchors
}
