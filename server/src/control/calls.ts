import { z } from 'zod'
import { AppError, type ErrorCode } from '../domain/errors.ts'
import { SetChat, SetDisappearing, SetMessage, SetTyping } from '../schemas/chat-call.ts'
import {
  Blocklist,
  contact_checks_max,
  contact_pattern,
  NumberOnWhatsApp
} from '../schemas/contact.ts'
import { SetLabel } from '../schemas/label-call.ts'
import { Person } from '../schemas/person.ts'
import { ContactAbout, ContactPicture } from '../schemas/profile.ts'
import { account_calls } from './account-calls.ts'
import { channel_calls } from './channel-calls.ts'
import { type CallDefinition, call } from './define-call.ts'
import { group_calls } from './group-calls.ts'
import { phone_calls } from './phone-calls.ts'
import { status_calls } from './status-calls.ts'

export type { CallDefinition, CallNeeds, CallRate } from './define-call.ts'

const base64url = z.string().max(8_192)
const contact = z.string().regex(contact_pattern)
const digits = z.string().regex(/^\d{6,15}$/)
const nothing = z.object({})

/**
 * Everything that a session's connection can be asked while a caller waits. One entry here, one handler in
 * whatsapp/baileys/calls/<noun>.ts: the client, the control port and the session know no call by name.
 */
export const session_calls = {
  /** A code to type on the phone instead of scanning. Another one takes its place, so asking twice is not the same. */
  request_pairing_code: call({
    input: z.strictObject({ phone_number: digits }),
    output: z.object({ code: z.string(), expires_at: z.iso.datetime() }),
    needs: 'link_offer',
    timeout_ms: 10_000,
    repeatable: false,
    errors: [
      'session_connected',
      'passkey_required',
      'qr_not_ready',
      'pairing_code_refused',
      'pairing_code_limited',
      'pairing_code_unanswered'
    ]
  }),
  /**
   * Hands in what the owner of a number has signed, once. `trusted`: by somebody who holds the session's credentials, who is
   * spared to compare codes.
   */
  submit_passkey: call({
    input: z.strictObject({
      trusted: z.boolean(),
      assertion: z.strictObject({
        id: base64url,
        rawId: base64url,
        type: z.literal('public-key'),
        response: z.strictObject({
          clientDataJSON: base64url,
          authenticatorData: base64url,
          signature: base64url,
          userHandle: base64url.nullable()
        })
      })
    }),
    output: nothing,
    needs: 'passkey_signature',
    timeout_ms: 4_500,
    repeatable: false,
    errors: ['passkey_not_asked']
  }),
  /** A person has found the codes on both sides equal. */
  confirm_passkey: call({
    input: z.strictObject({}),
    output: nothing,
    needs: 'passkey_comparison',
    timeout_ms: 4_500,
    repeatable: false,
    errors: ['passkey_code_not_shown']
  }),
  /** Which numbers have an account, in the order in which they are given. */
  check_contacts: call({
    input: z.strictObject({ phone_numbers: z.array(digits).min(1).max(contact_checks_max) }),
    output: z.object({ contacts: z.array(NumberOnWhatsApp) }),
    needs: 'connected',
    timeout_ms: 10_000,
    repeatable: true,
    rate: 'people',
    counts_each: 'phone_numbers',
    errors: []
  }),
  ...group_calls,
  ...account_calls,
  ...phone_calls,
  ...status_calls,
  ...channel_calls,
  read_picture: call({
    input: z.strictObject({ contact }),
    output: ContactPicture,
    needs: 'connected',
    timeout_ms: 10_000,
    repeatable: true,
    rate: 'questions',
    errors: []
  }),
  read_about: call({
    input: z.strictObject({ contact }),
    output: ContactAbout,
    needs: 'connected',
    timeout_ms: 10_000,
    repeatable: true,
    rate: 'people',
    errors: ['contact_not_found']
  }),
  /** Blocks somebody or no longer does, and answers who that is. */
  set_blocked: call({
    input: z.strictObject({ contact, blocked: z.boolean() }),
    output: Person,
    needs: 'connected',
    timeout_ms: 10_000,
    repeatable: true,
    rate: 'people',
    errors: ['contact_not_found']
  }),
  /**
   * Sets something for a chat on all devices of the account. `receipts`: messages whose senders are told that they were read.
   * The last message is the newest that is known here.
   */
  set_chat: call({
    input: SetChat,
    output: nothing,
    needs: 'connected',
    timeout_ms: 10_000,
    repeatable: true,
    rate: 'questions',
    errors: ['settings_not_shared']
  }),
  /** Sets for all who are in a chat how long its new messages stay. */
  set_disappearing: call({
    input: SetDisappearing,
    output: nothing,
    needs: 'connected',
    timeout_ms: 10_000,
    repeatable: true,
    rate: 'questions',
    errors: ['group_not_found', 'not_a_group_admin']
  }),
  /** Sets something for a message on all devices of the account. */
  set_message: call({
    input: SetMessage,
    output: nothing,
    needs: 'connected',
    timeout_ms: 10_000,
    repeatable: true,
    rate: 'questions',
    errors: ['settings_not_shared']
  }),
  /** Sets a label, or what carries it, on all devices of the account. */
  set_label: call({
    input: SetLabel,
    output: nothing,
    needs: 'connected',
    timeout_ms: 10_000,
    repeatable: true,
    rate: 'questions',
    errors: ['settings_not_shared']
  }),
  /** Shows in a chat that somebody is typing there, or recording. */
  set_typing: call({
    input: SetTyping,
    output: nothing,
    needs: 'connected',
    timeout_ms: 10_000,
    repeatable: true,
    rate: 'questions',
    errors: []
  }),
  /** Has WhatsApp tell when somebody is there and when not, for as long as the connection lasts. */
  watch_presence: call({
    input: z.strictObject({ contact }),
    output: nothing,
    needs: 'connected',
    timeout_ms: 10_000,
    repeatable: true,
    rate: 'questions',
    errors: []
  }),
  read_blocklist: call({
    input: z.strictObject({}),
    output: Blocklist,
    needs: 'connected',
    timeout_ms: 10_000,
    repeatable: true,
    rate: 'questions',
    errors: []
  })
} satisfies Record<string, CallDefinition>

