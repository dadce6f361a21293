import type { SignalKeyStoreWithTransaction } from 'baileys'
import { type SyncKeys, syncKeys } from './codec.ts'
import type { KeysOf } from './collection.ts'

/** The phone has not shared these keys with this device, or not yet. */
export class MissingKeys extends Error {
  override name = 'MissingKeys'
  readonly key_ids: Uint8Array[]
  constructor(key_ids: Uint8Array[]) {
    super(`${key_ids.length} keys are missing`)
    this.key_ids = key_ids
  }
}

/** The keys to settings that the phone has shared with this device. */
export type SharedKeys = {
  /** Rejects with MissingKeys. */
  find(key_ids: Uint8Array[]): Promise<KeysOf>
}

export const createSharedKeys = (keys: SignalKeyStoreWithTransaction): SharedKeys => ({
  find: async (key_ids) => {
    const found = new Map<string, SyncKeys>()
    const missing: Uint8Array[] = []
    const names = key_ids.map(nameOf)
    const stored = names.length > 0 ? await keys.get('app-state-sync-key', names) : {}
    for (const id of key_ids) {
      const data = stored[nameOf(id)]?.keyData
      if (data) found.set(nameOf(id), syncKeys(data))
      else missing.push(id)
    }
    if (missing.length > 0) throw new MissingKeys(missing)
    return (id) => {
      const known = found.get(nameOf(id ?? new Uint8Array(0)))
      if (!known) throw new MissingKeys(id ? [id] : [])
      return known
    }
  }
})

const nameOf = (id: Uint8Array): string => Buffer.from(id).toString('base64')
