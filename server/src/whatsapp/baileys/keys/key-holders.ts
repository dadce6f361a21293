import {
  type BinaryNode,
  isJidGroup,
  isLidUser,
  jidDecode,
  jidNormalizedUser,
  type SignalDataSet,
  type SignalDataTypeMap,
  type SignalKeyStoreWithTransaction,
  type WASocket
} from 'baileys'
import { LRUCache } from 'lru-cache'
import type { Log } from '../../../lib/log.ts'
import type { StoredKeys } from '../../contract.ts'
import type { Own } from '../addresses/jid.ts'
import type { BorderJournal } from '../border.ts'
import { createKeptMap } from './kept-map.ts'

/** When, as a count, the devices of somebody or the people of a group changed last; `renew`: somebody went. */
type Change = { seq: number; renew?: true }
type Holders = Record<string, boolean | number | undefined>

const kind = 'sender-key-memory'
/** Of those who changed long ago only the newest moment is kept: whatever was written before counts as out of date. */
const bounds = { entries_max: 500, characters_max: 40_000 }
const long_ago = 'long ago'
const groups_max = 1_000
/** Under this name a list of holders says up to which change it is true. */
const true_up_to = 'true_up_to'

const went = new Set(['remove', 'leave'])
const changed = new Set(['add', 'promote', 'demote', 'modify', 'create', 'link', 'unlink'])

export type KeyHolders = {
  /** The keys with which the socket must work, so that a list of holders never names who may have lost the key. */
  keys: SignalKeyStoreWithTransaction
  /** Hears of whose devices, and which groups, have changed. */
  listen(socket: WASocket): void
}

/**
 * Baileys gives the key to what it says in a group to devices that do not have it yet, and never forgets who has it. A
 * phone that was installed anew, or somebody who left and came back, could read nothing in the group from then on. Whom a
 * change is about gets the key again with the next message; when somebody went, everybody gets a new key, which he has not.
 * A change is on disk before it is acknowledged, and also counts when it comes in the middle of a sending.
 */
export const createKeyHolders = (
  inner: SignalKeyStoreWithTransaction,
  journal: BorderJournal,
  stored: StoredKeys,
  own: () => Own,
  log: Log
): KeyHolders => {
  let floor = 0
  const changes = createKeptMap<Change>('changed_people', bounds, journal, stored, (_, gone) => {
    floor = Math.max(floor, gone.seq)
  })
  const begun = new LRUCache<string, number>({ max: groups_max })

  let newest = 0
  let loading: Promise<void> | undefined
  const load = async (): Promise<void> => {
    await changes.ready()
    for (const [, { seq }] of changes.entries()) newest = Math.max(newest, seq)
  }
  const ready = (): Promise<void> => (loading ??= load())

  const note = (names: string[], renew: boolean): void => {
    const seq = ++newest
    for (const name of names) changes.set(name, renew ? { seq, renew } : { seq })
    if (floor > (changes.get(long_ago)?.seq ?? 0)) changes.set(long_ago, { seq: floor })
  }

  const holdersOf = async (group: string, holders: Holders): Promise<Holders> => {
    const upto = Number(holders[true_up_to] ?? 0)
    const since = (name: string): boolean => (changes.get(name)?.seq ?? 0) > upto
    begun.set(group, newest)
    if (since(group) || since(long_ago)) {
      if (changes.get(group)?.renew) await inner.set({ 'sender-key': ownKeys(group, own()) })
      return {}
    }
    const all = Object.entries(holders).filter(([name]) => name !== true_up_to)
    return Object.fromEntries(all.filter(([device]) => !since(jidNormalizedUser(device))))
  }

  const get = async <T extends keyof SignalDataTypeMap>(
    wanted: T,
    ids: string[]
  ): Promise<{ [id: string]: SignalDataTypeMap[T] }> => {
    const found = await inner.get(wanted, ids)
    if (wanted !== kind) return found
    await ready()
    for (const group of ids) {
      const holders = await holdersOf(group, (found[group] ?? {}) as Holders)
      found[group] = holders as SignalDataTypeMap[T]
    }
    return found
  }

  const set = (data: SignalDataSet): void | Promise<void> => {
    const lists = data[kind]
    if (!lists) return inner.set(data)
    const marked = Object.entries(lists).map(([group, holders]) => [
      group,
      holders && { ...holders, [true_up_to]: begun.get(group) ?? 0 }
    ])
    return inner.set({ ...data, [kind]: Object.fromEntries(marked) })
  }

  return {
    keys: { ...inner, get, set },
    listen: ({ ws, signalRepository: { lidMapping } }) => {
      // Then a change is recorded before Baileys gets as far as acknowledging it.
      ready().catch((error: Error) =>
        log.debug({ err: error }, 'the line ended before keys were read')
      )
      const hear = async (stanza: BinaryNode): Promise<void> => {
        const change = changeOf(stanza)
        if (!change) return
        await ready()
        note(change.names, change.renew)
        for (const name of change.names) {
          if (isJidGroup(name)) continue
          const find = isLidUser(name) ? lidMapping.getPNForLID : lidMapping.getLIDForPN
          const other = await find.call(lidMapping, name)
          if (other && !change.names.includes(jidNormalizedUser(other)))
            note([jidNormalizedUser(other)], false)
        }
      }
      ws.prependListener('CB:notification', (stanza: BinaryNode) => {
        hear(stanza).catch((error: Error) =>
          log.warn({ err: error }, 'a change of devices was not noted')
        )
      })
    }
  }
}

/** Whom a notification is about: people by all addresses that it names, or a group. */
const changeOf = (stanza: BinaryNode): { names: string[]; renew: boolean } | null => {
  const { type, from = '', lid } = stanza.attrs
  const parts = Array.isArray(stanza.content) ? stanza.content : []
  if (type === 'w:gp2' && isJidGroup(from)) {
    if (parts.some(({ tag }) => went.has(tag))) return { names: [from], renew: true }
    const news = parts.filter(({ tag }) => changed.has(tag))
    if (news.length === 0) return null
    const people = news.flatMap(childrenOf).filter(({ tag }) => tag === 'participant')
    const names = people.flatMap(({ attrs }) => [attrs['jid'], attrs['phone_number'], attrs['lid']])
    return { names: people.length > 0 ? namesOf(names) : [from], renew: false }
  }
  const of_devices = type === 'devices' || parts.some(({ tag }) => tag === 'identity')
  if (!of_devices || (type !== 'devices' && type !== 'encrypt')) return null
  const devices = parts.flatMap(childrenOf).filter(({ tag }) => tag === 'device')
  const names = devices.flatMap(({ attrs }) => [attrs['jid'], attrs['lid']])
  return { names: namesOf([from, lid, ...names]), renew: false }
}

const childrenOf = ({ content }: BinaryNode): BinaryNode[] =>
  Array.isArray(content) ? content : []

const namesOf = (jids: (string | undefined)[]): string[] => [
  ...new Set(jids.flatMap((jid) => (jid && jidDecode(jid)?.user ? [jidNormalizedUser(jid)] : [])))
]

/** The names under which libsignal keeps the keys with which this device speaks in a group. */
const ownKeys = (group: string, own: Own): Record<string, null> =>
  Object.fromEntries(
    [own.jid, own.lid].flatMap((jid) => {
      const { user, domainType, device } = (jid && jidDecode(jid)) || {}
      if (!user) return []
      return [[`${group}::${domainType ? `${user}_${domainType}` : user}::${device ?? 0}`, null]]
    })
  )
