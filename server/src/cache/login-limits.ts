import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { RateLimit } from '../domain/errors.ts'

/** Counts log-ins that failed. One under way counts as failed until it is known to have worked. */
export type LoginLimits = {
  /** Null when the attempt may be made, else the limit that refuses it. */
  take(email: string, ip: string): Promise<RateLimit | null>
  /** The password was right: the failures of the address are forgotten, and this attempt costs the IP nothing. */
  succeeded(email: string, ip: string): Promise<void>
  /** The attempt came to no result: it costs nothing. */
  giveBack(email: string, ip: string): Promise<void>
}

/** Limits in the memory of this process: 10 failures for each address and 50 for each IP within 15 minutes. */
export const createLoginLimits = (email_max = 10, ip_max = 50, window_s = 15 * 60): LoginLimits => {
  const limiter = (points: number) => new RateLimiterMemory({ points, duration: window_s })
  const by_email = limiter(email_max)
  const by_ip = limiter(ip_max)

  return {
    take: async (email, ip) => {
      const by_address = await consume(by_email, email)
      if (by_address) return by_address
      const by_origin = await consume(by_ip, ip)
      if (by_origin) await by_email.reward(email)
      return by_origin
    },
    succeeded: async (email, ip) => {
      await by_email.delete(email)
      await by_ip.reward(ip)
    },
    giveBack: async (email, ip) => {
      await by_email.reward(email)
      await by_ip.reward(ip)
    }
  }
}

const consume = async (limiter: RateLimiterMemory, key: string): Promise<RateLimit | null> => {
  try {
    await limiter.consume(key)
    return null
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    const reset_s = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000))
    return { limit: limiter.points, remaining: 0, reset_s }
  }
}
