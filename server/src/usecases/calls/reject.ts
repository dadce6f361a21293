import type { z } from 'zod'
import { AppError } from '../../domain/errors.ts'
import { requireScopes } from '../../domain/scope.ts'
import type { RejectedCall } from '../../schemas/phone-call.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { sendMessage } from '../messages/send.ts'
import { callSession } from '../sessions/call.ts'

type Place = { id: string; call: string }
type Sent = Pick<z.output<typeof RejectedCall>, 'message_id' | 'message_error'>

/** Rejects a call that rings, and writes to whoever called. */
export const rejectCall = async (
  deps: Deps,
  context: Context,
  { id: session_id, call: call_id }: Place,
  text: string | undefined
): Promise<z.output<typeof RejectedCall>> => {
  const { tenant, signal, entry } = context
  if (text !== undefined) requireScopes(tenant, ['messages:write'], 'to send a text')
  entry.details = { call_id }
  const input = { call_id }
  const { contact_id } = await callSession(deps, tenant, session_id, 'reject_call', input, signal)
  const sent = await answer(deps, context, { session_id, to: contact_id }, text)
  return { call_id, contact_id, ...sent }
}

/** What is refused of the text does not take back what was done. */
const answer = async (
  deps: Deps,
  context: Context,
  place: { session_id: string; to: string },
  body: string | undefined
): Promise<Sent> => {
  if (body === undefined) return { message_id: null, message_error: null }
  try {
    const input = { ...place, type: 'text', text: { body } } as const
    const { id } = await sendMessage(deps, { ...context, idempotency: undefined }, input)
    return { message_id: id, message_error: null }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { message_id: null, message_error: error.code }
  }
}
