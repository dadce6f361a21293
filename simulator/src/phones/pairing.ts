import { createHmac, randomBytes } from 'node:crypto'
import { createOfflineQueue } from '../messages/offline-queue.ts'
import type { Connection } from '../wire/connection.ts'
import { lidJid, pnJid, SERVER_JID } from '../wire/jid.ts'
import { bytesOfChild, childOf, node, nowSeconds } from '../wire/node.ts'
import { createSocketCounters } from '../wire/sockets.ts'
import {
  ADV_ACCOUNT_PREFIX,
  ADV_DEVICE_PREFIX,
  type BinaryNode,
  calculateSignature,
  proto,
  verifySignature,
  withKeyType,
  withoutKeyType
} from '../wire/wire.ts'
import { runLater, serverId, type World } from '../world.ts'
import { requestFreshCode } from './code-refresh.ts'
import { announceDevice } from './devices.ts'
import { refusalOfLogin } from './login-refusals.ts'
import {
  issueRefs,
  type PendingPairing,
  type Registration,
  reuseRef,
  useRef
} from './pairing-refs.ts'
import { linkWithPasskey } from './passkey.ts'
import { type Device, nextDeviceId, type Phone, signalOf } from './phone.ts'
import { CODE_CHANGED } from './scan-codes.ts'

export interface Linked {
  jid: string
  device: number
}

const ANSWER_TIMEOUT_MS = 20_000
/** How long an unpaired connection stays after its last reference has expired. */
const GRACE_MS = 20_000

/** Offers an unpaired connection its six references; says nothing else, as the real server does. */
export const offerPairing = (
  world: World,
  connection: Connection,
  registration: Registration
): void => {
  const pairing: PendingPairing = {
    connection,
    registration,
    code: null,
    busy: false,
    refreshed: false,
    ceremony: null,
    awaiting_acks: new Map()
  }
  world.pairings.by_connection.set(connection, pairing)
  world.stats.qr_shown += 1
  const { qr_first_ms, qr_next_ms } = world.options
  const refs = issueRefs(world.pairings, pairing, qr_first_ms, qr_next_ms)
  const content = refs.map((ref) => node('ref', {}, Buffer.from(ref)))
  connection.send(
    node('iq', { from: SERVER_JID, type: 'set', xmlns: 'md', id: serverId(world) }, [
      node('pair-device', {}, content)
    ])
  )
  endUnlinked(world, pairing, qr_first_ms + (refs.length - 1) * qr_next_ms + GRACE_MS)
}

/** Ends a connection that nobody links, but not while the owner of an account signs for it. */
const endUnlinked = (world: World, pairing: PendingPairing, after_ms: number): void => {
  const { connection } = pairing
  const end = (): void =>
    pairing.ceremony ? endUnlinked(world, pairing, GRACE_MS) : connection.end()
  connection.onClosed(runLater(world, after_ms, end))
}

/** The phone reads a QR; resolves when the device has signed and is linked. */
export const scanQr = async (world: World, phone: Phone, qr: string): Promise<Linked> => {
  const { ref, noise_public, identity, adv_secret } = parseQr(qr)
  const pairing = useRef(world.pairings, ref)
  const { registration } = pairing
  if (!registration.noise_public.equals(noise_public) || !registration.identity.equals(identity)) {
    throw new Error('The keys in this QR code are not those of the device that showed it.')
  }
  const form = phone.settings.code_refresh ?? world.season.code_refresh
  if ((form === 'refresh' || form === 'rotate') && !pairing.refreshed) {
    reuseRef(world.pairings, ref)
    await requestFreshCode(world, pairing, form)
    throw new Error(CODE_CHANGED)
  }
  return vouch(world, phone, pairing, adv_secret)
}

/** Links the device, an account with a passkey after its ceremony. */
export const vouch = async (
  world: World,
  phone: Phone,
  pairing: PendingPairing,
  adv_secret: Buffer
): Promise<Linked> => {
  const secret = phone.settings.passkey
    ? await linkWithPasskey(world, phone, pairing, adv_secret)
    : adv_secret
  return linkDevice(world, phone, pairing, secret)
}

/** Signs the device's identity for the account, hands it over, and checks what comes back. */
export const linkDevice = async (
  world: World,
  phone: Phone,
  pairing: PendingPairing,
  adv_secret: Buffer
): Promise<Linked> => {
  if (pairing.busy) throw new Error('This device is being linked already.')
  if (refusalOfLogin(phone)?.reason === 406) throw new Error('This account is banned.')
  pairing.busy = true
  try {
    return await exchangeIdentities(world, phone, pairing, adv_secret)
  } finally {
    pairing.busy = false
  }
}

