import { z } from 'zod'
import type { MessageRow } from '../domain/message.ts'
import {
  audience_types,
  isUndecided,
  lookIn,
  postIn,
  status_fonts,
  status_seconds,
  status_settings
} from '../domain/status.ts'
import type { Waiting } from '../domain/waiting.ts'
import { audio } from './messages/kinds/audio.ts'
import { caption, example_file, sentFile } from './messages/kinds/file.ts'
import { image } from './messages/kinds/image.ts'
import { text } from './messages/kinds/text.ts'
import { video } from './messages/kinds/video.ts'
import { Message, messageView } from './messages/message.ts'
import { time } from './time.ts'

const fonts = Object.keys(status_fonts) as [keyof typeof status_fonts]

const background = z
  .string()
  .regex(/^#[0-9A-Fa-f]{6}$/, 'Must be a colour such as #1E6E4F.')
  .optional()
  .describe('The colour behind it, `#1E6E4F` unless given.')

const person = z.string().min(1).max(2_048)
const people_max = 1_024

const Audience = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('phone') }),
    z.strictObject({ type: z.literal('contacts') }),
    z.strictObject({ type: z.literal('only'), contacts: z.array(person).min(1).max(people_max) }),
    z.strictObject({ type: z.literal('except'), contacts: z.array(person).min(1).max(people_max) })
  ])
  .describe(
    'Who may see it: whoever sees what is posted on the phone, as it is set there when this is posted (`phone`, unless given), everybody in the phone book of the account (`contacts`), `only` these people, or everybody in it `except` these. People are given as recipients of messages are.'
  )

const when = z.iso.datetime({ offset: true })
const envelope = {
  audience: Audience.optional(),
  send_at: when.optional().describe('It is not posted before this time, at most a year ahead.'),
  expires_at: when
    .optional()
    .describe('One that still waits at this time is not posted; it fails with `expired`.')
}

/** What is posted: the member named by `type` holds it. */
export const PostStatus = z
  .discriminatedUnion('type', [
    z.strictObject({
      ...envelope,
      type: z.literal('text'),
      text: z
        .strictObject({ body: z.string().min(1).max(700) })
        .meta({ examples: [{ body: 'Open until ten tonight.' }] }),
      background,
      font: z.enum(fonts).optional().describe('The letters, `system` unless given.')
    }),
    z.strictObject({
      ...envelope,
      type: z.literal('image'),
      image: sentFile({ caption }).meta({
        examples: [{ ...example_file, caption: 'The new colours.' }]
      })
    }),
    z.strictObject({
      ...envelope,
      type: z.literal('video'),
      video: sentFile({ caption }).meta({
        examples: [{ ...example_file, caption: 'How it is assembled.' }]
      })
    }),
    z.strictObject({
      ...envelope,
      type: z.literal('audio'),
      audio: sentFile({})
        .describe('A voice message.')
        .meta({ examples: [example_file] }),
      background
    })
  ])
  .meta({ id: 'PostStatus' })

export type PostStatus = z.output<typeof PostStatus>

const { id, session_id, direction, whatsapp_id, priority: _, ...message } = Message.shape

/** The content stands under the name of its type, hence the loose object. */
export const Status = z
  .looseObject({
    id,
    session_id,
    direction,
    status: z
      .enum(['queued', 'sent', 'failed', 'canceled'])
      .describe('`sent`: WhatsApp has it, and those who may see it get it.'),
    whatsapp_id,
    type: z
      .string()
      .describe(
        'The name of the member that holds the content. `delete`: it takes another one away, and waits like one.'
      ),
    text: text.shown.optional(),
    image: image.shown.optional(),
    video: video.shown.optional(),
    audio: audio.shown.optional(),
    delete: z.object({ status_id: z.string() }).optional(),
    background: z.string().nullable().describe('null: it has none.'),
    font: z.enum(fonts).nullable(),
    audience: z
      .object({
        type: z.enum(audience_types),
        people: z
          .number()
          .nullable()
          .describe(
            'How many people that comes to. Of `phone` null until it is posted: the phone is asked then.'
          )
      })
      .nullable()
      .describe(
        'Who may see it. null when its time is over, and for one that was posted on another device of the account.'
      ),
    views: z.number().describe('How many have seen it, of those who let others know.'),
    send_at: message.send_at,
    expires_at: message.expires_at,
    waiting_reason: message.waiting_reason,
    waiting_until: message.waiting_until,
    queued_at: time,
    sent_at: time.nullable(),
    ends_at: time.nullable().describe('Until when it can be seen; null while it is not posted.'),
    failed_at: time.nullable(),
    deleted_at: time
      .nullable()
      .describe('When it was taken away, or its time was over. Its content is gone.'),
    error: message.error
  })
  .meta({ id: 'Status' })

