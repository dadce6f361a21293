import type { Device } from '../phones/phone.ts'
import { pnJid } from '../wire/jid.ts'
import { node, nowSeconds } from '../wire/node.ts'
import { proto } from '../wire/wire.ts'
import { liveConnection, type World } from '../world.ts'
import { enqueue, messageKey } from './offline-queue.ts'
import { encryptTo, newMessageId } from './say.ts'

/** The phone says something to one of its own linked devices, behind the scenes of all chats. */
export const sendPeer = async (
  world: World,
  device: Device,
  protocolMessage: proto.Message.IProtocolMessage
): Promise<void> => {
  const payload = proto.Message.encode({ protocolMessage }).finish()
  const { type, bytes } = await encryptTo(world, device.phone, device, payload, null, false)
  const id = newMessageId()
  const from = pnJid(device.phone.number)
  const stanza = node('message', { id, from, type: 'text', category: 'peer', t: nowSeconds() }, [
    node('enc', { v: '2', type }, bytes)
  ])
  if (device.linked) enqueue(device.queue, messageKey(id), stanza, liveConnection(device))
}
