import type { Call } from './control-calls.ts'
import { getPhone } from './control-phones.ts'
import { InputError, optionalNumber } from './input.ts'
import { refuseLogins } from './login-refusals.ts'
import type { LoginRefusalReason } from './types-limits.ts'

const REASONS: LoginRefusalReason[] = [402, 403, 406, 409]

export const LIMIT_CALLS: Record<string, Call> = {
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