export type Status = z.output<typeof Status>

/** What somebody else has posted. */
export const ReceivedStatus = z
  .looseObject({
    id,
    session_id,
    whatsapp_id,
    from: z
      .string()
      .describe('Who has posted it: a JID. A LID (…@lid) only while the number is unknown.'),
    from_name: message.from_name,
    type: z
      .string()
      .describe(
        'The name of the member that holds the content: `text`, `image`, `video`, `audio`, or another type of messages.'
      ),
    text: text.shown.optional(),
    image: image.shown.optional(),
    video: video.shown.optional(),
    audio: audio.shown.optional(),
    background: z.string().nullable().describe('The colour behind it; null: it says none.'),
    font: z.enum(fonts).nullable(),
    posted_at: time,
    ends_at: time.describe('Until when it can be seen.'),
    read_at: time
      .nullable()
      .describe(
        'When the account has seen it, through the API or on another device; null: not yet.'
      ),
    deleted_at: time
      .nullable()
      .describe('When its author took it away, or its time was over. Its content is gone.')
  })
  .meta({ id: 'ReceivedStatus' })

export type ReceivedStatus = z.output<typeof ReceivedStatus>

/** A status of somebody else as callers see it. `view`: its message, where that is known already. */
export const receivedStatusView = (
  row: MessageRow,
  view: Message = messageView(row)
): ReceivedStatus => {
  const { background = null, font = null } = lookIn(row.content)
  const posted_at = row.whatsapp_at ?? row.queued_at
  return {
    id: row.id,
    session_id: row.session_id,
    whatsapp_id: row.whatsapp_id,
    from: row.sender_id ?? '',
    from_name: row.push_name,
    type: row.type,
    [row.type]: view[row.type],
    background,
    font,
    posted_at,
    ends_at: new Date(posted_at.getTime() + status_seconds * 1_000),
    read_at: row.read_at,
    deleted_at: row.deleted_at
  }
}

/** Who sees the statuses that are posted on the phone. */
export const StatusAudience = z
  .object({
    type: z
      .enum(status_settings)
      .describe(
        'Everybody in the phone book (`contacts`), `only` these people, or everybody in it `except` these.'
      ),
    contacts: z
      .array(z.string())
      .describe(
        'The people of `only` and `except`: JIDs. A LID (…@lid) only while the number is unknown.'
      )
  })
  .meta({ id: 'StatusAudience' })

export type StatusAudience = z.output<typeof StatusAudience>

/** Who has seen a status. */
export const StatusViewers = z
  .object({
    status_id: z.string(),
    data: z.array(
      z.object({
        from: z.string().describe('A JID. A LID (…@lid) only while the number is not known.'),
        viewed_at: time
      })
    ),
    next_cursor: z.null().describe('All entries are in one answer.')
  })
  .meta({ id: 'StatusViewers' })

/** A status as callers see it, in responses and in events. `view`: its message, where that is known already. */
export const statusView = (
  row: MessageRow,
  waiting: Waiting | null = null,
  view: Message = messageView(row, waiting)
): Status => {
  const post = postIn(row.content)
  const { background = null, font = null } = lookIn(row.content)
  return {
    id: row.id,
    session_id: row.session_id,
    direction: row.direction,
    status: stepOf(row.status),
    whatsapp_id: row.whatsapp_id,
    type: row.type,
    ...contentOf(row, view),
    background,
    font,
    audience: post && {
      type: post.audience,
      people: isUndecided(post) ? null : post.people.length
    },
    views: row.read_count ?? 0,
    send_at: row.send_at,
    expires_at: row.expires_at,
    waiting_reason: view.waiting_reason,
    waiting_until: view.waiting_until,
    queued_at: row.queued_at,
    sent_at: row.sent_at,
    ends_at: row.sent_at && new Date(row.sent_at.getTime() + status_seconds * 1_000),
    failed_at: row.failed_at,
    deleted_at: row.deleted_at,
    error: row.error
  }
}

const stepOf = (status: MessageRow['status']): Status['status'] =>
  status === 'queued' || status === 'failed' || status === 'canceled' ? status : 'sent'

const contentOf = (row: MessageRow, view: Message): Partial<Status> => {
  if (row.type !== 'delete') return { [row.type]: view[row.type] }
  const { message_id } = (row.content['delete'] ?? {}) as { message_id?: string }
  return message_id ? { delete: { status_id: message_id } } : {}
}
