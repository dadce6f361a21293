import type { Source } from './parse.ts'
import { tokensOf } from './tokens.ts'

/** Lines that say something which two places must share to be called a duplicate. */
export const block_lines_min = 6
/** Fewer tokens than this are too little to be worth a function. */
const block_tokens_min = 40
/** Rows of a table look alike and are none: so many lines of a block differ from each other. */
const different_lines_min = 5

type Line = { line: number; code: string; tokens: number }
type Place = { source: number; first: number }

export type Duplicate = { lines: number; places: string[] }

/** The lines that say something: no comments, no imports, no lines of brackets; texts and numbers are all alike. */
const meaningfulLines = ({ text }: Source): Line[] => {
  const lines = new Map<number, string[]>()
  let importing = false
  for (const { kind, value, line } of tokensOf(text)) {
    if (kind === 'comment') continue
    const codes = lines.get(line) ?? []
    if (codes.length === 0 && value === 'import') importing = true
    if (!importing) {
      lines.set(line, [...codes, kind === 'text' ? "''" : kind === 'number' ? '0' : value])
    }
    if (importing && kind === 'text') importing = false
  }
  return [...lines]
    .map(([line, codes]) => ({ line, code: codes.join(' '), tokens: codes.length }))
    .filter(({ code }) => /[\p{L}\d]/u.test(code))
}

/** Blocks of code that stand in more than one place, the longest first; each block is named once. */
export const duplicateBlocks = (sources: Source[]): Duplicate[] => {
  const files = sources.map(meaningfulLines)
  const windows = new Map<string, Place[]>()
  for (const [source, lines] of files.entries()) {
    for (let first = 0; first + block_lines_min <= lines.length; first += 1) {
      const window = lines.slice(first, first + block_lines_min)
      const codes = window.map(({ code }) => code)
      if (window.reduce((sum, { tokens }) => sum + tokens, 0) < block_tokens_min) continue
      if (new Set(codes).size < different_lines_min) continue
      const key = codes.join('\n')
      const places = windows.get(key)
      if (places) places.push({ source, first })
      else windows.set(key, [{ source, first }])
    }
  }
  const codeAt = (source: number, at: number): string | undefined => files[source]?.[at]?.code
  const found: Duplicate[] = []
  const covered = new Set<string>()
  for (const places of windows.values()) {
    const [one, ...others] = places
    if (!one || others.length === 0) continue
    if (covered.has(`${one.source} ${one.first}`)) continue
    let length = block_lines_min
    const alike = (): boolean => {
      const code = codeAt(one.source, one.first + length)
      return (
        code !== undefined &&
        others.every(({ source, first }) => codeAt(source, first + length) === code)
      )
    }
    while (alike()) length += 1
    // The windows inside this block are the same block, and not one more each.
    for (const { source, first } of places) {
      for (let at = first; at <= first + length - block_lines_min; at += 1) {
        covered.add(`${source} ${at}`)
      }
    }
    found.push({
      lines: length,
      places: places.map(
        ({ source, first }) => `${sources[source]?.path}:${files[source]?.[first]?.line}`
      )
    })
  }
  return found.sort((a, b) => b.lines - a.lines)
}
