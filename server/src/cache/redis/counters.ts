import { secondsLeft } from '../../lib/seconds-left.ts'
import type { Count, Counters } from '../contract.ts'
import { createMemoryCounters } from '../memory-counters.ts'
import { redisKey } from './key.ts'
import type { Link, RedisClient } from './link.ts'

/** Adds in one step, whoever else counts; gives the count and the milliseconds that are left. Every key it leaves has an end. */
const add_script = `
local used = redis.call('incrby', KEYS[1], ARGV[1])
if used <= 0 then
  redis.call('del', KEYS[1])
  return {0, tonumber(ARGV[2])}
end
local left = redis.call('pttl', KEYS[1])
if left < 0 then
  redis.call('pexpire', KEYS[1], ARGV[2])
  left = tonumber(ARGV[2])
end
return {used, left}`

const read_script = `return {tonumber(redis.call('get', KEYS[1]) or 0), redis.call('pttl', KEYS[1])}`

/**
 * Counters in Redis. Everything is counted in the memory of this process as well: while Redis is away that is what counts,
 * so nobody is rid of what he has used up because it went away. Each count stands for `weight` then.
 */
export const createRedisCounters = (
  link: Link,
  name: string,
  weight: () => number = () => 1
): Counters => {
  const local = createMemoryCounters()
  // Others count for themselves as well, then: see `Peers`.
  const alone = ({ used, reset_s }: Count): Count => ({
    used: Math.ceil(used * weight()),
    reset_s
  })
  const keyOf = (key: string): string => redisKey('count', name, key)
  return {
    add: async (key, points, window_s) => {
      const own = await local.add(key, points, window_s)
      const arguments_ = [String(points), String(window_s * 1_000)]
      const reply = await link.ask((client) =>
        client.eval(add_script, { keys: [keyOf(key)], arguments: arguments_ })
      )
      return reply ? countOf(reply.answer) : alone(own)
    },
    read: async (key) => {
      const reply = await link.ask((client) => client.eval(read_script, { keys: [keyOf(key)] }))
      return reply ? countOf(reply.answer) : alone(await local.read(key))
    },
    forget: async (key) => {
      await local.forget(key)
      await link.ask((client) => client.del(keyOf(key)))
    }
  }
}

/** Works where counting does. */
export const probeCounting = (client: RedisClient): Promise<unknown> =>
  client.eval(add_script, { keys: [redisKey('count', 'probe', '')], arguments: ['1', '10000'] })

const countOf = (reply: unknown): { used: number; reset_s: number } => {
  const [used, left_ms] = reply as [number, number]
  return { used, reset_s: left_ms < 0 ? 0 : secondsLeft(left_ms) }
}
