import type { Log } from '../../lib/log.ts'
import type { Cache } from '../contract.ts'
import { createLaggingCounters } from '../lagging-counters.ts'
import { createNamed } from '../memory.ts'
import { createRedisChannels } from './channels.ts'
import { createRedisCounters, probeCounting } from './counters.ts'
import { openLink, type RedisClient } from './link.ts'
import { createPeers } from './peers.ts'
import { createRedisValues } from './values.ts'

/** The cache that all processes with the same `url` share. It may vanish and come back at any time. */
export const createRedisCache = (options: {
  url: string
  log: Log
  /** The kind of process, of which there may be several: their limits are shared. */
  group?: string
}): Cache => {
  const { log, group = 'any' } = options
  const peers = createPeers(group)
  const probe = async (client: RedisClient): Promise<void> => {
    await Promise.all([probeCounting(client), peers.look(client)])
  }
  const link = openLink({ ...options, probe })
  const channels = createRedisChannels({ ...options, link })
  const counters = createNamed((name) => createRedisCounters(link, name, peers.weight))
  return {
    kind: 'redis',
    counters,
    laggingCounters: createNamed((name) => createLaggingCounters(counters(name), log)),
    values: createNamed((name) => createRedisValues(link, name)),
    channel: channels.channel,
    state: async () => {
      await link.settled
      return (await link.ask(probeCounting)) ? 'ok' : 'away'
    },
    close: async () => {
      channels.close()
      link.close()
    }
  }
}
