import { auditWorld } from './audit.ts'
import type { Call } from './control-calls.ts'
import { getPhone } from './control-phones.ts'
import { optionalNumber, optionalText } from './input.ts'

const LIMIT = 1000

export const AUDIT_CALLS: Record<string, Call> = {
  audit: (world, input) => {
    const number = optionalText(input, 'number') && getPhone(world, input).number
    return auditWorld(world, number, optionalNumber(input, 'limit') ?? LIMIT)
  }
}
