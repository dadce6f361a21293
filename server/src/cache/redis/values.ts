import type { Values } from '../contract.ts'
import { checkValue } from '../memory.ts'
import { redisKey } from './key.ts'
import type { Link } from './link.ts'

/** Values in Redis. While it is away there are none. */
export const createRedisValues = (link: Link, name: string): Values => {
  const keyOf = (key: string): string => redisKey('value', name, key)
  return {
    get: async (key) => (await link.ask((client) => client.get(keyOf(key))))?.answer ?? null,
    set: async (key, text, ttl_s) => {
      checkValue(text)
      const expiration = { type: 'PX' as const, value: Math.ceil(ttl_s * 1_000) }
      await link.ask((client) => client.set(keyOf(key), text, { expiration }))
    },
    delete: async (key) => void (await link.ask((client) => client.del(keyOf(key))))
  }
}
