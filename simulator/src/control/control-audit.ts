import { optionalNumber, optionalText } from '../lib/input.ts'
import type { SentAddresses } from '../types/types-audit.ts'
import { auditWorld } from './audit.ts'
import type { Call } from './call.ts'
import { getPhone } from './control-phones.ts'

const LIMIT = 1000

export const AUDIT_CALLS: Record<string, Call> = {
  audit: (world, input) => {
    const number = optionalText(input, 'number') && getPhone(world, input).number
    return auditWorld(world, number, optionalNumber(input, 'limit') ?? LIMIT)
  },
  sent_addresses: (world, input): SentAddresses => {
    const { number } = getPhone(world, input)
    const messages = [...world.accepted.entries.values()].filter(({ from }) => from === number)
    return {
      addresses: messages
        .slice(-(optionalNumber(input, 'limit') ?? LIMIT))
        .map(({ from, to, ...message }) => message)
    }
  }
}
