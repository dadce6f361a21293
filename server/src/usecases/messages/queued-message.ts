import { AppError, invalid } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import { no_limits } from '../../domain/limits.ts'
import type { MessageRow } from '../../domain/message.ts'
import type { Priority } from '../../domain/priority.ts'
import { readRecipient, recipient_problems } from '../../domain/recipient.ts'
import { waitsForWorker } from '../../domain/session.ts'
import { status_jid } from '../../domain/status.ts'
import { type Waiting, waitingOf } from '../../domain/waiting.ts'
import { newWhatsappId } from '../../domain/whatsapp-id.ts'
import { whyUnfit } from '../../schemas/messages/kinds.ts'
import type { Sender } from '../../store/messages/accept.ts'
import type { NumberOf } from './known-numbers.ts'
import type { AddressOf } from './named-contacts.ts'
import type { ReferenceOf } from './references.ts'
import type { SendMessage } from './send-message.ts'

/**
 * The message as it waits to be sent. `numberOf` finds the JID of the number behind a LID, `referenceOf` the messages it is
 * about and quotes. An AppError names the field that is not valid.
 */
export const queuedMessage = (
  tenant_id: string,
  sender: Sender,
  input: SendMessage,
  priority: Priority,
  queued_at: Date,
  known: { numberOf: NumberOf; addressOf: AddressOf; referenceOf: ReferenceOf }
): MessageRow => {
  const {
    session_id,
    to,
    priority: wanted,
    send_at,
    expires_at,
    ttl_s,
    context: _,
    given_file: __,
    traceparent,
    ...content
  } = input
  const chat_id = input.post ? status_jid : chatOf(session_id, to, known)
  const unfit = whyUnfit(content, chat_id)
  if (unfit) throw invalid(unfit.path, unfit.message)
  return {
    id: newId('message'),
    tenant_id,
    session_id,
    direction: 'outbound',
    status: 'queued',
    whatsapp_id: newWhatsappId(sender.jid ?? '', queued_at.getTime()),
    chat_id,
    recipient: to,
    sender_id: sender.jid,
    push_name: null,
    type: content.type,
    content: { ...content, ...known.referenceOf(input, chat_id) },
    error: null,
    priority: wanted ?? priority,
    ...times(input, queued_at),
    whatsapp_at: null,
    queued_at,
    sent_at: null,
    delivered_at: null,
    read_at: null,
    played_at: null,
    recipients_count: null,
    delivered_count: null,
    read_count: null,
    played_count: null,
    failed_at: null,
    edited_at: null,
    pinned_until: null,
    disappears_at: null,
    kept_at: null,
    starred_at: null,
    deleted_at: null,
    deleted_for_me: false,
    traceparent: traceparent ?? null
  }
}

const chatOf = (
  session_id: string,
  to: string,
  { addressOf, numberOf }: { addressOf: AddressOf; numberOf: NumberOf }
): string => {
  const address = addressOf(session_id, to)
  if (address === null) throw recipientInvalid(no_contact)
  const recipient = readRecipient(address ?? to)
  if ('problem' in recipient) throw recipientInvalid(recipient_problems[recipient.problem])
  return numberOf(session_id, recipient.chat_id) ?? recipient.chat_id
}

/** Why a message waits that was accepted just now, as far as that is known. */
export const firstWaiting = (
  message: MessageRow,
  sender: Sender,
  now: Date,
  waits_for_media = false
): Waiting | null =>
  waitingOf(
    {
      ...no_limits,
      waits_for_media,
      held: false,
      stranger: false,
      ended: false,
      scheduled: message.send_at !== null,
      run_at: message.send_at ?? now,
      began: false,
      connected: sender.status === 'connected',
      status_reason: sender.status_reason,
      next_attempt_at: sender.next_attempt_at,
      no_worker: waitsForWorker(sender.status_reason) !== null,
      behind: false,
      paced_until: null
    },
    now
  )

const no_contact =
  'Is no contact of this session: see GET /api/v1/sessions/{id}/contacts, or give the number.'

const year_ms = 366 * 86_400_000

const times = (
  input: SendMessage,
  now: Date
): { send_at: Date | null; expires_at: Date | null } => {
  const send_at = input.send_at === undefined ? null : new Date(input.send_at)
  if (send_at && !(send_at > now)) throw invalid('send_at', 'Must be in the future.')
  if (send_at && send_at.getTime() - now.getTime() > year_ms)
    throw invalid('send_at', 'Must be within a year.')
  if (input.ttl_s !== undefined) {
    if (input.expires_at !== undefined) throw invalid('ttl_s', 'Give either expires_at or ttl_s.')
    return { send_at, expires_at: new Date((send_at ?? now).getTime() + input.ttl_s * 1000) }
  }
  const expires_at = input.expires_at === undefined ? null : new Date(input.expires_at)
  if (expires_at && !(expires_at > (send_at ?? now)))
    throw invalid('expires_at', 'Must be in the future, and later than send_at.')
  return { send_at, expires_at }
}

const recipientInvalid = (message: string): AppError =>
  new AppError('recipient_invalid', {}, { fields: [{ path: 'to', message }] })
