import {
  BufferJSON,
  proto,
  type SignalDataSet,
  type SignalDataTypeMap,
  type SignalKeyStoreWithTransaction
} from 'baileys'
import type { LRUCache } from 'lru-cache'
import type { OpenOptions, StoredKeys } from '../../contract.ts'
import type { BorderJournal } from '../border.ts'

/** Keys in memory, shared by the sessions of a worker: scope, kind and key id make the name. `absent` is remembered too. */
export type KeyCache = LRUCache<string, object>

const absent = { absent: true }

/**
 * Not kept: the names of all contacts with a token, which Baileys would have written anew for each contact who gets one, and
 * reads only to delete tokens that ran out. One that ran out is not used, and is overwritten with the next.
 */
const token_list = '__index'

/**
 * The protocol keys of one session. Writes are seen at once and recorded in the journal; the output gate sees to it that
 * they are on disk before anything that depends on them leaves. A failed decryption stores nothing, so there is nothing
 * to roll back. `lidMapped` hears of each number that becomes known for a LID; it is written together with the key.
 */
export const createKeyStore = (
  scope: string,
  journal: BorderJournal,
  stored: StoredKeys,
  cache: KeyCache,
  lidMapped: OpenOptions['lidMapped']
): SignalKeyStoreWithTransaction => {
  const name = (kind: string, id: string): string => `${scope} ${kind} ${id}`

  const get = async <T extends keyof SignalDataTypeMap>(kind: T, ids: string[]) => {
    const found: Record<string, SignalDataTypeMap[T]> = {}
    const missing: string[] = []
    for (const id of ids) {
      const pending = journal.pendingKey(kind, id)
      const value = pending ? pending.value : cache.get(name(kind, id))
      if (value === undefined) missing.push(id)
      else if (value !== null && value !== absent) found[id] = unbox(value)
    }
    if (missing.length > 0) {
      const rows = await stored.load(kind, missing)
      for (const id of missing) {
        // A write that came while we read is newer than what we read.
        const pending = journal.pendingKey(kind, id)
        if (pending) {
          if (pending.value !== null) found[id] = unbox(pending.value)
          continue
        }
        const row = rows.get(id)
        const value = row === undefined ? undefined : decodeKey(kind, row)
        cache.set(name(kind, id), value === undefined ? absent : box(value))
        if (value !== undefined) found[id] = value as SignalDataTypeMap[T]
      }
    }
    return found
  }

  const set = (data: SignalDataSet): void => {
    for (const kind of Object.keys(data) as (keyof SignalDataSet)[]) {
      for (const [id, value] of Object.entries(data[kind] ?? {})) {
        if (kind === 'tctoken' && id === token_list) continue
        const next = value === null || value === undefined ? null : box(value)
        journal.putKey(kind, id, next, encodeKey)
        if (kind === 'lid-mapping') tellNumber(id, value, lidMapped)
        // 812 one-time keys are made at once and each is read once at most.
        if (kind !== 'pre-key') cache.set(name(kind, id), next ?? absent)
      }
    }
  }

  // Mutual exclusion is the repository's (one operation at a time per session), so a transaction only runs its work.
  const transaction = <T>(work: () => Promise<T>): Promise<T> => work()

  return { get, set, transaction, isInTransaction: () => false }
}

// Baileys keeps each pair twice: the LID's user under the number, and the number under this.
const reverse = /^(\d+)_reverse$/

const tellNumber = (id: string, value: unknown, lidMapped: OpenOptions['lidMapped']): void => {
  const [, lid] = reverse.exec(id) ?? []
  if (lid && typeof value === 'string') lidMapped(`${lid}@lid`, `${value}@s.whatsapp.net`)
}

// The cache holds objects only; a string or a list is put into one.
const box = (value: unknown): object =>
  typeof value === 'object' && value !== null ? value : { boxed: value }

const unbox = <T>(value: unknown): T =>
  (typeof value === 'object' && value !== null && 'boxed' in value ? value.boxed : value) as T

const encodeKey = (value: unknown): Uint8Array =>
  Buffer.from(JSON.stringify(unbox(value), BufferJSON.replacer))

const decodeKey = (kind: string, row: Uint8Array): unknown => {
  const value: unknown = JSON.parse(Buffer.from(row).toString('utf8'), BufferJSON.reviver)
  if (kind === 'app-state-sync-key')
    return proto.Message.AppStateSyncKeyData.fromObject(value as object)
  return value
}
