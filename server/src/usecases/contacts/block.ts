import type { Person } from '../../schemas/person.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { callSession } from '../sessions/call.ts'
import { contactAddress } from './address.ts'

/** Blocks a contact, or no longer does. Doing it twice is the same. */
export const setBlocked = async (
  deps: Deps,
  ctx: Context,
  session_id: string,
  given: string,
  blocked: boolean
): Promise<Person & { blocked: boolean }> => {
  const input = { contact: contactAddress(given), blocked }
  ctx.entry.details = { contact: input.contact }
  const person = await callSession(deps, ctx.tenant, session_id, 'set_blocked', input, ctx.signal)
  return { ...person, blocked }
}
