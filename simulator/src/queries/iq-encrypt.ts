import { enqueue, notificationKey } from '../messages/offline-queue.ts'
import { type Device, type PublicPrekey, signalOf } from '../phones/phone.ts'
import { type KeyBundle, takeOwnBundle } from '../phones/signal.ts'
import { parseJid, SERVER_JID } from '../wire/jid.ts'
import {
  bigEndian,
  bytesOfChild,
  childOf,
  childrenNamed,
  fromBigEndian,
  node,
  nowSeconds
} from '../wire/node.ts'
import { type BinaryNode, KEY_TYPE } from '../wire/wire.ts'
import { liveConnection, phoneByJid, serverId, type World } from '../world.ts'
import type { IqAnswer, IqHandler } from './iq-answer.ts'

/** Below this many one-time keys the client is asked for more; it then sends five. */
const PREKEYS_LOW = 5
const PREKEYS_MAX = 2000

/** Upload, count, check, rotate and fetch of Signal keys. */
export const handleEncryptIq: IqHandler = (world, device, request) => {
  if (request.attrs.type === 'get') {
    const asked = childOf(request, 'key')
    if (asked) return { content: [node('list', {}, fetchBundles(world, asked))] }
    if (childOf(request, 'count')) {
      return { content: [node('count', { value: String(device.prekeys.length) })] }
    }
    if (childOf(request, 'digest')) return digestOf(device)
    return null
  }
  const rotate = childOf(request, 'rotate')
  if (rotate) return storeSignedPrekey(device, childOf(rotate, 'skey')) ? {} : BAD_REQUEST
  if (childOf(request, 'list')) return storeUpload(device, request) ? {} : BAD_REQUEST
  return null
}

/** Takes the keys with which a stranger, or a simulated phone, starts talking to a device. */
export const takeBundle = (world: World, device: Device): KeyBundle => {
  const prekey = device.prekeys.shift()
  if (device.prekeys.length < PREKEYS_LOW && prekey) askForPrekeys(world, device)
  return {
    registration_id: device.registration_id,
    identity: device.identity,
    signed_prekey: device.signed_prekey,
    ...(prekey && { prekey })
  }
}

/** A bundle as the wire has it, in answers to a fetch and in retry receipts. */
export const bundleNodes = (bundle: KeyBundle): BinaryNode[] => {
  const { identity, signed_prekey, prekey } = bundle
  const nodes = [
    node('type', {}, KEY_TYPE),
    node('identity', {}, identity),
    node('skey', {}, [
      node('id', {}, bigEndian(signed_prekey.id, 3)),
      node('value', {}, signed_prekey.value),
      node('signature', {}, signed_prekey.signature)
    ])
  ]
  if (prekey) {
    const content = [node('id', {}, bigEndian(prekey.id, 3)), node('value', {}, prekey.value)]
    nodes.push(node('key', {}, content))
  }
  return nodes
}

/** Reads a bundle that came with a retry receipt; null when something is missing. */
export const readBundle = (keys: BinaryNode, registration_id: number): KeyBundle | null => {
  const identity = bytesOfChild(keys, 'identity')
  const signed_prekey = readSignedPrekey(childOf(keys, 'skey'))
  if (identity?.length !== 32 || !signed_prekey) return null
  const prekey = readPrekey(childOf(keys, 'key'))
  return { registration_id, identity, signed_prekey, ...(prekey && { prekey }) }
}

const BAD_REQUEST: IqAnswer = { error: { code: '400', text: 'bad-request' } }

/**
 * A device that is gone is left out of the answer: one error in the list makes a client throw
 * away the keys of all the others.
 */
const fetchBundles = (world: World, asked: BinaryNode): BinaryNode[] =>
  childrenNamed(asked, 'user').flatMap(({ attrs }) => {
    const jid = parseJid(attrs.jid)
    const phone = phoneByJid(world, jid)
    if (!jid || !phone) return []
    if (jid.device === 0) return [userNode(attrs.jid, takeOwnBundle(signalOf(phone)))]
    const device = phone.devices.get(jid.device)
    return device ? [userNode(attrs.jid, takeBundle(world, device), device.signed_identity)] : []
  })

const userNode = (jid: string | undefined, bundle: KeyBundle, identity?: Buffer): BinaryNode =>
  node('user', { jid, t: nowSeconds() }, [
    node('registration', {}, bigEndian(bundle.registration_id, 4)),
    ...bundleNodes(bundle),
    ...(identity ? [node('device-identity', {}, identity)] : [])
  ])

const digestOf = (device: Device): IqAnswer => ({
  content: [
    node('digest', {}, [
      node('registration', {}, bigEndian(device.registration_id, 4)),
      ...bundleNodes({
        registration_id: device.registration_id,
        identity: device.identity,
        signed_prekey: device.signed_prekey
      }),
      node(
        'list',
        {},
        device.prekeys.map(({ id }) => node('id', {}, bigEndian(id, 3)))
      )
    ])
  ]
})

const storeUpload = (device: Device, upload: BinaryNode): boolean => {
  const registration = bytesOfChild(upload, 'registration')
  const identity = bytesOfChild(upload, 'identity')
  const keys = childrenNamed(childOf(upload, 'list'), 'key').map(readPrekey)
  if (!registration || !identity?.equals(device.identity)) return false
  if (!storeSignedPrekey(device, childOf(upload, 'skey'))) return false
  device.registration_id = fromBigEndian(registration)
  const known = new Set(device.prekeys.map(({ id }) => id))
  for (const key of keys) {
    if (key && !known.has(key.id) && device.prekeys.length < PREKEYS_MAX) device.prekeys.push(key)
  }
  return true
}

const storeSignedPrekey = (device: Device, skey: BinaryNode | undefined): boolean => {
  const signed_prekey = readSignedPrekey(skey)
  if (!signed_prekey) return false
  device.signed_prekey = signed_prekey
  return true
}

const readPrekey = (key: BinaryNode | undefined): PublicPrekey | null => {
  const id = bytesOfChild(key, 'id')
  const value = bytesOfChild(key, 'value')
  return id && value?.length === 32 ? { id: fromBigEndian(id), value } : null
}

const readSignedPrekey = (
  skey: BinaryNode | undefined
): (PublicPrekey & { signature: Buffer }) | null => {
  const prekey = readPrekey(skey)
  const signature = bytesOfChild(skey, 'signature')
  return prekey && signature ? { ...prekey, signature } : null
}

const askForPrekeys = (world: World, device: Device): void => {
  const id = serverId(world)
  const stanza = node('notification', { from: SERVER_JID, type: 'encrypt', id, t: nowSeconds() }, [
    node('count', { value: String(device.prekeys.length) })
  ])
  enqueue(device.queue, notificationKey(id), stanza, liveConnection(device))
}
