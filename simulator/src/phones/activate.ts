import { pushHistory } from '../appstate/history.ts'
import { countFailure } from '../control/stats.ts'
import { comesTwice } from '../messages/deliver.ts'
import { redeliver } from '../messages/offline-queue.ts'
import { node } from '../wire/node.ts'
import type { World } from '../world.ts'
import { announceWaiting } from './login-news.ts'
import type { Device } from './phone.ts'

/** The client is ready: what waited for it goes out in order, then the count that ends it. */
export const activate = (world: World, device: Device): void => {
  const { connection } = device
  if (!connection || device.active) return
  device.active = true
  announceWaiting(world, connection, device)
  const count = redeliver(device.queue, connection, (stanza) => comesTwice(world, device, stanza))
  world.stats.redelivered += count
  connection.send(node('ib', {}, [node('offline', { count: String(count) })]))
  if (!device.history_sent) {
    pushHistory(world, device).catch((error: unknown) => countFailure(world.stats, error))
  }
}
