import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { expandAppStateKeys, LTHashAntiTampering, proto } from '../wire/wire.ts'

/**
 * How settings of chats are sealed between the devices of an account; the server sees hashes and
 * ciphertexts only. As in Baileys' chat-utils.js, and verified there when MAC checks are on.
 */
export interface AppStateKey {
  readonly id: Buffer
  readonly data: Buffer
}

export const createAppStateKey = (): AppStateKey => ({
  // Four bytes of the device that made it, which is the phone, and two that count.
  id: Buffer.from([0, 0, 0, 0, 0, 1]),
  data: randomBytes(32)
})

/** One setting: a name of several parts, and its value. */
export interface Action {
  index: string[]
  value: proto.ISyncActionValue
  version: number
}

export interface Mutation {
  remove: boolean
  index_mac: Buffer
  value_mac: Buffer
  action: Action
}

/** Seals a setting as a mutation for a patch. */
export const sealMutation = (
  key: AppStateKey,
  action: Action,
  remove = false
): proto.ISyncdMutation => {
  const keys = expandAppStateKeys(key.data)
  const index = Buffer.from(JSON.stringify(action.index))
  const plaintext = proto.SyncActionData.encode({
    index,
    value: action.value,
    padding: new Uint8Array(0),
    version: action.version
  }).finish()
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-256-cbc', keys.valueEncryptionKey, iv)
  const sealed = Buffer.concat([iv, cipher.update(plaintext), cipher.final()])
  const keyId = { id: key.id }
  return {
    operation: proto.SyncdMutation.SyncdOperation[remove ? 'REMOVE' : 'SET'],
    record: {
      index: { blob: hmac('sha256', keys.indexKey, index) },
      value: { blob: Buffer.concat([sealed, valueMac(keys.valueMacKey, remove, key.id, sealed)]) },
      keyId
    }
  }
}

/** Opens a mutation and verifies both its MACs; the error says what is wrong. */
export const openMutation = (key: AppStateKey, mutation: proto.ISyncdMutation): Mutation => {
  const keys = expandAppStateKeys(key.data)
  const remove = mutation.operation === proto.SyncdMutation.SyncdOperation.REMOVE
  const blob = Buffer.from(mutation.record?.value?.blob ?? [])
  const index_mac = Buffer.from(mutation.record?.index?.blob ?? [])
  if (!key.id.equals(mutation.record?.keyId?.id ?? Buffer.alloc(0))) {
    throw new Error('the key of the mutation is unknown')
  }
  const sealed = blob.subarray(0, -32)
  const value_mac = blob.subarray(-32)
  if (!valueMac(keys.valueMacKey, remove, key.id, sealed).equals(value_mac)) {
    throw new Error('the MAC of the value is wrong')
  }
  const decipher = createDecipheriv('aes-256-cbc', keys.valueEncryptionKey, sealed.subarray(0, 16))
  const plaintext = Buffer.concat([decipher.update(sealed.subarray(16)), decipher.final()])
  const { index, value, version } = proto.SyncActionData.decode(plaintext)
  if (!hmac('sha256', keys.indexKey, index ?? Buffer.alloc(0)).equals(index_mac)) {
    throw new Error('the MAC of the index is wrong')
  }
  const names = JSON.parse(Buffer.from(index ?? []).toString()) as string[]
  return {
    remove,
    index_mac,
    value_mac,
    action: { index: names, value: value ?? {}, version: version ?? 0 }
  }
}

export const snapshotMac = (
  key: AppStateKey,
  hash: Buffer,
  version: number,
  name: string
): Buffer =>
  hmac('sha256', expandAppStateKeys(key.data).snapshotMacKey, hash, u64(version), Buffer.from(name))

export const patchMac = (
  key: AppStateKey,
  snapshot_mac: Uint8Array,
  value_macs: Uint8Array[],
  version: number,
  name: string
): Buffer => {
  const { patchMacKey } = expandAppStateKeys(key.data)
  return hmac('sha256', patchMacKey, snapshot_mac, ...value_macs, u64(version), Buffer.from(name))
}

const summation = new LTHashAntiTampering()

/** The hash over all values of a collection, after some have gone and some have come. */
export const nextHash = (hash: Buffer, gone: Buffer[], come: Buffer[]): Buffer =>
  Buffer.from(summation.subtractThenAdd(hash, gone, come))

const valueMac = (key: Uint8Array, remove: boolean, key_id: Buffer, sealed: Buffer): Buffer => {
  const head = Buffer.concat([Buffer.from([remove ? 2 : 1]), key_id])
  return hmac('sha512', key, head, sealed, u64(head.length)).subarray(0, 32)
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
