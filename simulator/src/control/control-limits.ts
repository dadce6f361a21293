import {
  type Input,
  InputError,
  oneOf,
  optionalFlag,
  optionalNumber,
  optionalText
} from '../lib/input.ts'
import { type Limits, reportLimits } from '../limits/limits.ts'
import { tellQuota, tellTimelock } from '../limits/limits-told.ts'
import { refuseLogins } from '../phones/login-refusals.ts'
import type { LoginRefusalReason } from '../types/types-limits.ts'
import type { Call } from './call.ts'
import { getPhone } from './control-phones.ts'

const REASONS: LoginRefusalReason[] = [402, 403, 406, 409]

const QUESTIONS = ['answered', 'refused', 'unanswered'] as const

export const LIMIT_CALLS: Record<string, Call> = {
  limits: (world, input) => reportLimits(getPhone(world, input)),
  set_limits: (world, input) => {
    const phone = getPhone(world, input)
    const { limits } = phone
    const notify = optionalFlag(input, 'notify') ?? true
    limits.repeats_max = optionalNumber(input, 'repeats_max') ?? limits.repeats_max
    limits.questions = oneOf(input, 'questions', QUESTIONS) ?? limits.questions
    if (input.timelock !== undefined) {
      limits.timelock = readTimelock(input.timelock)
      limits.refused.clear()
      if (notify) tellTimelock(world, phone)
    }
    if (input.quota !== undefined) {
      limits.quota = readQuota(input.quota)
      if (notify) tellQuota(world, phone)
    }
    return reportLimits(phone)
  },
  refuse_logins: (world, input) => {
    const phone = getPhone(world, input)
    if (input.reason === null) {
      phone.login_refusal = null
      return
    }
    const given = optionalNumber(input, 'reason')
    const reason = REASONS.find((each) => each === given)
    if (!reason) throw new InputError(`reason must be null or one of ${REASONS.join(', ')}`)
    const for_ms = optionalNumber(input, 'for_ms')
    const code = String(optionalNumber(input, 'code') ?? 101)
    const ends_at = for_ms === undefined ? null : Date.now() + for_ms
    refuseLogins(phone, { reason, code, ends_at })
  }
}

const readTimelock = (given: unknown): Limits['timelock'] => {
  if (given === null) return null
  const input = objectOf(given, 'timelock')
  const for_ms = optionalNumber(input, 'for_ms')
  return {
    ends_at: for_ms === undefined ? null : Date.now() + for_ms,
    type: optionalText(input, 'type') ?? 'RESTRICT_ALL_COMPANIONS'
  }
}

const readQuota = (given: unknown): Limits['quota'] => {
  if (given === null) return null
  const input = objectOf(given, 'quota')
  const total = optionalNumber(input, 'total')
  if (total === undefined) throw new InputError('quota.total is missing')
  const renews_in_ms = optionalNumber(input, 'renews_in_ms')
  return {
    total,
    used: optionalNumber(input, 'used') ?? 0,
    began_at: Date.now(),
    renews_at: renews_in_ms === undefined ? null : Date.now() + renews_in_ms
  }
}

const objectOf = (given: unknown, name: string): Input => {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new InputError(`${name} must be an object or null`)
  return given as Input
}
