import type { MessageRow } from '../domain/message.ts'
import { isStatus } from '../domain/status.ts'
import type { Waiting } from '../domain/waiting.ts'
import type { EventData, EventType } from './events.ts'
import { type Message, messageView } from './messages/message.ts'
import { receivedStatusView, statusView } from './status.ts'

/** What becomes of messages and of posts alike, by its events. Who has seen a post is an event of its own. */
const events = {
  received: ['message.received', null],
  accepted: ['message.accepted', 'status.accepted'],
  sent: ['message.sent', 'status.sent'],
  delivered: ['message.delivered', null],
  read: ['message.read', null],
  played: ['message.played', null],
  failed: ['message.failed', 'status.failed'],
  canceled: ['message.canceled', 'status.canceled'],
  deleted: ['message.deleted', 'status.deleted']
} as const satisfies Record<string, [EventType, EventType | null]>

export type MessageStep = keyof typeof events

/** The same of posts of others. */
const of_others = {
  received: 'status.received',
  deleted: 'status.ended'
} as const satisfies Partial<Record<MessageStep, EventType>>

/** An event with its data, which belong together. */
type Told = { [T in EventType]: { type: T; data: EventData<T> } }[EventType]

/** The event that tells of a message, or of a post, as it is now: none or one. `view`: the message as callers see it. */
export const messageEvents = (
  step: MessageStep,
  row: MessageRow,
  waiting: Waiting | null = null,
  view: Message = messageView(row, waiting)
): Told[] => {
  const [of_message, of_status] = events[step]
  if (!isStatus(row.chat_id)) return [{ type: of_message, data: view }]
  if (row.direction === 'inbound')
    return step === 'received' || step === 'deleted'
      ? [{ type: of_others[step], data: receivedStatusView(row, view) }]
      : []
  return of_status ? [{ type: of_status, data: statusView(row, waiting, view) }] : []
}
