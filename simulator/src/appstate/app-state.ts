import { proto } from '../wire/wire.ts'
import {
  type Action,
  type AppStateKey,
  createAppStateKey,
  nextHash,
  openMutation,
  patchMac,
  sealMutation,
  snapshotMac
} from './app-state-crypto.ts'
import { whyNoLabel } from './label-actions.ts'
import { whyNoStatusMute } from './mute-actions.ts'

export const COLLECTION_NAMES = [
  'critical_block',
  'critical_unblock_low',
  'regular_high',
  'regular_low',
  'regular'
] as const

export type CollectionName = (typeof COLLECTION_NAMES)[number]

/** Settings of one urgency: what the server keeps, and what the phone reads in it. */
export interface Collection {
  readonly name: CollectionName
  version: number
  hash: Buffer
  /** By the MAC of the index, in base64. */
  readonly records: Map<string, { record: proto.ISyncdRecord; value_mac: Buffer; action: Action }>
  /** The newest patches in order; the first one's version is 1 until old ones are dropped. */
  readonly patches: { version: number; bytes: Uint8Array }[]
  /** Patches whose sender counted another hash than the phone. */
  mismatches: number
}

export interface AppState {
  readonly key: AppStateKey
  readonly collections: Record<CollectionName, Collection>
}

export const PATCHES_MAX = 500
const RECORDS_MAX = 5000
const MUTATIONS_MAX = 1000

export const createAppState = (): AppState => ({
  key: createAppStateKey(),
  collections: {
    critical_block: createCollection('critical_block'),
    critical_unblock_low: createCollection('critical_unblock_low'),
    regular_high: createCollection('regular_high'),
    regular_low: createCollection('regular_low'),
    regular: createCollection('regular')
  }
})

const createCollection = (name: CollectionName): Collection => ({
  name,
  version: 0,
  hash: Buffer.alloc(128),
  records: new Map(),
  patches: [],
  mismatches: 0
})

/**
 * Takes a patch as the collection's next version, after the phone has verified it. A wrong hash
 * is only counted: Baileys counts wrongly itself after a removal, and tolerates it in others.
 */
export const applyPatch = (
  state: AppState,
  collection: Collection,
  bytes: Uint8Array
): Action[] => {
  const patch = proto.SyncdPatch.decode(bytes)
  const version = collection.version + 1
  if (patch.externalMutations) throw new Error('patches with external mutations are not known here')
  if (patch.mutations.length > MUTATIONS_MAX) throw new Error('too many mutations')
  const opened = patch.mutations.map((mutation) => openMutation(state.key, mutation))
  for (const { action, remove } of opened) {
    const { name } = collection
    const problem = remove ? null : (whyNoLabel(name, action) ?? whyNoStatusMute(name, action))
    if (problem) throw new Error(problem)
  }
  const macs = opened.map(({ value_mac }) => value_mac)
  const snapshot_mac = patch.snapshotMac ?? Buffer.alloc(0)
  const expected = patchMac(state.key, snapshot_mac, macs, version, collection.name)
  if (!expected.equals(patch.patchMac ?? Buffer.alloc(0))) {
    throw new Error('the MAC of the patch is wrong')
  }
  const gone: Buffer[] = []
  const come: Buffer[] = []
  const records = new Map(collection.records)
  for (const [place, { remove, index_mac, value_mac, action }] of opened.entries()) {
    const index = index_mac.toString('base64')
    const previous = records.get(index)
    if (previous) gone.push(previous.value_mac)
    if (remove) {
      records.delete(index)
    } else {
      const record = patch.mutations[place]?.record ?? {}
      records.set(index, { record, value_mac, action })
      come.push(value_mac)
    }
  }
  if (records.size > RECORDS_MAX) throw new Error(`more than ${RECORDS_MAX} settings`)
  collection.records.clear()
  for (const [index, record] of records) collection.records.set(index, record)
  collection.hash = nextHash(collection.hash, gone, come)
  collection.version = version
  if (!snapshotMac(state.key, collection.hash, version, collection.name).equals(snapshot_mac)) {
    collection.mismatches += 1
  }
  patch.version = { version }
  collection.patches.push({ version, bytes: proto.SyncdPatch.encode(patch).finish() })
  if (collection.patches.length > PATCHES_MAX) collection.patches.shift()
  return opened.map(({ action }) => action)
}

/** A patch with which the phone itself sets something, or removes what was set. */
export const makePatch = (
  state: AppState,
  collection: Collection,
  actions: Action[],
  remove = false
): Uint8Array => {
  const mutations = actions.map((action) => sealMutation(state.key, action, remove))
  const opened = mutations.map((mutation) => openMutation(state.key, mutation))
  const gone = opened.flatMap(({ index_mac }) => {
    const previous = collection.records.get(index_mac.toString('base64'))
    return previous ? [previous.value_mac] : []
  })
  const value_macs = opened.map(({ value_mac }) => value_mac)
  const hash = nextHash(collection.hash, gone, remove ? [] : value_macs)
  const version = collection.version + 1
  const snapshot_mac = snapshotMac(state.key, hash, version, collection.name)
  return proto.SyncdPatch.encode({
    mutations,
    snapshotMac: snapshot_mac,
    patchMac: patchMac(state.key, snapshot_mac, value_macs, version, collection.name),
    keyId: { id: state.key.id }
  }).finish()
}

/** Everything at once, for a device that is too far behind for patches. */
export const snapshotOf = (state: AppState, collection: Collection): Uint8Array =>
  proto.SyncdSnapshot.encode({
    version: { version: collection.version },
    records: [...collection.records.values()].map(({ record }) => record),
    mac: snapshotMac(state.key, collection.hash, collection.version, collection.name),
    keyId: { id: state.key.id }
  }).finish()
