import { deflateSync } from 'node:zlib'
import type { Device } from './device.ts'
import { pnJid } from './jid.ts'
import { node, nowSeconds } from './node.ts'
import { enqueue, messageKey } from './offline-queue.ts'
import { encryptTo, newMessageId } from './say.ts'
import { proto } from './wire.ts'
import { liveConnection, type World } from './world.ts'

/**
 * Right after its first login the phone pushes the history to a new device: here an empty one.
 * Without it a client holds all events back for 20 seconds, waiting for it.
 */
export const pushHistory = async (world: World, device: Device): Promise<void> => {
  device.history_sent = true
  const { INITIAL_BOOTSTRAP, RECENT } = proto.HistorySync.HistorySyncType
  await pushPart(world, device, { syncType: INITIAL_BOOTSTRAP, conversations: [], progress: 100 })
  await pushPart(world, device, { syncType: RECENT, conversations: [], progress: 100 })
}

const pushPart = async (world: World, device: Device, part: proto.IHistorySync): Promise<void> => {
  const payload = proto.Message.encode({
    protocolMessage: {
      type: proto.Message.ProtocolMessage.Type.HISTORY_SYNC_NOTIFICATION,
      historySyncNotification: {
        syncType: part.syncType as number,
        progress: part.progress ?? null,
        chunkOrder: 1,
        initialHistBootstrapInlinePayload: deflateSync(proto.HistorySync.encode(part).finish())
      }
    }
  }).finish()
  const { type, bytes } = await encryptTo(world, device.phone, device, payload, null, false)
  const id = newMessageId()
  const from = pnJid(device.phone.number)
  const stanza = node('message', { id, from, type: 'text', category: 'peer', t: nowSeconds() }, [
    node('enc', { v: '2', type }, bytes)
  ])
  enqueue(device.queue, messageKey(id), stanza, liveConnection(device))
}
