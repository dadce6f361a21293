import { createPrivateKey, createPublicKey, hkdfSync, randomBytes } from 'node:crypto'
import {
  calculateSignature,
  generateKeyPair,
  type KeyPair,
  proto,
  withKeyType,
  withoutKeyType
} from './wire.ts'

export interface Certificates {
  /** What a client must put in the place of WhatsApp's own root key. */
  root_key: Buffer
  static_pair: KeyPair
  /** The encoded chain, sent in every handshake. */
  chain: Buffer
}

/** Makes a root from the seed and a fresh chain below it; the same seed gives the same root. */
export const createCertificates = (seed: Buffer = randomBytes(32)): Certificates => {
  const root = keyPairFrom(seed, 'simulator root')
  const intermediate = generateKeyPair()
  const static_pair = generateKeyPair()
  // An explicit zero, because clients compare the issuer's serial with WhatsApp's, which is 0.
  const intermediate_details = encodeDetails(1, 0, intermediate)
  const leaf_details = encodeDetails(2, 1, static_pair)
  const chain = proto.CertChain.encode({
    leaf: {
      details: leaf_details,
      signature: calculateSignature(intermediate.privKey, leaf_details)
    },
    intermediate: {
      details: intermediate_details,
      signature: calculateSignature(root.privKey, intermediate_details)
    }
  }).finish()
  return { root_key: withoutKeyType(root.pubKey), static_pair, chain: Buffer.from(chain) }
}

const encodeDetails = (serial: number, issuerSerial: number, pair: KeyPair): Uint8Array => {
  const day = 24 * 60 * 60
  const now = Math.floor(Date.now() / 1000)
  return proto.CertChain.NoiseCertificate.Details.encode({
    serial,
    issuerSerial,
    key: withoutKeyType(pair.pubKey),
    notBefore: now - day,
    notAfter: now + 3650 * day
  }).finish()
}

const keyPairFrom = (seed: Buffer, purpose: string): KeyPair => {
  const privKey = Buffer.from(hkdfSync('sha256', seed, '', purpose, 32))
  privKey[0] = (privKey[0] ?? 0) & 248
  privKey[31] = ((privKey[31] ?? 0) & 127) | 64
  return { privKey, pubKey: withKeyType(publicKeyOf(privKey)) }
}

const PRIVATE_KEY_PREFIX = Buffer.from('302e020100300506032b656e04220420', 'hex')

/** The bridge has a function for this too, but signatures do not hold for the key that it gives. */
const publicKeyOf = (privKey: Buffer): Buffer => {
  const der = Buffer.concat([PRIVATE_KEY_PREFIX, privKey])
  const key = createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }))
  return Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url')
}
