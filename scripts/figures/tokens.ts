/** A piece of source text and the line it begins on. */
export type Token = {
  kind: 'comment' | 'text' | 'word' | 'number' | 'sign'
  value: string
  line: number
}

const kinds: [Token['kind'], RegExp][] = [
  ['comment', /\/\*[\s\S]*?\*\/|\/\/[^\n]*/y],
  ['text', /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`/y],
  ['number', /\d[\w.]*/y],
  ['word', /[\p{L}_$#@][\p{L}\p{N}_$]*/uy],
  ['sign', /[^\s]/y]
]
const space = /\s+/y

/** Source text cut into comments, strings, words, numbers and signs. */
export const tokensOf = (source: string): Token[] => {
  const tokens: Token[] = []
  let at = 0
  let line = 1
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    return pattern.exec(source)?.[0]
  }
  const pass = (value: string): void => {
    at += value.length
    line += value.split('\n').length - 1
  }
  while (at < source.length) {
    const blank = take(space)
    if (blank) {
      pass(blank)
      continue
    }
    for (const [kind, pattern] of kinds) {
      const value = take(pattern)
      if (value === undefined) continue
      tokens.push({ kind, value, line })
      pass(value)
      break
    }
  }
  return tokens
}
