import { proto } from 'baileys'
import {
  empty_hash,
  type Mutation,
  macsOf,
  nextHash,
  openRecord,
  patchMac,
  type Setting,
  type SyncKeys,
  same,
  sealSetting,
  snapshotMac
} from './codec.ts'

/** The collections of settings, each with versions of its own. */
export const collection_names = [
  'critical_block',
  'critical_unblock_low',
  'regular_high',
  'regular_low',
  'regular'
] as const

export type CollectionName = (typeof collection_names)[number]

export const isCollectionName = (name: string | undefined): name is CollectionName =>
  (collection_names as readonly (string | undefined)[]).includes(name)

/** What has to be known of a collection to follow it and to add to it. */
export type Collection = {
  version: number
  hash: Buffer
  /** The MAC of each value, by that of its index in base64. */
  macs: Map<string, Buffer>
}

export const new_collection: Collection = { version: 0, hash: empty_hash, macs: new Map() }

export const encodeCollection = ({ version, hash, macs }: Collection): Uint8Array => {
  const entries = [...macs].map(([index, value]) => [index, value.toString('base64')])
  return Buffer.from(
    JSON.stringify({ version, hash: hash.toString('base64'), macs: Object.fromEntries(entries) })
  )
}

export const decodeCollection = (bytes: Uint8Array): Collection => {
  const { version, hash, macs } = JSON.parse(Buffer.from(bytes).toString('utf8'))
  const entries = Object.entries<string>(macs)
  return {
    version,
    hash: Buffer.from(hash, 'base64'),
    macs: new Map(entries.map(([index, value]) => [index, Buffer.from(value, 'base64')]))
  }
}

/** Finds the keys with this id; throws where the phone has not shared them. */
export type KeysOf = (key_id: Uint8Array | null | undefined) => SyncKeys

/** A collection further on, what was set meanwhile, and what does not fit together with what was known. */
export type Advance = { collection: Collection; mutations: Mutation[]; doubts: string[] }

/** The collection as a snapshot has it. */
export const openSnapshot = (
  name: CollectionName,
  { version, records = [], mac, keyId }: proto.ISyncdSnapshot,
  keysOf: KeysOf
): Advance => {
  const doubts: string[] = []
  const macs = new Map<string, Buffer>()
  const come: Buffer[] = []
  const opened = (records ?? []).flatMap((record) => {
    const { index, value } = macsOf(record)
    macs.set(index, value)
    come.push(value)
    return open(keysOf(record.keyId?.id), record, false, doubts)
  })
  const collection = { version: numberOf(version), hash: nextHash(empty_hash, [], come), macs }
  const expected = snapshotMac(keysOf(keyId?.id), collection.hash, collection.version, name)
  if (!same(expected, mac ?? Buffer.alloc(0))) doubts.push('the hash of the snapshot is wrong')
  return { collection, mutations: opened, doubts }
}

/** The collection after patches. Those that it knows already change nothing. */
export const applyPatches = (
  name: CollectionName,
  known: Collection,
  patches: proto.ISyncdPatch[],
  keysOf: KeysOf
): Advance => {
  const doubts: string[] = []
  const mutations: Mutation[] = []
  const macs = new Map(known.macs)
  let { version, hash } = known
  for (const patch of patches) {
    const next = patch.version ? numberOf(patch.version) : version + 1
    if (next <= version) continue
    if (next > version + 1) doubts.push('a patch is missing')
    version = next
    const changes = patch.mutations ?? []
    for (const { record, operation } of changes) {
      const removed = operation === proto.SyncdMutation.SyncdOperation.REMOVE
      if (record) mutations.push(...open(keysOf(record.keyId?.id), record, removed, doubts))
    }
    hash = hashAfter({ hash, macs }, changes)
    const keys = keysOf(patch.keyId?.id)
    const snapshot_mac = patch.snapshotMac ?? Buffer.alloc(0)
    const values = changes.map(({ record }) => macsOf(record ?? {}).value)
    if (
      !same(patchMac(keys, snapshot_mac, values, version, name), patch.patchMac ?? Buffer.alloc(0))
    )
      doubts.push('the MAC of a patch is wrong')
    if (!same(snapshotMac(keys, hash, version, name), snapshot_mac))
      doubts.push('the hash of a patch is wrong')
  }
  return { collection: { version, hash, macs }, mutations, doubts }
}

/** A patch with which this device sets something, and the collection as it is when the server has taken it. */
export const sealPatch = (
  name: CollectionName,
  known: Collection,
  settings: Setting[],
  { keys, key_id }: { keys: SyncKeys; key_id: Uint8Array }
): { bytes: Uint8Array; collection: Collection } => {
  const mutations = settings.map((setting) => sealSetting(keys, key_id, setting))
  const macs = new Map(known.macs)
  const version = known.version + 1
  const hash = hashAfter({ hash: known.hash, macs }, mutations)
  const snapshot_mac = snapshotMac(keys, hash, version, name)
  const values = mutations.map(({ record }) => macsOf(record ?? {}).value)
  const bytes = proto.SyncdPatch.encode({
    mutations,
    snapshotMac: snapshot_mac,
    patchMac: patchMac(keys, snapshot_mac, values, version, name),
    keyId: { id: key_id }
  }).finish()
  return { bytes, collection: { version, hash, macs } }
}

/** The hash after these mutations, which `macs` is brought up to. */
const hashAfter = (
  { hash, macs }: Pick<Collection, 'hash' | 'macs'>,
  mutations: proto.ISyncdMutation[]
): Buffer => {
  const gone: Buffer[] = []
  const come: Buffer[] = []
  for (const { record, operation } of mutations) {
    const { index, value } = macsOf(record ?? {})
    const before = macs.get(index)
    if (before) gone.push(before)
    if (operation === proto.SyncdMutation.SyncdOperation.REMOVE) macs.delete(index)
    else {
      macs.set(index, value)
      come.push(value)
    }
  }
  return nextHash(hash, gone, come)
}

/** What one record says; nothing, where it cannot be opened: it must not keep the others away. */
const open = (
  keys: SyncKeys,
  record: proto.ISyncdRecord,
  removed: boolean,
  doubts: string[]
): Mutation[] => {
  try {
    return [openRecord(keys, record, removed)]
  } catch (error) {
    doubts.push((error as Error).message)
    return []
  }
}

const numberOf = (version: proto.ISyncdVersion | null | undefined): number =>
  Number(version?.version ?? 0)