const exchangeIdentities = async (
  world: World,
  phone: Phone,
  pairing: PendingPairing,
  adv_secret: Buffer
): Promise<Linked> => {
  const { connection, registration } = pairing
  const device_id = nextDeviceId(phone)
  const key_index = phone.last_key_index + 1
  phone.last_key_index = key_index
  const { details, signed, hmac } = signIdentity(phone, registration, key_index, adv_secret)
  const id = serverId(world)
  const answered = awaitAnswer(world, connection, id)
  connection.send(
    node('iq', { from: SERVER_JID, type: 'set', xmlns: 'md', id, t: nowSeconds() }, [
      node('pair-success', {}, [
        node(
          'device-identity',
          {},
          proto.ADVSignedDeviceIdentityHMAC.encode({
            details: signed,
            hmac
          }).finish()
        ),
        node('device', { jid: pnJid(phone.number, device_id), lid: lidJid(phone.lid, device_id) }),
        node('platform', { name: 'android' })
      ])
    ])
  )
  const signed_identity = verifyAnswer(await answered, phone, registration, details)
  const form = phone.settings.code_refresh ?? world.season.code_refresh
  if (form === 'late') await requestFreshCode(world, pairing, 'refresh')
  const device = registerDevice(world, phone, device_id, key_index, registration, signed_identity)
  phone.counters.pairings += 1
  world.stats.pairings += 1
  world.pairings.by_connection.delete(connection)
  connection.send(node('stream:error', { code: '515' }))
  connection.end()
  announceDevice(world, device, 'add')
  return { jid: pnJid(phone.number, device_id), device: device_id }
}

const parseQr = (qr: string) => {
  const parts = qr.slice(qr.indexOf('#') + 1).split(',')
  const [ref = '', noise = '', identity = '', secret = ''] = parts
  const keys = [noise, identity, secret].map((part) => Buffer.from(part, 'base64'))
  if (parts.length < 4 || ref === '' || keys.some((key) => key.length !== 32)) {
    throw new Error('This QR code is malformed: expected ref,noise key,identity key,secret.')
  }
  const [noise_public, identity_public, adv_secret] = keys as [Buffer, Buffer, Buffer]
  return { ref, noise_public, identity: identity_public, adv_secret }
}

const signIdentity = (
  phone: Phone,
  registration: Registration,
  keyIndex: number,
  adv_secret: Buffer
) => {
  const account = signalOf(phone).identity
  const details = Buffer.from(
    proto.ADVDeviceIdentity.encode({
      rawId: randomBytes(4).readUInt32BE(),
      timestamp: Number(nowSeconds()),
      keyIndex
    }).finish()
  )
  const to_sign = Buffer.concat([ADV_ACCOUNT_PREFIX, details, registration.identity])
  const signed = Buffer.from(
    proto.ADVSignedDeviceIdentity.encode({
      details,
      accountSignatureKey: withoutKeyType(account.pubKey),
      accountSignature: calculateSignature(account.privKey, to_sign)
    }).finish()
  )
  const hmac = createHmac('sha256', adv_secret).update(signed).digest()
  return { details, signed, hmac }
}

const verifyAnswer = (
  answer: BinaryNode,
  phone: Phone,
  registration: Registration,
  details: Buffer
): Buffer => {
  const bytes = bytesOfChild(childOf(answer, 'pair-device-sign'), 'device-identity')
  if (!bytes) throw new Error('The device refused to be linked.')
  const identity = proto.ADVSignedDeviceIdentity.decode(bytes)
  const account_key = withoutKeyType(signalOf(phone).identity.pubKey)
  const signed = Buffer.concat([ADV_DEVICE_PREFIX, details, registration.identity, account_key])
  const good =
    identity.deviceSignature &&
    Buffer.from(identity.details ?? []).equals(details) &&
    verifySignature(withKeyType(registration.identity), signed, identity.deviceSignature)
  if (!good) throw new Error('The signature of the device is wrong.')
  identity.accountSignatureKey = account_key
  return Buffer.from(proto.ADVSignedDeviceIdentity.encode(identity).finish())
}

/** A new device has to fetch these. */
const DIRTY_AT_FIRST = ['account_sync', 'groups']

const registerDevice = (
  world: World,
  phone: Phone,
  id: number,
  key_index: number,
  registration: Registration,
  signed_identity: Buffer
): Device => {
  const device: Device = {
    phone,
    id,
    key_index,
    noise_public: registration.noise_public,
    identity: registration.identity,
    registration_id: registration.registration_id,
    signed_prekey: registration.signed_prekey,
    prekeys: [],
    signed_identity,
    queue: createOfflineQueue(),
    sockets: createSocketCounters(),
    overlaps: [],
    connection: null,
    active: false,
    linked: true,
    history_sent: false,
    dirty: new Map(DIRTY_AT_FIRST.map((type) => [type, Number(nowSeconds())]))
  }
  phone.devices.set(id, device)
  world.devices_by_noise.set(device.noise_public.toString('hex'), device)
  return device
}

const awaitAnswer = (world: World, connection: Connection, id: string): Promise<BinaryNode> => {
  const { promise, resolve, reject } = Promise.withResolvers<BinaryNode>()
  connection.awaiting.set(id, resolve)
  connection.onClosed(() => reject(new Error('The device hung up before it was linked.')))
  const cancel = runLater(world, ANSWER_TIMEOUT_MS, () =>
    reject(new Error('The device did not answer in time.'))
  )
  return promise.finally(cancel)
}
