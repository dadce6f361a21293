import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  hkdfSync,
  type KeyObject
} from 'node:crypto'
import type { Certificates } from './certificate.ts'
import {
  calculateAgreement,
  generateKeyPair,
  NOISE_HEADER,
  NOISE_MODE,
  proto,
  withKeyType,
  withoutKeyType
} from './wire.ts'

const NOTHING = Buffer.alloc(0)
const TAG_LENGTH = 16

export interface Handshake {
  /** Takes the client's hello, returns the server's. */
  hello(client_hello: Buffer): Buffer
  /** Takes the client's last word; the connection is encrypted from here on. */
  finish(client_finish: Buffer): Finished
}

export interface Finished {
  client_static: Buffer
  payload: Buffer
  transport: Transport
}

export interface Transport {
  encrypt(plaintext: Uint8Array): Buffer
  decrypt(ciphertext: Buffer): Buffer
}

/** The answering side of Noise_XX_25519_AESGCM_SHA256 with WhatsApp's prologue. */
export const createHandshake = (certificates: Certificates): Handshake => {
  let hash: Buffer = NOISE_MODE
  let salt: Buffer = NOISE_MODE
  let key: Buffer = NOISE_MODE
  let counter = 0
  const ephemeral = generateKeyPair()

  const authenticate = (data: Uint8Array): void => {
    hash = createHash('sha256').update(hash).update(data).digest()
  }
  const mix = (shared: Uint8Array): void => {
    const [first, second] = expand(shared, salt)
    salt = first
    key = second
    counter = 0
  }
  const encrypt = (plaintext: Uint8Array): Buffer => {
    const sealed = seal(plaintext, key, counter++, hash)
    authenticate(sealed)
    return sealed
  }
  const decrypt = (sealed: Buffer): Buffer => {
    const plaintext = unseal(sealed, key, counter++, hash)
    authenticate(sealed)
    return plaintext
  }
  authenticate(NOISE_HEADER)

  return {
    hello(client_hello) {
      const client_ephemeral = proto.HandshakeMessage.decode(client_hello).clientHello?.ephemeral
      if (client_ephemeral?.length !== 32) throw new Error('the client hello has no ephemeral key')
      authenticate(client_ephemeral)
      const ephemeral_public = withoutKeyType(ephemeral.pubKey)
      authenticate(ephemeral_public)
      mix(calculateAgreement(withKeyType(client_ephemeral), ephemeral.privKey))
      const sealed_static = encrypt(withoutKeyType(certificates.static_pair.pubKey))
      mix(calculateAgreement(withKeyType(client_ephemeral), certificates.static_pair.privKey))
      const payload = encrypt(certificates.chain)
      return Buffer.from(
        proto.HandshakeMessage.encode({
          serverHello: { ephemeral: ephemeral_public, static: sealed_static, payload }
        }).finish()
      )
    },
    finish(client_finish) {
      const last = proto.HandshakeMessage.decode(client_finish).clientFinish
      if (!last?.static || !last.payload) throw new Error('the client finish is incomplete')
      const client_static = decrypt(Buffer.from(last.static))
      mix(calculateAgreement(withKeyType(client_static), ephemeral.privKey))
      const payload = decrypt(Buffer.from(last.payload))
      const [from_client, to_client] = expand(NOTHING, salt)
      return { client_static, payload, transport: createTransport(to_client, from_client) }
    }
  }
}

/** Keys as key objects: from raw bytes, Node makes one for every frame, at four times the cost. */
const createTransport = (write_bytes: Buffer, read_bytes: Buffer): Transport => {
  const write_key = createSecretKey(write_bytes)
  const read_key = createSecretKey(read_bytes)
  let written = 0
  let read = 0
  return {
    encrypt: (plaintext) => seal(plaintext, write_key, written++, NOTHING),
    decrypt: (ciphertext) => unseal(ciphertext, read_key, read++, NOTHING)
  }
}

const expand = (input: Uint8Array, salt: Buffer): [Buffer, Buffer] => {
  const bytes = Buffer.from(hkdfSync('sha256', input, salt, NOTHING, 64))
  return [bytes.subarray(0, 32), bytes.subarray(32)]
}

const nonce = (counter: number): Buffer => {
  const iv = Buffer.alloc(12)
  iv.writeUInt32BE(counter, 8)
  return iv
}

const seal = (
  plaintext: Uint8Array,
  key: Buffer | KeyObject,
  counter: number,
  aad: Buffer
): Buffer => {
  const cipher = createCipheriv('aes-256-gcm', key, nonce(counter)).setAAD(aad)
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
}

const unseal = (sealed: Buffer, key: Buffer | KeyObject, counter: number, aad: Buffer): Buffer => {
  const end = sealed.length - TAG_LENGTH
  const decipher = createDecipheriv('aes-256-gcm', key, nonce(counter)).setAAD(aad)
  decipher.setAuthTag(sealed.subarray(end))
  return Buffer.concat([decipher.update(sealed.subarray(0, end)), decipher.final()])
}
