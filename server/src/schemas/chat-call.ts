import { z } from 'zod'

const identifier = z.string().max(200)

/** A message as a worker names it to WhatsApp. */
export const NamedMessage = z.strictObject({
  whatsapp_id: identifier,
  from_me: z.boolean(),
  /** Of a message of somebody else in a group: who has written it. */
  participant: identifier.nullable(),
  at: z.iso.datetime()
})

/** What a worker is asked to set for a chat. */
export const SetChat = z.strictObject({
  chat_id: identifier,
  setting: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('archive'), archived: z.boolean() }),
    z.strictObject({ type: z.literal('pin'), pinned: z.boolean() }),
    z.strictObject({
      type: z.literal('mute'),
      muted: z.boolean(),
      until: z.iso.datetime().nullable()
    }),
    z.strictObject({ type: z.literal('read'), read: z.boolean() }),
    z.strictObject({ type: z.literal('clear') }),
    z.strictObject({ type: z.literal('delete') })
  ]),
  /** The newest that is known here. */
  last_message: NamedMessage.nullable(),
  /** Messages whose senders are told that they were read. */
  receipts: z
    .array(z.strictObject({ whatsapp_id: identifier, sender_id: identifier.nullable() }))
    .max(256)
})

/** What a worker is asked to set for a message. */
export const SetMessage = z.strictObject({
  chat_id: identifier,
  message: NamedMessage,
  setting: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('star'), starred: z.boolean() }),
    z.strictObject({ type: z.literal('delete_for_me') })
  ])
})

/** The times that WhatsApp's apps offer; others it takes from nobody. */
export const DisappearingSeconds = z.literal([0, 86_400, 604_800, 7_776_000])
export type DisappearingSeconds = z.output<typeof DisappearingSeconds>

/** How long new messages of a chat stay. Tried again it has the same time and id, so that it is one change. */
export const SetDisappearing = z.strictObject({
  chat_id: identifier,
  seconds: DisappearingSeconds,
  set_at: z.iso.datetime(),
  whatsapp_id: identifier
})

export const SetTyping = z.strictObject({
  chat_id: identifier,
  state: z.enum(['typing', 'recording', 'paused'])
})
