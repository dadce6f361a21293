import { createClient } from '@redis/client'
import type { Log } from '../../lib/log.ts'
import { backoffMs, pause } from '../../lib/retry.ts'

export type RedisClient = ReturnType<typeof newClient>

/** A connection to Redis that comes back by itself, whatever happens to it. */
export type Link = {
  /** Gives the answer, or null: Redis is away, or has not answered in time. Then nobody waits for it for a while. */
  ask<T>(command: (client: RedisClient) => Promise<T>): Promise<{ answer: T } | null>
  /** Resolves when the first attempt to connect has come to an end, however it did. */
  settled: Promise<void>
  close(): void
}

export type LinkOptions = {
  url: string
  log: Log
  /** Asked once a second: the connection counts as up while this works. */
  probe: (client: RedisClient) => Promise<unknown>
  /** Called with each connection before it counts as up; `again`: it was not from the beginning. */
  prepare?: (client: RedisClient, again: boolean) => Promise<unknown>
  monotonic_ms?: () => number
}

const answer_ms = 250
/** So long nobody waits for a Redis that has not answered. */
const rest_ms = 1_000
const beat_ms = 1_000
/** A connection on which so many beats in a row were not answered is given up for a new one. */
const missed_beats_max = 5
const backoff = { first_ms: 100, most_ms: 2_000 }

/**
 * Opens a connection. A Redis that is gone costs no time, one that hangs costs each caller a quarter of a second, and those
 * of the next second nothing.
 */
export const openLink = (options: LinkOptions): Link => {
  const { log, probe, prepare, monotonic_ms = () => performance.now() } = options
  let up = false
  let told = false
  let again = false
  let closed = false
  let rests_until_ms = 0
  let missed_beats = 0

  const settled = Promise.withResolvers<void>()

  const lost = (error: unknown): void => {
    up = false
    again = true
    settled.resolve()
    if (told || closed) return
    told = true
    const { message, code } = error as { message?: string; code?: string }
    log.warn({ reason: message || code }, 'redis is away: limits are counted by each process')
  }
  const found = (): void => {
    if (!up && !closed) log.info('redis is there')
    up = true
    told = false
    again = true
    settled.resolve()
  }
  const greet = async (client: RedisClient): Promise<void> => {
    await inTime(probe(client))
    if (!up) await prepare?.(client, again)
  }
  const connect = (): RedisClient => {
    const fresh = newClient(options.url)
    fresh.on('error', lost)
    fresh.on('ready', async () => {
      try {
        await greet(fresh)
        if (fresh === client) found()
      } catch (error) {
        lost(error)
      }
    })
    // It fails when it is closed while it tries.
    fresh.connect().catch(lost)
    return fresh
  }
  const inTime = async <T>(work: Promise<T>): Promise<T> => {
    const waited = new AbortController()
    const late = pause(answer_ms, waited.signal).then(() => {
      throw new Error(`no answer within ${answer_ms} ms`)
    })
    late.catch(() => undefined)
    return Promise.race([work, late]).finally(() => waited.abort())
  }
  const beat = async (): Promise<void> => {
    if (!client.isReady) return
    try {
      await greet(client)
      missed_beats = 0
      found()
    } catch (error) {
      lost(error)
      if (++missed_beats < missed_beats_max || closed) return
      missed_beats = 0
      client.destroy()
      client = connect()
    }
  }

  let client = connect()
  const beating = setInterval(() => void beat(), beat_ms).unref()
  return {
    ask: async (command) => {
      if (!client.isReady || monotonic_ms() < rests_until_ms) return null
      try {
        return { answer: await inTime(command(client)) }
      } catch (error) {
        rests_until_ms = monotonic_ms() + rest_ms
        lost(error)
        return null
      }
    },
    settled: settled.promise,
    close: () => {
      closed = true
      clearInterval(beating)
      client.destroy()
    }
  }
}

const newClient = (url: string) =>
  createClient({
    url,
    name: 'whatsapp-saas-gateway',
    disableOfflineQueue: true,
    commandsQueueMaxLength: 10_000,
    socket: { connectTimeout: 2_000, reconnectStrategy: (tries) => backoffMs(backoff, tries + 1) }
  })
