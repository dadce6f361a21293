import type { BinaryNode } from '../wire/wire.ts'
import type { KnownStanza, StanzaContext } from './known.ts'
import type { Random } from './random.ts'

/** Up to this many parts every combination is built; above it every pair of parts in all four ways. */
const ALL_UP_TO = 3
const TRIES = 8

/** The stanza with and without its optional parts, so that any two parts have met in all four ways. */
export const variantsOf = (
  stanza: KnownStanza,
  context: StanzaContext,
  random: Random
): BinaryNode[] =>
  pairwise(stanza.optional.length, random).map((row) => {
    const without = stanza.optional.filter((_, place) => !row[place])
    return without.reduce((built, path) => remove(built, path), stanza.build(context))
  })

/** Which of so many parts are there, row by row: any two meet in all four ways. */
export const pairwise = (count: number, random: Random): boolean[][] =>
  count <= ALL_UP_TO ? allRows(count) : pairwiseRows(count, random)

const allRows = (count: number): boolean[][] =>
  Array.from({ length: 2 ** count }, (_, bits) =>
    Array.from({ length: count }, (_, place) => (bits & (1 << place)) === 0)
  )

/** Takes the best of a few random rows until no pair is missing. */
const pairwiseRows = (count: number, random: Random): boolean[][] => {
  const missing = new Set<string>()
  for (let a = 0; a < count; a += 1) {
    for (let b = a + 1; b < count; b += 1) {
      for (const pair of ['00', '01', '10', '11']) missing.add(`${a} ${b} ${pair}`)
    }
  }
  const rows = [
    Array.from({ length: count }, () => true),
    Array.from({ length: count }, () => false)
  ]
  for (const row of rows) for (const pair of pairsOf(row)) missing.delete(pair)
  while (missing.size > 0) {
    const tries = Array.from({ length: TRIES }, () =>
      Array.from({ length: count }, () => random.next() < 0.5)
    )
    const gains = tries.map((row) => pairsOf(row).filter((pair) => missing.has(pair)).length)
    const best = tries[gains.indexOf(Math.max(...gains))] ?? []
    rows.push(best)
    for (const pair of pairsOf(best)) missing.delete(pair)
  }
  return rows
}

const pairsOf = (row: boolean[]): string[] =>
  row.flatMap((one, a) =>
    row.slice(a + 1).map((other, rest) => `${a} ${a + 1 + rest} ${Number(one)}${Number(other)}`)
  )

/** A copy without what the path names, wherever it occurs. */
const remove = (stanza: BinaryNode, path: string): BinaryNode => {
  const slash = path.indexOf('/')
  const [step = '', rest] =
    slash < 0 ? splitAttribute(path) : [path.slice(0, slash), path.slice(slash + 1)]
  if (step === '') {
    const attrs = { ...stanza.attrs }
    delete attrs[(rest ?? '').slice(1)]
    return { ...stanza, attrs }
  }
  if (!Array.isArray(stanza.content)) return stanza
  const content = stanza.content.flatMap((child) => {
    if (child.tag !== step) return [child]
    return rest === undefined ? [] : [remove(child, rest)]
  })
  return { ...stanza, content }
}

/** `child@attribute` is the attribute of a child, `@attribute` that of the stanza itself. */
const splitAttribute = (path: string): [string, string?] => {
  const at = path.indexOf('@')
  return at < 0 ? [path] : [path.slice(0, at), path.slice(at)]
}
