import type { World } from '../world.ts'
import type { Connection } from './connection.ts'
import { node } from './node.ts'
import type { BinaryNode } from './wire.ts'

/** Ends the streams of clients that have left something unacknowledged for too long. A deaf connection ends nothing. */
export const endUnacknowledged = (world: World): void => {
  const limit_ms = Date.now() - world.options.ack_within_ms
  for (const connection of world.connections) {
    if (connection.deaf !== 'no') continue
    const [oldest] = connection.awaited_acks.values()
    if (oldest && oldest.at_ms < limit_ms) endFor(world, connection, oldest.stanza)
  }
}

const endFor = (world: World, connection: Connection, { tag, attrs }: BinaryNode): void => {
  connection.awaited_acks.clear()
  world.stats.unacknowledged += 1
  world.stats.last_unacknowledged = `${tag} ${attrs.type ?? ''} ${attrs.id}`
  const { id, type, from } = attrs
  connection.send(node('stream:error', {}, [node('ack', { class: tag, id, type, from })]))
  connection.end()
}
