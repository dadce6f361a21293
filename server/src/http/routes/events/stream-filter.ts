import { z } from 'zod'
import type { MessageFilter } from '../../../domain/webhook-filter.ts'
import { event_type_names } from '../../../schemas/events.ts'
import { SessionId } from '../../../schemas/session.ts'
import { event_groups, filter_items, Sender } from '../../../schemas/webhook.ts'

const splitAt = (list: string): string[] => list.split(',')

/** `message.*` stands for all types that begin so. */
const typesOf = (name: string): string[] =>
  name.endsWith('.*')
    ? event_type_names.filter((type) => type.startsWith(name.slice(0, -1)))
    : [name]

const type_names = [...event_groups, ...event_type_names]
const types = z
  .string()
  .transform(splitAt)
  .pipe(z.array(z.enum(type_names)).max(100))
  .transform((names) => names.flatMap(typesOf))

const { directions, message_types, chat_kinds } = filter_items
const messages = 'Of messages only those'

/** What a reader of a stream may choose, in the query of its address: as webhooks do. */
export const choice_fields = {
  types: types
    .optional()
    .describe(
      'Only these events, separated by commas; `message.*` for all of messages, and so on.'
    ),
  directions: z
    .string()
    .transform(splitAt)
    .pipe(z.array(directions).max(2))
    .optional()
    .describe(`${messages} of these directions: inbound, outbound.`),
  message_types: z
    .string()
    .transform(splitAt)
    .pipe(z.array(message_types).max(50))
    .optional()
    .describe(`${messages} of these types, such as text,image.`),
  chat_kinds: z
    .string()
    .transform(splitAt)
    .pipe(z.array(chat_kinds).max(4))
    .optional()
    .describe(`${messages} in chats of these kinds: person, group, channel, broadcast.`),
  senders: z
    .string()
    .transform(splitAt)
    .pipe(z.array(Sender).max(50))
    .optional()
    .describe(
      `${messages} of these people: numbers or JIDs. What an event does not tell keeps it from nobody.`
    )
}

/** The same where events of all sessions are read. */
export const filter_fields = {
  ...choice_fields,
  session_ids: z
    .string()
    .transform(splitAt)
    .pipe(z.array(SessionId).max(100))
    .optional()
    .describe('Only events of these sessions.')
}

type Choice = { types?: string[] | undefined; session_ids?: string[] | undefined } & MessageFilter

/** What the query of a stream asks for. */
export const choiceOf = ({ types, session_ids, ...messages }: Choice) => {
  const { directions, message_types, chat_kinds, senders } = messages
  const filter = { directions, message_types, chat_kinds, senders }
  return {
    types: types ?? null,
    session_ids: session_ids ?? null,
    messages: Object.values(filter).some((one) => one !== undefined) ? filter : null
  }
}
