import { randomUUID } from 'node:crypto'
import { redisKey } from './key.ts'
import type { RedisClient } from './link.ts'

/** How many processes of one kind share the cache, this one included, as it was known last. */
export type Peers = {
  /** Says that this process is there, and counts. Called once a second. */
  look(client: RedisClient): Promise<void>
  /**
   * What one count of this process stands for while it is by itself: so much that all of them together let through twice a
   * limit at most, where callers come to them evenly, and no less than one.
   */
  weight(): number
}

const gone_after_ms = 5_000
const limits_passed_max = 2

const look_script = `
local now = redis.call('time')
local ms = now[1] * 1000 + math.floor(now[2] / 1000)
redis.call('zadd', KEYS[1], ms, ARGV[1])
redis.call('zremrangebyscore', KEYS[1], '-inf', ms - ARGV[2])
redis.call('pexpire', KEYS[1], ARGV[2])
return redis.call('zcard', KEYS[1])`

export const createPeers = (group: string): Peers => {
  const self = randomUUID()
  const key = redisKey('peers', group, '')
  let known = 1
  // A Redis that comes back empty knows of those alone that have found it: how many there are is believed a little later.
  let fewer_looks = 0
  return {
    look: async (client) => {
      const reply = await client.eval(look_script, {
        keys: [key],
        arguments: [self, String(gone_after_ms)]
      })
      const count = Number(reply)
      fewer_looks = count < known ? fewer_looks + 1 : 0
      if (count < known && fewer_looks < 10) return
      known = Math.max(1, count)
    },
    weight: () => Math.max(1, known / limits_passed_max)
  }
}
