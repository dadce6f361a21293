import {
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hash,
  type KeyObject
} from 'node:crypto'
import { createRequire } from 'node:module'
import { Curve, hkdf } from 'baileys/lib/Utils/crypto.js'
import { calculateSignature, verifySignature } from 'whatsapp-rust-bridge'
import { type KeyStock, type RawPair, rawPair } from '../keys/key-stock.ts'
import { expectFunction } from './expect-function.ts'

type Pair = { pubKey: Buffer; privKey: Buffer }

type SignalCrypto = {
  calculateMAC(key: Buffer, data: Buffer): Buffer
  deriveSecrets(input: Buffer, salt: Buffer, info: Buffer, chunks?: number): Buffer[]
}

type SignalCurve = {
  generateKeyPair(): Pair
  calculateAgreement(pubKey: Buffer, privKey: Buffer): Buffer
  calculateSignature(privKey: Buffer, message: Buffer): Buffer
  verifySignature(pubKey: Buffer, message: Buffer, signature: Buffer, first?: boolean): boolean
}

/**
 * Gives libsignal and Baileys the same cryptography from faster hands: signatures from WebAssembly instead of JavaScript
 * (0.1 ms instead of 7, six of them for each link), key derivation in one call (6 µs instead of 25), and message
 * authentication without an object for each key. The 812 one-time keys of a new link come out of the stock, as far as it
 * reaches: made on the spot they stop everything else for 60 ms. Call once; it holds for the whole process.
 */
export const replaceCrypto = (stock?: KeyStock): void => {
  // The very copies that Baileys uses.
  const load = createRequire(import.meta.resolve('baileys'))
  const crypto = load('libsignal/src/crypto.js') as SignalCrypto
  const curve = load('libsignal/src/curve.js') as SignalCurve
  for (const name of ['calculateMAC', 'deriveSecrets']) expectFunction(crypto, name, 'libsignal')
  for (const name of [
    'generateKeyPair',
    'calculateAgreement',
    'calculateSignature',
    'verifySignature'
  ])
    expectFunction(curve, name, 'libsignal')
  for (const name of ['generateKeyPair', 'sharedKey', 'sign', 'verify']) expectFunction(Curve, name)

  Object.assign(crypto, { calculateMAC, deriveSecrets })
  Object.assign(curve, {
    generateKeyPair,
    calculateAgreement,
    calculateSignature: (key: Buffer, message: Buffer) => sign(key, message),
    // The first signature of a new contact is not looked at, there as here.
    verifySignature: (key: Buffer, message: Buffer, signature: Buffer, first?: boolean) =>
      first === true || verifySignature(withType(key), message, signature)
  })
  Object.assign(Curve, {
    generateKeyPair: () => {
      const { privateKey, publicKey } = stock?.take() ?? newPair()
      return { private: privateKey, public: publicKey }
    },
    sharedKey: (privKey: Uint8Array, pubKey: Uint8Array) =>
      calculateAgreement(Buffer.from(pubKey), Buffer.from(privKey)),
    sign: (key: Uint8Array, message: Uint8Array) => sign(key, message),
    verify: (key: Uint8Array, message: Uint8Array, signature: Uint8Array) => {
      try {
        return verifySignature(withType(key), message, signature)
      } catch {
        // A key or signature that is none.
        return false
      }
    }
  })
}

const block = 64
const digest_bytes = 32

/** HMAC-SHA-256. For keys of up to a block: longer ones would have to be hashed first. */
const calculateMAC = (key: Buffer, data: Buffer): Buffer => {
  if (key.length > block) throw new Error('a key of this length is not expected here')
  const inner = Buffer.alloc(block + data.length, 0x36)
  const outer = Buffer.alloc(block + digest_bytes, 0x5c)
  for (let index = 0; index < key.length; index++) {
    const byte = key[index] ?? 0
    inner[index] = byte ^ 0x36
    outer[index] = byte ^ 0x5c
  }
  inner.set(data, block)
  outer.set(hash('sha256', inner, 'buffer'), block)
  return hash('sha256', outer, 'buffer')
}

const deriveSecrets = (input: Buffer, salt: Buffer, info: Buffer, chunks = 3): Buffer[] => {
  const { buffer, byteOffset } = hkdf(input, chunks * 32, { salt, info: info.toString('latin1') })
  return Array.from({ length: chunks }, (_, index) =>
    Buffer.from(buffer, byteOffset + index * 32, 32)
  )
}

const sign = (key: Uint8Array, message: Uint8Array): Buffer =>
  Buffer.from(calculateSignature(key, message))

const key_type = Buffer.from([5])
const withType = (key: Uint8Array): Uint8Array =>
  key.length === 33 ? key : Buffer.concat([key_type, key])
const withoutType = (key: Uint8Array): Uint8Array => (key.length === 33 ? key.subarray(1) : key)

const private_prefix = Buffer.from('302e020100300506032b656e04220420', 'hex')
const public_prefix = Buffer.from('302a300506032b656e032100', 'hex')

// A new key is used at once, and its object need not be made a second time.
const fresh = new WeakMap<Uint8Array, KeyObject>()

const newPair = (): RawPair => {
  const key = generateKeyPairSync('x25519').privateKey
  const pair = rawPair(key)
  fresh.set(pair.privateKey, key)
  return pair
}

const generateKeyPair = (): Pair => {
  const { privateKey, publicKey } = newPair()
  return { privKey: privateKey, pubKey: Buffer.concat([key_type, publicKey]) }
}

const calculateAgreement = (pubKey: Buffer, privKey: Buffer): Buffer =>
  diffieHellman({
    privateKey:
      fresh.get(privKey) ??
      createPrivateKey({
        key: Buffer.concat([private_prefix, privKey]),
        format: 'der',
        type: 'pkcs8'
      }),
    publicKey: createPublicKey({
      key: Buffer.concat([public_prefix, withoutType(pubKey)]),
      format: 'der',
      type: 'spki'
    })
  })
