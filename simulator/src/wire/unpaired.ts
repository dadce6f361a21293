import type { PendingPairing } from '../phones/pairing-refs.ts'
import { runLater, serverId, type World } from '../world.ts'
import { SERVER_JID } from './jid.ts'
import { node, nowSeconds } from './node.ts'
import type { BinaryNode } from './wire.ts'

const ACK_TIMEOUT_MS = 10_000

/**
 * Tells an unpaired device something and waits for its acknowledgement. The real server goes no further without one, and the
 * phone says that the device could not be linked.
 */
export const notifyUnpaired = (
  world: World,
  pairing: PendingPairing,
  type: string,
  content: BinaryNode[]
): Promise<void> => {
  const id = serverId(world)
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  pairing.awaiting_acks.set(id, resolve)
  pairing.connection.onClosed(() => reject(new Error('The device hung up before it was linked.')))
  const cancel = runLater(world, ACK_TIMEOUT_MS, () =>
    reject(new Error(`Couldn't link device: it did not acknowledge ${type}.`))
  )
  pairing.connection.send(
    node('notification', { from: SERVER_JID, type, id, t: nowSeconds() }, content)
  )
  return promise.finally(() => {
    cancel()
    pairing.awaiting_acks.delete(id)
  })
}

/** An acknowledgement of a device that is not linked yet. */
export const handleUnpairedAck = (pairing: PendingPairing, { attrs }: BinaryNode): void => {
  if (attrs.class !== 'notification' || attrs.to !== SERVER_JID) return
  pairing.awaiting_acks.get(attrs.id ?? '')?.()
}
