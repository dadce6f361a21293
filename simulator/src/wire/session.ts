import { faultOf, takeFault } from '../control/faults.ts'
import { countConnectionClosed, noteOverlap } from '../control/overlaps.ts'
import { handleMessage } from '../messages/messages-in.ts'
import { handleAck, handleReceipt } from '../messages/receipts-in.ts'
import { handleCall } from '../phones/calls.ts'
import { greet } from '../phones/login-news.ts'
import { failureNode, refusalOfLogin } from '../phones/login-refusals.ts'
import { offerPairing } from '../phones/pairing.ts'
import type { Device } from '../phones/phone.ts'
import { handleChatState, handlePresence } from '../phones/presence.ts'
import { handleIq } from '../queries/iq.ts'
import type { World } from '../world.ts'
import { noteAck } from './awaited-acks.ts'
import type { Connection } from './connection.ts'
import { applyFaults, sendStreamError } from './connection-faults.ts'
import { SERVER_JID } from './jid.ts'
import { fromBigEndian, node } from './node.ts'
import { countOpened } from './sockets.ts'
import { handleUnpairedAck } from './unpaired.ts'
import { type BinaryNode, proto } from './wire.ts'

/** The handshake is done: a new client wants to be linked, or a known one comes back. */
export const openSession = (
  world: World,
  connection: Connection,
  client_static: Buffer,
  payload_bytes: Buffer
): void => {
  const payload = proto.ClientPayload.decode(payload_bytes)
  // For those who want to be linked and for those who are alike; their credentials stay valid.
  if ((payload.userAgent?.appVersion?.tertiary ?? 0) < world.season.build_min) {
    world.stats.versions_refused += 1
    refuse(world, connection, '405')
    return
  }
  if (payload.devicePairingData) {
    openPairing(world, connection, client_static, payload.devicePairingData)
    return
  }
  const device = world.devices_by_noise.get(client_static.toString('hex'))
  if (!device || device.phone.number !== String(payload.username) || device.id !== payload.device) {
    refuse(world, connection, '401')
    return
  }
  const refusal = refusalOfLogin(device.phone)
  if (refusal) {
    world.stats.logins_refused += 1
    connection.send(failureNode(refusal))
    connection.end()
  } else if (!preventLogin(world, connection, device)) {
    logIn(world, connection, device)
  }
}

/** Every stanza of an open connection comes through here. */
export const receiveStanza = (world: World, connection: Connection, stanza: BinaryNode): void => {
  const device = world.devices_by_connection.get(connection)
  if (connection.deaf !== 'no') hearDeaf(world, connection, stanza)
  else if (stanza.tag === 'iq') {
    handleIq(world, connection, stanza)
  } else if (device) {
    noteAck(connection.awaited_acks, stanza)
    // What an unpaired client says besides requests is acknowledgements and telemetry, and
    // `ib` wants no answer from anybody.
    STANZAS[stanza.tag]?.(world, device, stanza)
  } else if (stanza.tag === 'ack') {
    const pairing = world.pairings.by_connection.get(connection)
    if (pairing) handleUnpairedAck(pairing, stanza)
  }
}

/** Whatever is said to a deaf connection has no effect; of the answers there are at most those to pings. */
const hearDeaf = (world: World, connection: Connection, { tag, attrs }: BinaryNode): void => {
  const is_ping = tag === 'iq' && attrs.xmlns === 'w:p'
  world.stats[is_ping ? 'deaf_pings' : 'deaf_stanzas'] += 1
  if (!is_ping || connection.deaf !== 'but_for_pings') return
  connection.send(node('iq', { from: SERVER_JID, id: attrs.id, type: 'result' }), true)
}

/** By tag. */
const STANZAS: Record<string, (world: World, device: Device, stanza: BinaryNode) => void> = {
  message: handleMessage,
  receipt: handleReceipt,
  ack: handleAck,
  presence: handlePresence,
  chatstate: handleChatState,
  call: handleCall
}

/** True when a fault made an end of the login. */
const preventLogin = (world: World, connection: Connection, device: Device): boolean => {
  const { faults } = world
  const { number } = device.phone
  if (takeFault(faults, number, 'refuse_connections')) {
    connection.drop()
  } else if (takeFault(faults, number, 'refuse_upgrades')) {
    connection.send(node('failure', { reason: '503', location: 'sim' }))
    connection.end()
  } else if (takeFault(faults, number, 'stream_error_at_login')) {
    sendStreamError(connection, faultOf(faults, number, 'stream_error_code'))
  } else {
    return false
  }
  world.stats.logins_refused += 1
  return true
}

const openPairing = (
  world: World,
  connection: Connection,
  noise_public: Buffer,
  data: proto.ClientPayload.IDevicePairingRegistrationData
): void => {
  const { eIdent, eRegid, eSkeyId, eSkeyVal, eSkeySig } = data
  if (!eIdent || !eRegid || !eSkeyId || !eSkeyVal || !eSkeySig) {
    refuse(world, connection, '400')
    return
  }
  offerPairing(world, connection, {
    noise_public,
    identity: Buffer.from(eIdent),
    registration_id: fromBigEndian(eRegid),
    signed_prekey: {
      id: fromBigEndian(eSkeyId),
      value: Buffer.from(eSkeyVal),
      signature: Buffer.from(eSkeySig)
    }
  })
}

export const closeSession = (world: World, connection: Connection): void => {
  world.connections.delete(connection)
  world.pairings.by_connection.delete(connection)
  const device = world.devices_by_connection.get(connection)
  if (!device) return
  if (device.connection === connection) {
    device.connection = null
    device.active = false
  }
  countConnectionClosed(device, connection)
}

const logIn = (world: World, connection: Connection, device: Device): void => {
  const previous = device.connection
  connection.logged_in = true
  world.devices_by_connection.set(connection, device)
  noteOverlap(world.faults, device, connection)
  device.connection = connection
  device.active = false
  applyFaults(world, connection)
  world.stats.logins += 1
  countOpened(device)
  if (previous) replace(previous)
  greet(world, connection, device)
}

const replace = (previous: Connection): void => {
  if (previous.half_open) {
    previous.drop()
    return
  }
  previous.send(node('stream:error', {}, [node('conflict', { type: 'replaced' })]))
  previous.end()
}

const refuse = (world: World, connection: Connection, reason: string): void => {
  world.stats.logins_refused += 1
  connection.send(node('failure', { reason, location: 'sim' }))
  connection.end()
}
