import type { RateLimit } from '../domain/errors.ts'
import type { Counters } from './contract.ts'
import { createMemoryCounters } from './memory-counters.ts'

/**
 * Counts log-ins that failed. One under way counts as failed until it is known to have worked. `address` is where the caller
 * comes from, as `addressKey` names it.
 */
export type LoginLimits = {
  /** Null when the attempt may be made, else the limit that refuses it. */
  take(account: string, address: string): Promise<RateLimit | null>
  /** The password was right: this attempt costs nothing, and the failures from this address are forgotten. */
  succeeded(account: string, address: string): Promise<void>
  /** The attempt came to no result: it costs nothing. */
  giveBack(account: string, address: string): Promise<void>
}

type Options = {
  /** Failures from one address with one account. */
  pair_max?: number
  /** Failures from one address with all accounts together. */
  address_max?: number
  window_s?: number
  /** From so many failures on, from wherever, an account is under attack: each address then has few attempts. */
  attack_at?: number
  pair_max_under_attack?: number
  /** Where to count. Each kind has counters of its own, so that a flood of one cannot push the others out. */
  counters?: (name: string) => Counters
}

/**
 * Limits what may be guessed. An account is never closed: what is counted are the failures of an address with it, so nobody
 * locks out anybody else, and from an address that has not failed the right password always gets in. Guesses from very
 * many addresses at one account are slowed down by giving each of them fewer.
 */
export const createLoginLimits = (options: Options = {}): LoginLimits => {
  const { pair_max = 10, address_max = 50, window_s = 15 * 60 } = options
  const { attack_at = 100, pair_max_under_attack = 2 } = options
  const newCounters = options.counters ?? (() => createMemoryCounters())
  const addresses = newCounters('login addresses')
  const pairs = newCounters('login pairs')
  const accounts = newCounters('login accounts')
  const pairKey = (account: string, address: string): string => `${address} ${account}`

  return {
    // The address comes first: one that has no attempts left must not make an entry for each account it names.
    take: async (account, address) => {
      const of_address = await addresses.add(address, 1, window_s)
      if (of_address.used > address_max) {
        await addresses.add(address, -1, window_s)
        return { limit: address_max, remaining: 0, reset_s: of_address.reset_s }
      }
      const under_attack = (await accounts.read(account)).used >= attack_at
      const limit = under_attack ? Math.min(pair_max_under_attack, pair_max) : pair_max
      const of_pair = await pairs.add(pairKey(account, address), 1, window_s)
      if (of_pair.used > limit) {
        await pairs.add(pairKey(account, address), -1, window_s)
        await addresses.add(address, -1, window_s)
        return { limit, remaining: 0, reset_s: of_pair.reset_s }
      }
      await accounts.add(account, 1, window_s)
      return null
    },
    succeeded: async (account, address) => {
      await pairs.forget(pairKey(account, address))
      await addresses.add(address, -1, window_s)
      await accounts.add(account, -1, window_s)
    },
    giveBack: async (account, address) => {
      await pairs.add(pairKey(account, address), -1, window_s)
      await addresses.add(address, -1, window_s)
      await accounts.add(account, -1, window_s)
    }
  }
}
