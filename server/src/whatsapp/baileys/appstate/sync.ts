import type { BinaryNode } from 'baileys'
import type { Log } from '../../../lib/log.ts'
import type { EngineEvent } from '../../contract.ts'
import type { NumberOfLid } from '../addresses/jid.ts'
import type { BorderJournal } from '../border.ts'
import type { Ask } from '../calls/ask.ts'
import { type CollectionAnswer, type ReadFile, readAnswer } from './answer.ts'
import {
  type Advance,
  applyPatches,
  type Collection,
  type CollectionName,
  type KeysOf,
  openSnapshot
} from './collection.ts'
import { saidBy } from './facts.ts'
import type { Marks } from './marks.ts'
import { MissingKeys, type SharedKeys } from './shared-keys.ts'

/** So many facts are written at once: what takes many is no part of one transaction. */
const facts_at_once = 200
const rounds_max = 1_000

export type SyncOptions = {
  ask: Ask
  journal: BorderJournal
  marks: Marks
  shared_keys: SharedKeys
  readFile: (signal: AbortSignal) => ReadFile
  numberOfLid: NumberOfLid
  /** LIDs whose number has become known. */
  paired: (pairs: { lid: string; pn: string }[]) => Promise<void>
  /** The account has another name now. */
  renamed: (name: string) => void
  log: Log
}

/** What is being read of one collection. */
type Reading = {
  /** It was never read before: what is found is no news. */
  first: boolean
  /** Asked for as a whole, because patches did not fit together. */
  whole: boolean
}

/**
 * Reads what is new in some collections. The facts and how far the collection was read are written in one transaction, the
 * last of several where there are many: after a crash it is read again from where it was. Rejects when WhatsApp refuses or
 * does not answer, and with MissingKeys when the phone has not shared what some of it is sealed with.
 */
export const syncCollections = async (
  options: SyncOptions,
  names: CollectionName[],
  signal: AbortSignal,
  /** Called for each collection of which there is no more. */
  read: (name: CollectionName) => void
): Promise<void> => {
  const reading = new Map<CollectionName, Reading>()
  for (const name of names) reading.set(name, { first: !options.marks.of(name).read, whole: false })
  const missing: Uint8Array[] = []
  for (let round = 0; reading.size > 0 && round < rounds_max; round++) {
    const answers = await readAnswer(
      await askForNews(options, reading, signal),
      options.readFile(signal)
    )
    const unanswered = new Set(reading.keys())
    for (const answer of answers) {
      const state = reading.get(answer.name)
      unanswered.delete(answer.name)
      if (!state) continue
      try {
        if ((await takeAnswer(options, answer, state)) === 'more') continue
        reading.delete(answer.name)
        read(answer.name)
      } catch (error) {
        if (!(error instanceof MissingKeys)) throw error
        missing.push(...error.key_ids)
        reading.delete(answer.name)
      }
    }
    if (unanswered.size > 0) throw new Error(`nothing was said of ${[...unanswered].join(', ')}`)
  }
  if (missing.length > 0) throw new MissingKeys(missing)
}

const askForNews = async (
  { ask, marks }: SyncOptions,
  reading: Map<CollectionName, Reading>,
  signal: AbortSignal
): Promise<BinaryNode> => {
  const content: BinaryNode[] = []
  for (const [name, { whole }] of reading) {
    const { version } = await marks.collection(name)
    const return_snapshot = String(whole || version === 0)
    content.push({ tag: 'collection', attrs: { name, version: String(version), return_snapshot } })
  }
  return ask(syncQuestion(content), signal)
}

/** A question about collections. */
export const syncQuestion = (content: BinaryNode[]) => ({
  xmlns: 'w:sync:app:state',
  type: 'set' as const,
  content: [{ tag: 'sync', attrs: {}, content }]
})

const takeAnswer = async (
  options: SyncOptions,
  answer: CollectionAnswer,
  state: Reading
): Promise<'done' | 'more'> => {
  const { name, more, error } = answer
  if (error !== null) throw new Error(`the server refuses ${name}: ${error}`)
  const known = await options.marks.collection(name)
  const advance = advanceBy(answer, known, await options.shared_keys.find(keyIdsIn(answer)))
  if (advance.doubts.length > 0) {
    options.log.warn(
      { collection: name, doubts: advance.doubts.slice(0, 5) },
      'settings do not fit'
    )
    if (!state.whole) {
      state.whole = true
      return 'more'
    }
  }
  // step: settings read
  await record(options, name, advance, !state.first)
  return more ? 'more' : 'done'
}

const advanceBy = (
  { name, snapshot, patches }: CollectionAnswer,
  known: Collection,
  keysOf: KeysOf
): Advance => {
  const base: Advance = snapshot
    ? openSnapshot(name, snapshot, keysOf)
    : { collection: known, mutations: [], doubts: [] }
  const { collection, mutations, doubts } = applyPatches(name, base.collection, patches, keysOf)
  return {
    collection,
    mutations: [...base.mutations, ...mutations],
    doubts: [...base.doubts, ...doubts]
  }
}

const keyIdsIn = ({ snapshot, patches }: CollectionAnswer): Uint8Array[] => {
  const records = [
    ...(snapshot?.records ?? []),
    ...patches.flatMap(({ mutations }) => mutations ?? []).map(({ record }) => record ?? {})
  ]
  const named = [snapshot, ...patches, ...records].flatMap((one) => one?.keyId?.id ?? [])
  return [...new Map(named.map((id) => [Buffer.from(id).toString('base64'), id])).values()]
}

/** Records what was set, and with the last of it how far the collection was read. */
export const record = async (
  { journal, marks, numberOfLid, paired, renamed }: Omit<SyncOptions, 'ask'>,
  name: CollectionName,
  { collection, mutations }: Pick<Advance, 'collection' | 'mutations'>,
  news: boolean
): Promise<void> => {
  const { facts, pairs, own_name } = await saidBy(mutations, news, numberOfLid)
  if (pairs.length > 0) await paired(pairs)
  const pieces: EngineEvent[][] = []
  for (let at = 0; at < facts.length; at += facts_at_once)
    pieces.push(facts.slice(at, at + facts_at_once))
  const last = pieces.pop() ?? []
  for (const piece of pieces) {
    for (const fact of piece) journal.record(fact)
    await journal.settled()
  }
  // From here to the end nothing may come between: all of it is in one transaction.
  for (const fact of last) journal.record(fact)
  marks.putCollection(name, collection)
  const { wanted, read } = marks.of(name)
  const has = collection.version
  marks.put(name, { has, wanted: Math.max(wanted, has), read })
  // step: settings recorded
  if (own_name !== null) renamed(own_name)
  await journal.settled()
}
