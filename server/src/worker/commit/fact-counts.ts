import type { WorkerHealth } from '../../control/contract.ts'

/** How much came so far that became no message. */
export type FactCounts = WorkerHealth['facts']

export const noFacts = (): FactCounts => ({
  refused: 0,
  unplaced: 0,
  status_posts: 0,
  ignored_changes: 0,
  unknown_stanzas: Object.create(null)
})

/** Kinds of unknown stanzas that are counted by name. Whoever sends such things can send many. */
const tags_max = 50
const tag_length_max = 40

/** Counts a stanza of a kind that nobody here knows. Returns the name it is counted by, the first time; else null. */
export const countUnknown = ({ unknown_stanzas }: FactCounts, tag: string): string | null => {
  const full = Object.keys(unknown_stanzas).length >= tags_max
  const short = tag.slice(0, tag_length_max)
  const name = Object.hasOwn(unknown_stanzas, short) || !full ? short : 'others'
  const is_first = !Object.hasOwn(unknown_stanzas, name)
  unknown_stanzas[name] = (unknown_stanzas[name] ?? 0) + 1
  return is_first ? name : null
}
