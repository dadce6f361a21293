import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  randomBytes,
  timingSafeEqual
} from 'node:crypto'
import { proto } from 'baileys'
import { expandAppStateKeys, LTHashAntiTampering } from 'whatsapp-rust-bridge'

/**
 * How the devices of an account seal for each other what they set. The server sees hashes and ciphertexts alone; every value
 * has a MAC, and so has its index, every patch, and the hash over all values of a collection.
 */
export type SyncKeys = {
  index: Uint8Array
  value: Uint8Array
  value_mac: Uint8Array
  snapshot_mac: Uint8Array
  patch_mac: Uint8Array
}

/** The keys that follow from one that the phone has shared. */
export const syncKeys = (data: Uint8Array): SyncKeys => {
  const keys = expandAppStateKeys(data)
  return {
    index: keys.indexKey,
    value: keys.valueEncryptionKey,
    value_mac: keys.valueMacKey,
    snapshot_mac: keys.snapshotMacKey,
    patch_mac: keys.patchMacKey
  }
}

/** Something that is set: a name of several parts and its value; `version` is that of its kind. */
export type Setting = { index: string[]; value: proto.ISyncActionValue; version: number }

/** A setting that was made, or removed. */
export type Mutation = Setting & { removed: boolean }

const { SET, REMOVE } = proto.SyncdMutation.SyncdOperation
const mac_bytes = 32
const iv_bytes = 16

/** The MACs of a record: of its index, under which it is found again, and of its value, of which the hash is made. */
export const macsOf = (record: proto.ISyncdRecord): { index: string; value: Buffer } => ({
  index: Buffer.from(record.index?.blob ?? []).toString('base64'),
  value: Buffer.from(record.value?.blob ?? []).subarray(-mac_bytes)
})

/** Opens a record. Throws where a MAC is wrong or what it holds is none of what is known. */
export const openRecord = (
  keys: SyncKeys,
  record: proto.ISyncdRecord,
  removed: boolean
): Mutation => {
  const blob = Buffer.from(record.value?.blob ?? [])
  const sealed = blob.subarray(0, -mac_bytes)
  const key_id = Buffer.from(record.keyId?.id ?? [])
  if (!same(valueMac(keys, removed, key_id, sealed), blob.subarray(-mac_bytes)))
    throw new Error('the MAC of a value is wrong')
  const decipher = createDecipheriv('aes-256-cbc', keys.value, sealed.subarray(0, iv_bytes))
  const plain = Buffer.concat([decipher.update(sealed.subarray(iv_bytes)), decipher.final()])
  const { index, value, version } = proto.SyncActionData.decode(plain)
  const name = Buffer.from(index ?? [])
  if (!same(hmac('sha256', keys.index, name), Buffer.from(record.index?.blob ?? [])))
    throw new Error('the MAC of an index is wrong')
  const parts: unknown = JSON.parse(name.toString('utf8'))
  if (!Array.isArray(parts)) throw new Error('an index is no list')
  return { removed, index: parts.map(String), value: value ?? {}, version: version ?? 0 }
}

/** Seals a setting under the key with this id. */
export const sealSetting = (
  keys: SyncKeys,
  key_id: Uint8Array,
  { index, value, version }: Setting,
  removed = false
): proto.ISyncdMutation => {
  const name = Buffer.from(JSON.stringify(index))
  const padding = new Uint8Array(0)
  const plain = proto.SyncActionData.encode({ index: name, value, padding, version }).finish()
  const iv = randomBytes(iv_bytes)
  const cipher = createCipheriv('aes-256-cbc', keys.value, iv)
  const sealed = Buffer.concat([iv, cipher.update(plain), cipher.final()])
  const mac = valueMac(keys, removed, Buffer.from(key_id), sealed)
  return {
    operation: removed ? REMOVE : SET,
    record: {
      index: { blob: hmac('sha256', keys.index, name) },
      value: { blob: Buffer.concat([sealed, mac]) },
      keyId: { id: key_id }
    }
  }
}

export const snapshotMac = (keys: SyncKeys, hash: Buffer, version: number, name: string): Buffer =>
  hmac('sha256', keys.snapshot_mac, hash, u64(version), Buffer.from(name))

export const patchMac = (
  keys: SyncKeys,
  snapshot_mac: Uint8Array,
  value_macs: Uint8Array[],
  version: number,
  name: string
): Buffer =>
  hmac('sha256', keys.patch_mac, snapshot_mac, ...value_macs, u64(version), Buffer.from(name))

const summation = new LTHashAntiTampering()

export const empty_hash = Buffer.alloc(128)

/** The hash over all values, after some have gone and others have come. */
export const nextHash = (hash: Buffer, gone: Buffer[], come: Buffer[]): Buffer =>
  Buffer.from(summation.subtractThenAdd(hash, gone, come))

export const same = (a: Buffer, b: Uint8Array): boolean =>
  a.length === b.length && timingSafeEqual(a, b)

const valueMac = (keys: SyncKeys, removed: boolean, key_id: Buffer, sealed: Buffer): Buffer => {
  const head = Buffer.concat([Buffer.from([removed ? 2 : 1]), key_id])
  return hmac('sha512', keys.value_mac, head, sealed, u64(head.length)).subarray(0, mac_bytes)
}

const hmac = (algorithm: string, key: Uint8Array, ...parts: Uint8Array[]): Buffer => {
  const mac = createHmac(algorithm, key)
  for (const part of parts) mac.update(part)
  return mac.digest()
}

const u64 = (value: number): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(value))
  return bytes
}
