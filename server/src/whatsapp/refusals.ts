import type { MessageErrorCode } from '../domain/message.ts'
import { isStatus } from '../domain/status.ts'
import { SendInterrupted, SendRefused } from './send-errors.ts'

/** Codes with which a server says that it cannot just now. */
const passing = new Set(['408', '429', '500', '502', '503', '504'])
/**
 * What a server answers to a message for a group as it no longer is: its members are called by their other address since it
 * was asked (421), or one of their devices is another (479). Right the next time, or never.
 */
export const stale_group_codes = new Set(['421', '479'])

type Reasons = Record<string, MessageErrorCode>

/** What the code of an acknowledgement means for good. 463 and 475 must not be repeated: that is what restricts an account. */
const ack_reasons: Reasons = {
  '400': 'malformed_for_recipient',
  '402': 'account_restricted',
  '405': 'kind_not_allowed',
  '410': 'recipient_gone',
  '413': 'message_too_large',
  '463': 'recipient_restricted',
  '475': 'new_chats_limited',
  '479': 'malformed_for_recipient'
}
const chat_codes = new Set(['463', '475'])
/** To a number 463 also means that the person has to be addressed by the LID. */
const number_reasons: Reasons = { '463': 'address_refused' }
const person_reasons: Reasons = {
  '401': 'not_allowed_to_write',
  '403': 'not_allowed_to_write',
  '404': 'not_on_whatsapp',
  '406': 'not_on_whatsapp'
}
const group_reasons: Reasons = {
  '401': 'not_allowed_in_group',
  '403': 'not_allowed_in_group',
  '404': 'group_not_found',
  '406': 'group_not_found'
}

/** The code in the acknowledgement of a message that was not taken, as an error. */
export const ackError = (code: string, to: string | undefined): SendRefused | SendInterrupted => {
  if (passing.has(code)) return new SendInterrupted('WhatsApp cannot take it just now', { code })
  const to_group = to?.endsWith('@g.us')
  // Nobody in particular refuses a status.
  if (isStatus(to ?? '')) return new SendRefused(ack_reasons[code] ?? 'refused_by_whatsapp', code)
  if (to_group && stale_group_codes.has(code))
    return new SendInterrupted('the group has changed', { code })
  const reasons = to_group ? group_reasons : person_reasons
  const by_number = to?.endsWith('@s.whatsapp.net') ? number_reasons[code] : undefined
  const reason = by_number ?? ack_reasons[code] ?? reasons[code] ?? 'refused_by_whatsapp'
  return new SendRefused(reason, code)
}

/** Answers to the question who is in a group that will be the same tomorrow. */
const group_answers: Reasons = {
  '400': 'group_not_found',
  '401': 'not_a_group_member',
  '403': 'not_a_group_member',
  '404': 'group_not_found',
  '406': 'group_not_found',
  '410': 'group_not_found'
}

/** Why a message could not even be given to the server. Of a group it is asked first who is in it. */
export const sendError = (error: Error, chat_id: string): SendRefused | SendInterrupted => {
  const { data } = error as { data?: unknown }
  const code = typeof data === 'number' ? String(data) : undefined
  const reason = code && chat_id.endsWith('@g.us') ? group_answers[code] : undefined
  if (reason) return new SendRefused(reason, code)
  return new SendInterrupted(`not sent: ${error.message}`, { cause: error, code })
}

/** Whether it was refused because of whom it begins a chat with: that must not be repeated, and may be a limit of the account. */
export const isChatRefused = (refusal: SendRefused): boolean =>
  chat_codes.has(refusal.whatsapp_code ?? '')
