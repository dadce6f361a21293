import type { Log } from '../../lib/log.ts'
import type { Cache } from '../contract.ts'
import { createLaggingCounters } from '../lagging-counters.ts'
import { createNamed } from '../memory.ts'
import { createRedisChannels } from './channels.ts'
import { createRedisCounters, probeCounting } from './counters.ts'
import { openLink } from './link.ts'
import { createRedisValues } from './values.ts'

/** The cache that all processes with the same `url` share. It may vanish and come back at any time. */
export const createRedisCache = (options: { url: string; log: Log }): Cache => {
  const { log } = options
  const link = openLink({ ...options, probe: probeCounting })
  const channels = createRedisChannels({ ...options, link })
  const counters = createNamed((name) => createRedisCounters(link, name))
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
