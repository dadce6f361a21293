import { type RateLimiterAbstract, RateLimiterMemory } from 'rate-limiter-flexible'

export type LoginLimit = { limit: number; remaining: number; reset_s: number }

/** Counts failed logins; successful ones cost nothing. */
export type LoginLimits = {
  /** null while the address and the IP may try, else how long they must wait. */
  blocked(email: string, ip: string): Promise<LoginLimit | null>
  failed(email: string, ip: string): Promise<void>
  /** Forgets the failures of an address after its owner has logged in. */
  succeeded(email: string): Promise<void>
}

/** Limits in the memory of this process: 10 failures per address and 50 per IP within 15 minutes. */
export const createLoginLimits = (email_max = 10, ip_max = 50, window_s = 15 * 60): LoginLimits => {
  const by_email = new RateLimiterMemory({
    keyPrefix: 'email',
    points: email_max,
    duration: window_s
  })
  const by_ip = new RateLimiterMemory({ keyPrefix: 'ip', points: ip_max, duration: window_s })

  const full = async (
    limiter: RateLimiterAbstract,
    key: string,
    limit: number
  ): Promise<LoginLimit | null> => {
    const state = await limiter.get(key)
    if (!state || state.consumedPoints < limit) return null
    return { limit, remaining: 0, reset_s: Math.max(1, Math.ceil(state.msBeforeNext / 1000)) }
  }

  return {
    blocked: async (email, ip) =>
      (await full(by_email, email, email_max)) ?? (await full(by_ip, ip, ip_max)),
    failed: async (email, ip) => {
      await by_email.penalty(email)
      await by_ip.penalty(ip)
    },
    succeeded: async (email) => {
      await by_email.delete(email)
    }
  }
}
