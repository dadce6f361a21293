import { randomToken } from '../../lib/crypto.ts'
import type { Log } from '../../lib/log.ts'
import type { Channel } from '../contract.ts'
import { createListeners } from '../listeners.ts'
import { createNamed } from '../memory.ts'
import { type Link, openLink } from './link.ts'

/**
 * Channels through Redis. Listeners of this process are reached directly, so they hear each other whatever Redis does; what
 * comes back from Redis with our own mark is left out. Listening takes a connection of its own, from the first listener on.
 */
export const createRedisChannels = (options: {
  url: string
  log: Log
  link: Link
}): { channel(name: string): Channel; close(): void } => {
  const { link, log } = options
  const own_mark = `${randomToken()} `
  const listenersOf = createNamed(() => createListeners(log))
  /** Those that somebody of this process has listened to. */
  const heard = new Set<string>()
  let listening: Link | undefined

  const hear = (text: string, topic: string): void => {
    if (text.startsWith(own_mark)) return
    listenersOf(nameOf(topic)).message(text.slice(text.indexOf(' ') + 1))
  }
  const listen = (): Link =>
    openLink({
      ...options,
      probe: (client) => client.ping(),
      prepare: async (client, again) => {
        await client.subscribe([...heard].map(topicOf), hear)
        if (again) for (const name of heard) listenersOf(name).missed()
      }
    })

  const channel = createNamed(
    (name): Channel => ({
      publish: async (text) => {
        listenersOf(name).message(text)
        await link.ask((client) => client.publish(topicOf(name), own_mark + text))
      },
      subscribe: async (listener) => {
        const end = listenersOf(name).add(listener)
        const is_new = !heard.has(name)
        heard.add(name)
        listening ??= listen()
        await listening.settled
        // Where it does not work now, it is done with the next connection.
        if (is_new) await listening.ask((client) => client.subscribe(topicOf(name), hear))
        return async () => end()
      }
    })
  )
  return { channel, close: () => listening?.close() }
}

const prefix = 'wa:channel:'
const topicOf = (name: string): string => prefix + name
const nameOf = (topic: string): string => topic.slice(prefix.length)