export type CallName = keyof typeof session_calls
export type CallInput<N extends CallName> = z.output<(typeof session_calls)[N]['input']>
export type CallOutput<N extends CallName> = z.output<(typeof session_calls)[N]['output']>

/** What every call may be refused with. */
const every_call = [
  'session_not_started',
  'worker_unreachable',
  'call_timed_out',
  'call_interrupted',
  'too_much_at_once'
] as const satisfies readonly ErrorCode[]

/** What every call may be refused with that asks WhatsApp through a session that is logged in. */
const connected_calls = [
  'session_not_connected',
  'session_rate_limited',
  'whatsapp_rate_limited',
  'whatsapp_unavailable',
  'refused_by_whatsapp'
] as const satisfies readonly ErrorCode[]

/** Every error that a call may end with. */
export const callErrors = (name: CallName): readonly ErrorCode[] => {
  const { needs, errors } = definitionOf(name)
  return [...every_call, ...(needs === 'connected' ? connected_calls : []), ...errors]
}

export const definitionOf = (name: CallName): CallDefinition => session_calls[name]

export const isCallName = (name: string): name is CallName => Object.hasOwn(session_calls, name)

/** The input as the table wants it; AppError('validation_failed') names what does not fit. */
export const readCallInput = <N extends CallName>(name: N, input: unknown): CallInput<N> => {
  const read = session_calls[name].input.safeParse(input)
  if (read.success) return read.data as CallInput<N>
  const fields = read.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
  throw new AppError('validation_failed', { call: name }, { fields })
}

/** The answer as it goes over the wire. One that does not fit is a fault of ours. */
export const writeCallOutput = <N extends CallName>(name: N, output: CallOutput<N>): unknown =>
  fitting(name, z.safeEncode<z.ZodType>(session_calls[name].output, output))

/** The answer as the table wants it, from the wire. One that does not fit is a fault of ours. */
export const readCallOutput = <N extends CallName>(name: N, output: unknown): CallOutput<N> =>
  fitting(name, session_calls[name].output.safeParse(output)) as CallOutput<N>

const fitting = (name: CallName, read: z.ZodSafeParseResult<unknown>): unknown => {
  if (read.success) return read.data
  throw new AppError('internal', { call: name }, { cause: read.error })
}
