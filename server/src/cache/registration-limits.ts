import type { RateLimit } from '../domain/errors.ts'
import type { Counters } from './contract.ts'
import { createMemoryCounters } from './memory-counters.ts'

/** Counts registrations, and what could be used to find out who is registered. `address` is as `addressKey` names it. */
export type RegistrationLimits = {
  /** Null when an account may be made from this address, else the limit that refuses it. Comes before any work. */
  take(address: string): Promise<RateLimit | null>
  /** The registration came to no result: it costs nothing. */
  giveBack(address: string): Promise<void>
  /** The answer told that an e-mail address is registered. After a few of these the address has to wait. */
  emailTaken(address: string): Promise<void>
  /** Null when this tenant may try another e-mail address, else the limit that refuses it. */
  takeEmailChange(tenant_id: string): Promise<RateLimit | null>
  /** Null when a mail may be sent to this account, else the limit that refuses it. */
  takeMail(account: string): Promise<RateLimit | null>
  /** The same of mails that are asked for from this address. */
  takeMailOf(address: string): Promise<RateLimit | null>
  /** Null when another code of a second factor may be tried for this user, else the limit that refuses it. */
  takeCode(user_id: string): Promise<RateLimit | null>
}

export type RegistrationRules = {
  per_hour: number
  /** Null: as many as the hours allow. */
  per_day: number | null
  emails_taken_max?: number
  email_changes_max?: number
  mails_max?: number
  mails_of_address_max?: number
  codes_max?: number
}

const hour_s = 3_600
const day_s = 86_400

export const createRegistrationLimits = (
  rules: RegistrationRules,
  newCounters: (name: string) => Counters = () => createMemoryCounters()
): RegistrationLimits => {
  const { per_hour, per_day, emails_taken_max = 10, email_changes_max = 10 } = rules
  const { mails_max = 5, mails_of_address_max = 30, codes_max = 20 } = rules
  const hours = newCounters('registrations in an hour')
  const days = newCounters('registrations in a day')
  const taken = newCounters('e-mails found taken')
  const changes = newCounters('e-mail changes')
  const codes = newCounters('codes of second factors')
  const mails = newCounters('mails to accounts')
  const mails_of = newCounters('mails asked for')

  const take = async (
    counters: Counters,
    key: string,
    limit: number,
    window_s: number
  ): Promise<RateLimit | null> => {
    const { used, reset_s } = await counters.add(key, 1, window_s)
    if (used <= limit) return null
    await counters.add(key, -1, window_s)
    return { limit, remaining: 0, reset_s }
  }

  return {
    take: async (address) => {
      const found = await taken.read(address)
      if (found.used >= emails_taken_max)
        return { limit: emails_taken_max, remaining: 0, reset_s: found.reset_s }
      const hourly = await take(hours, address, per_hour, hour_s)
      if (hourly || per_day === null) return hourly
      const daily = await take(days, address, per_day, day_s)
      if (daily) await hours.add(address, -1, hour_s)
      return daily
    },
    giveBack: async (address) => {
      await hours.add(address, -1, hour_s)
      if (per_day !== null) await days.add(address, -1, day_s)
    },
    emailTaken: async (address) => void (await taken.add(address, 1, hour_s)),
    takeEmailChange: (tenant_id) => take(changes, tenant_id, email_changes_max, hour_s),
    takeMail: (account) => take(mails, account, mails_max, hour_s),
    takeMailOf: (address) => take(mails_of, address, mails_of_address_max, hour_s),
    takeCode: (user_id) => take(codes, user_id, codes_max, hour_s)
  }
}
