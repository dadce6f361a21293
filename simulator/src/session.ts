import type { Connection } from './connection.ts'
import type { Device } from './device.ts'
import { faultOf } from './faults.ts'
import { handleIq } from './iq.ts'
import { lidJid } from './jid.ts'
import { handleAck, handleReceipt } from './receipts-in.ts'
import { handleMessage } from './messages-in.ts'
import { fromBigEndian, node, nowSeconds } from './node.ts'
import { offerPairing } from './pairing.ts'
import type { Registration } from './pairing-refs.ts'
import type { Phone } from './phone.ts'
import { handleChatState, handlePresence } from './presence.ts'
import { type BinaryNode, proto } from './wire.ts'
import type { World } from './world.ts'

/** The handshake is done: a new client wants to be linked, or a known one comes back. */
export const openSession = (
  world: World,
  connection: Connection,
  client_static: Buffer,
  payload_bytes: Buffer
): void => {
  const payload = proto.ClientPayload.decode(payload_bytes)
  const pairing_data = payload.devicePairingData
  if (pairing_data) {
    const { eIdent, eRegid, eSkeyId, eSkeyVal, eSkeySig } = pairing_data
    if (!eIdent || !eRegid || !eSkeyId || !eSkeyVal || !eSkeySig) {
      return refuse(world, connection, '400')
    }
    const registration: Registration = {
      noise_public: client_static,
      identity: Buffer.from(eIdent),
      registration_id: fromBigEndian(eRegid),
      signed_prekey: {
        id: fromBigEndian(eSkeyId),
        value: Buffer.from(eSkeyVal),
        signature: Buffer.from(eSkeySig)
      }
    }
    connection.delay_ms = faultOf(world.faults, '', 'delay_ms')
    return offerPairing(world, connection, registration)
  }
  const device = world.devices_by_noise.get(client_static.toString('hex'))
  if (!device || device.phone.number !== String(payload.username) || device.id !== payload.device) {
    return refuse(world, connection, '401')
  }
  if (device.phone.banned) return refuse(world, connection, '403')
  logIn(world, connection, device)
}

/** Every stanza of an open connection comes through here. */
export const receiveStanza = (world: World, connection: Connection, stanza: BinaryNode): void => {
  const { device } = connection
  if (stanza.tag === 'iq') return handleIq(world, connection, stanza)
  if (!device) {
    // An unpaired client has only requests to make; the rest is acknowledgements and telemetry.
    return
  }
  switch (stanza.tag) {
    case 'message':
      return handleMessage(world, device, stanza)
    case 'receipt':
      return handleReceipt(world, device, stanza)
    case 'ack':
      return handleAck(world, device, stanza)
    case 'presence':
      return handlePresence(world, device, stanza)
    case 'chatstate':
      return handleChatState(world, device, stanza)
    case 'call':
      // Calls are not simulated, but a client waits for the answer to a stanza with an id.
      return connection.send(
        node('ack', { class: 'call', id: stanza.attrs.id, from: stanza.attrs.to })
      )
    default:
      // `ib` and telemetry want no answer.
      return
  }
}

export const closeSession = (world: World, connection: Connection): void => {
  world.connections.delete(connection)
  world.pairings.by_connection.delete(connection)
  const { device } = connection
  if (!device) return
  if (device.connection === connection) {
    device.connection = null
    device.active = false
  }
  if (!connection.half_open) device.phone.counters.sockets_open -= 1
}

/** Half-open connections are dead to the client, so they do not count as open. */
export const stallConnection = (connection: Connection): void => {
  if (connection.half_open) return
  connection.stall()
  if (connection.device) connection.device.phone.counters.sockets_open -= 1
}

const logIn = (world: World, connection: Connection, device: Device): void => {
  const { phone } = device
  const previous = device.connection
  device.connection = connection
  device.active = false
  connection.device = device
  connection.delay_ms = faultOf(world.faults, phone.number, 'delay_ms')
  world.stats.logins += 1
  countSocket(phone)
  if (previous) replace(previous)
  connection.send(
    node('success', { t: nowSeconds(), lid: lidJid(phone.lid, device.id), location: 'sim' })
  )
}

const countSocket = ({ counters }: Phone): void => {
  counters.logins += 1
  counters.sockets_open += 1
  counters.sockets_max = Math.max(counters.sockets_max, counters.sockets_open)
}

const replace = (previous: Connection): void => {
  if (previous.half_open) return previous.drop()
  previous.send(node('stream:error', {}, [node('conflict', { type: 'replaced' })]))
  previous.end()
}

const refuse = (world: World, connection: Connection, reason: string): void => {
  world.stats.logins_refused += 1
  connection.send(node('failure', { reason, location: 'sim' }))
  connection.end()
}
