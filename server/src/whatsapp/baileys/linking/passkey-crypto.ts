import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { aesEncryptGCM, bytesToCrockford, Curve, proto } from 'baileys'
import type { PasskeyAssertion } from '../../../domain/passkey.ts'

/**
 * What is computed while an account with a passkey is linked. The device proves that its owner has signed WhatsApp's challenge,
 * agrees with the phone on a key, and gives the phone its identity and the secret under which the phone will vouch for it.
 * Names of labels and messages are those of WhatsApp's own client ("shortcake").
 */

/** As in DeviceProps of the registration. */
const device_type = proto.DeviceProps.PlatformType.CHROME
const code_bytes = 5

export type Prologue = {
  /** The X25519 pair and the number that are revealed step by step. */
  ephemeral: { private: Uint8Array; public: Uint8Array }
  nonce: Buffer
  ref: string
  /** What is sent: the public key with a commitment to the number. */
  payload: Buffer
}

/** Proves within five minutes that this device showed the very code that the phone has scanned. */
export const handoffKey = (adv_secret: Uint8Array): Buffer =>
  Buffer.from(hkdfSync('sha256', adv_secret, '', 'shortcake-passkey-handoff-v1', 32))

export const handoffProof = (key: Uint8Array, payload: Uint8Array): Buffer =>
  createHmac('sha256', key).update(payload).digest()

/** Begins the agreement with the phone under a ref that WhatsApp gave for it. */
export const createPrologue = (ref: string): Prologue => {
  const ephemeral = Curve.generateKeyPair()
  const nonce = randomBytes(32)
  const identity = proto.CompanionEphemeralIdentity.encode({
    publicKey: ephemeral.public,
    deviceType: device_type,
    ref
  }).finish()
  const hash = createHash('sha256').update(identity).update(nonce).digest()
  const payload = proto.ProloguePayload.encode({
    companionEphemeralIdentity: identity,
    commitment: { hash }
  }).finish()
  return { ephemeral, nonce, ref, payload: Buffer.from(payload) }
}

/** The assertion as WhatsApp reads it: exactly these members, in this order. */
export const encodeAssertion = ({ id, rawId, type, response }: PasskeyAssertion): Buffer =>
  Buffer.from(
    JSON.stringify({
      id,
      rawId,
      type,
      response: {
        clientDataJSON: response.clientDataJSON,
        authenticatorData: response.authenticatorData,
        signature: response.signature,
        userHandle: response.userHandle ?? null
      }
    })
  )

export type Agreement = {
  /** What phone and device both show, `XXXX-XXXX`: equal unless somebody stands between them. */
  code: string
  /** Seals what the phone is to know of this device. */
  key: Buffer
}

/** The other half of the agreement: what the phone revealed. Throws when it is not a key and a number of 32 bytes. */
export const agree = (prologue: Prologue, primary_identity: Uint8Array): Agreement => {
  const { publicKey, nonce } = proto.PrimaryEphemeralIdentity.decode(primary_identity)
  if (publicKey?.length !== 32 || nonce?.length !== 32)
    throw new Error('the phone revealed no key and number of 32 bytes each')
  const mixed = createHash('sha256').update(prologue.nonce).update(publicKey).digest()
  const short = Buffer.from(nonce.subarray(0, code_bytes)).map(
    (byte, at) => byte ^ (mixed[at] ?? 0)
  )
  const letters = bytesToCrockford(Buffer.from(short))
  const shared = Curve.sharedKey(prologue.ephemeral.private, publicKey)
  const salt = `Companion Pairing ${device_type} with ref ${prologue.ref}`
  const key = hkdfSync('sha256', shared, salt, 'Pairing Information Encryption Key', 32)
  return { code: `${letters.slice(0, 4)}-${letters.slice(4)}`, key: Buffer.from(key) }
}

/** What the phone needs to vouch for this device, sealed for it. */
export const sealPairingRequest = (
  key: Uint8Array,
  device: { noise_public: Uint8Array; identity_public: Uint8Array; adv_secret: Uint8Array }
): Buffer => {
  const request = proto.PairingRequest.encode({
    companionPublicKey: device.noise_public,
    companionIdentityKey: device.identity_public,
    advSecret: device.adv_secret
  }).finish()
  const iv = randomBytes(12)
  const sealed = aesEncryptGCM(request, key, iv, Buffer.alloc(0))
  return Buffer.from(
    proto.EncryptedPairingRequest.encode({ encryptedPayload: sealed, iv }).finish()
  )
}
