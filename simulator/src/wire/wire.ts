/**
 * The one door to Baileys' codec. Deep paths, because the package's index pulls in media and
 * storage code that a server has no use for. Everything of Signal and the curve comes from the
 * WebAssembly bridge, which Baileys installs.
 */
import { inflateSync } from 'node:zlib'
import * as tokens from 'baileys/lib/WABinary/constants.js'
import { decodeDecompressedBinaryNode } from 'baileys/lib/WABinary/decode.js'
import { encodeBinaryNode } from 'baileys/lib/WABinary/encode.js'
import type { BinaryNode } from 'baileys/lib/WABinary/types.js'
import { encodeNode as encodeInRust } from 'whatsapp-rust-bridge'

export { proto } from 'baileys/WAProto/index.js'
export type { KeyPair, PreKey, SignalStorage, SignedPreKey } from 'whatsapp-rust-bridge'
export {
  calculateAgreement,
  calculateSignature,
  expandAppStateKeys,
  GroupCipher,
  GroupSessionBuilder,
  generateIdentityKeyPair,
  generateKeyPair,
  generatePreKey,
  generateRegistrationId,
  generateSignedPreKey,
  getPublicFromPrivateKey,
  LTHashAntiTampering,
  ProtocolAddress,
  SenderKeyDistributionMessage,
  SenderKeyName,
  SessionBuilder,
  SessionCipher,
  verifySignature
} from 'whatsapp-rust-bridge'
export type { BinaryNode }

/** `Noise_XX…` is exactly 32 bytes long with its padding, so it is the first hash itself. */
export const NOISE_MODE = Buffer.from('Noise_XX_25519_AESGCM_SHA256\0\0\0\0')
export const NOISE_HEADER = Buffer.from([87, 65, 6, 3])
export const KEY_TYPE = Buffer.from([5])
export const ADV_ACCOUNT_PREFIX = Buffer.from([6, 0])
export const ADV_DEVICE_PREFIX = Buffer.from([6, 1])

/**
 * The Rust codec takes half the time of Baileys' own and makes the same bytes of everything but
 * empty texts, which it leaves out.
 */
export const encodeNode = (node: BinaryNode): Buffer => {
  if (hasEmptyText(node)) return encodeBinaryNode(node)
  const bytes = encodeInRust(node)
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
}

const hasEmptyText = ({ attrs, content }: BinaryNode): boolean => {
  for (const name in attrs) if (attrs[name] === '') return true
  return content === '' || (Array.isArray(content) && content.some(hasEmptyText))
}

/** Baileys' own decoder is asynchronous for the sake of inflate; frames here stay in order. */
export const decodeNode = (data: Buffer): BinaryNode => {
  const compressed = ((data[0] ?? 0) & 2) !== 0
  const body = compressed ? inflateSync(data.subarray(1)) : data.subarray(1)
  return decodeDecompressedBinaryNode(body, tokens)
}

/** The curve library wants its version byte in front of a public key; the wire has none. */
export const withKeyType = (key: Uint8Array): Buffer =>
  key.length === 33 ? Buffer.from(key) : Buffer.concat([KEY_TYPE, key])

export const withoutKeyType = (key: Uint8Array): Buffer =>
  Buffer.from(key.length === 33 ? key.subarray(1) : key)
