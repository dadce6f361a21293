import { createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import type { PasskeyFault } from '../types/types.ts'
import type { Connection } from '../wire/connection.ts'
import { SERVER_JID } from '../wire/jid.ts'
import { bytesOf, bytesOfChild, childrenOf, node } from '../wire/node.ts'
import { notifyUnpaired } from '../wire/unpaired.ts'
import {
  type BinaryNode,
  calculateAgreement,
  generateKeyPair,
  proto,
  withKeyType,
  withoutKeyType
} from '../wire/wire.ts'
import { runLater, type World } from '../world.ts'
import {
  createAuthenticator,
  createOptions,
  signOptions,
  verifyAssertion
} from './authenticator.ts'
import type { Ceremony, PendingPairing, Registration } from './pairing-refs.ts'
import type { Phone } from './phone.ts'

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTVWXYZ'
const CEREMONY_MS = 15 * 60_000

/**
 * The phone's side of linking an account with a passkey. Resolves with the secret under which the phone vouches for the
 * device, when the device has proven everything; rejects with what was wrong.
 */
export const linkWithPasskey = async (
  world: World,
  phone: Phone,
  pairing: PendingPairing,
  scanned_secret: Buffer
): Promise<Buffer> => {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  promise.catch(() => undefined)
  const ceremony: Ceremony = {
    phone,
    scanned_secret,
    options: createOptions(phone.settings.passkey_timeout_ms),
    ref: null,
    prologue: null,
    ephemeral: generateKeyPair(),
    nonce: randomBytes(32),
    key: null,
    code: null,
    proven: false,
    linked: resolve,
    failed: reject
  }
  pairing.ceremony = ceremony
  phone.ceremony = ceremony
  pairing.connection.onClosed(() => reject(new Error('The device hung up before it was linked.')))
  const cancel = runLater(world, CEREMONY_MS, () => reject(new Error('Nobody signed in time.')))
  const content =
    faultOf(phone) === 'options_omitted'
      ? []
      : [node('passkey_request_options', {}, optionsBytes(ceremony))]
  try {
    await notifyUnpaired(world, pairing, 'passkey_prologue_request', content)
    if (faultOf(phone) === 'two_requests')
      await notifyUnpaired(world, pairing, 'passkey_prologue_request', content)
    return await promise
  } finally {
    cancel()
    pairing.ceremony = null
  }
}

/** What the owner's browser signs; throws when nothing is to be signed. */
export const signFor = (phone: Phone, options: { challenge: string }) => {
  phone.authenticator ??= createAuthenticator()
  return signOptions(phone.authenticator, options)
}

/** Requests that a device makes in the ceremony; null for others. */
export const answerCeremony = (
  world: World,
  connection: Connection,
  request: BinaryNode
): BinaryNode | null => {
  const child = childrenOf(request)[0]
  const pairing = world.pairings.by_connection.get(connection)
  const step = child && STEPS[child.tag]
  if (!step || !child || !pairing) return null
  const { ceremony } = pairing
  const attributes = { id: request.attrs.id, from: SERVER_JID }
  try {
    if (!ceremony) throw new Error('nothing is being linked')
    if (faultOf(ceremony.phone) === REFUSALS[child.tag]) throw new Error('refused on purpose')
    const content = step(world, pairing, ceremony, child)
    return node('iq', { ...attributes, type: 'result' }, content)
  } catch (error) {
    ceremony?.failed(error as Error)
    return node('iq', { ...attributes, type: 'error' }, [
      node('error', { code: '400', text: (error as Error).message })
    ])
  }
}

const REFUSALS: Record<string, PasskeyFault> = {
  ref: 'refuse_ref',
  passkey_prologue: 'refuse_prologue',
  companion_nonce: 'refuse_nonce',
  encrypted_pairing_request: 'refuse_request'
}

type Step = (
  world: World,
  pairing: PendingPairing,
  ceremony: Ceremony,
  child: BinaryNode
) => BinaryNode[]

const STEPS: Record<string, Step> = {
  passkey_request_options: (_world, _pairing, ceremony) => [
    node('passkey_request_options', {}, optionsBytes(ceremony))
  ],
  ref: (_world, _pairing, ceremony) => {
    ceremony.ref = randomBytes(24).toString('base64url')
    return [node('ref', {}, Buffer.from(ceremony.ref))]
  },
  passkey_prologue: (world, pairing, ceremony, child) => {
    readPrologue(ceremony, child)
    if (faultOf(ceremony.phone) !== 'no_continuation')
      setImmediate(() => continueCeremony(world, pairing, ceremony))
    return []
  },
  companion_nonce: (_world, _pairing, ceremony, child) => {
    readNonce(ceremony, bytesOf(child))
    return []
  },
  encrypted_pairing_request: (_world, { registration }, ceremony, child) => {
    const secret = readPairingRequest(ceremony, registration, bytesOf(child))
    // The answer goes out first.
    if (faultOf(ceremony.phone) !== 'no_link') setImmediate(() => ceremony.linked(secret))
    return []
  }
}

const readPrologue = (ceremony: Ceremony, child: BinaryNode): void => {
  const { phone, options, scanned_secret } = ceremony
  const credential = bytesOfChild(child, 'credential_id')
  const assertion = bytesOfChild(child, 'webauthn_assertion')
  const payload = bytesOfChild(child, 'prologue_payload')
  const proof = bytesOfChild(child, 'pairing_handoff_proof')
  if (!credential || !assertion || !payload) throw new Error('a part of the prologue is missing')
  if (!phone.authenticator) throw new Error('nobody has signed')
  verifyAssertion(phone.authenticator, options, credential, assertion)
  const { companionEphemeralIdentity, commitment } = proto.ProloguePayload.decode(payload)
  const identity = proto.CompanionEphemeralIdentity.decode(
    companionEphemeralIdentity ?? new Uint8Array()
  )
  if (identity.ref !== ceremony.ref) throw new Error('the prologue has another ref')
  if (identity.publicKey?.length !== 32) throw new Error('the ephemeral key has not 32 bytes')
  if (identity.deviceType !== 1) throw new Error('the device is another than the registered one')
  if (proof) {
    // The server can't check it: the phone has the secret of the code it scanned.
    const key = Buffer.from(
      hkdfSync('sha256', scanned_secret, '', 'shortcake-passkey-handoff-v1', 32)
    )
    if (!createHmac('sha256', key).update(payload).digest().equals(proof))
      throw new Error('the proof is not of the code that was scanned')
    ceremony.proven = true
  }
  ceremony.prologue = {
    bytes: Buffer.from(companionEphemeralIdentity ?? []),
    public_key: Buffer.from(identity.publicKey),
    commitment: Buffer.from(commitment?.hash ?? [])
  }
}

const continueCeremony = (world: World, pairing: PendingPairing, ceremony: Ceremony): void => {
  const primary = proto.PrimaryEphemeralIdentity.encode({
    publicKey: withoutKeyType(ceremony.ephemeral.pubKey),
    nonce: ceremony.nonce
  }).finish()
  notifyUnpaired(world, pairing, 'crsc_continuation', [
    node('primary_ephemeral_identity', {}, primary)
  ]).catch(ceremony.failed)
}

const readNonce = (ceremony: Ceremony, nonce: Buffer | null): void => {
  const { prologue, ephemeral, ref } = ceremony
  if (!prologue || nonce?.length !== 32)
    throw new Error('the number comes too early or is too short')
  const hash = createHash('sha256').update(prologue.bytes).update(nonce).digest()
  if (!hash.equals(prologue.commitment)) throw new Error('the number is not the committed one')
  const shared = calculateAgreement(withKeyType(prologue.public_key), ephemeral.privKey)
  const salt = `Companion Pairing 1 with ref ${ref}`
  ceremony.key = Buffer.from(
    hkdfSync('sha256', shared, salt, 'Pairing Information Encryption Key', 32)
  )
  const mixed = createHash('sha256').update(nonce).update(withoutKeyType(ephemeral.pubKey)).digest()
  let number = 0n
  for (let at = 0; at < 5; at += 1)
    number = (number << 8n) | BigInt((ceremony.nonce[at] ?? 0) ^ (mixed[at] ?? 0))
  const letters = Array.from(
    { length: 8 },
    (_, at) => ALPHABET[Number((number >> BigInt(35 - 5 * at)) & 31n)]
  ).join('')
  ceremony.code = `${letters.slice(0, 4)}-${letters.slice(4)}`
}

const readPairingRequest = (
  { key }: Ceremony,
  { noise_public, identity }: Registration,
  bytes: Buffer | null
): Buffer => {
  if (!key || !bytes) throw new Error('the request comes too early')
  const { encryptedPayload, iv } = proto.EncryptedPairingRequest.decode(bytes)
  const sealed = Buffer.from(encryptedPayload ?? [])
  if (iv?.length !== 12 || sealed.length < 17) throw new Error('the request is malformed')
  const decipher = createDecipheriv('aes-256-gcm', key, iv)
  decipher.setAuthTag(sealed.subarray(-16))
  const opened = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
  const request = proto.PairingRequest.decode(opened)
  if (!noise_public.equals(Buffer.from(request.companionPublicKey ?? [])))
    throw new Error('the request is of another connection')
  if (!identity.equals(Buffer.from(request.companionIdentityKey ?? [])))
    throw new Error('the request has another identity')
  if (request.advSecret?.length !== 32) throw new Error('the secret has not 32 bytes')
  return Buffer.from(request.advSecret)
}

const optionsBytes = ({ options }: Ceremony): Buffer => Buffer.from(JSON.stringify(options))

const faultOf = (phone: Phone): PasskeyFault | null => phone.settings.passkey_fault
