import { z } from 'zod'
import { call_events } from './events/call.ts'
import { chat_events } from './events/chat.ts'
import { contact_events } from './events/contact.ts'
import { group_events } from './events/group.ts'
import { instance_events } from './events/instance.ts'
import { label_events } from './events/label.ts'
import { media_events } from './events/media.ts'
import { message_events } from './events/message.ts'
import { session_events } from './events/session.ts'
import { status_events } from './events/status.ts'
import { subscription_events } from './events/subscription.ts'
import { webhook_events } from './events/webhook.ts'

/** Every event a webhook can ask for. A new one is an entry in the file of its noun. */
export const event_types = {
  ...session_events,
  ...instance_events,
  ...message_events,
  ...chat_events,
  ...contact_events,
  ...group_events,
  ...call_events,
  ...label_events,
  ...status_events,
  ...media_events,
  ...subscription_events,
  ...webhook_events
}

export type EventType = keyof typeof event_types

/** The events of one noun. */
export type EventTypeOf<Noun extends string> = Extract<EventType, `${Noun}.${string}`>

/** What comes with an event of this type. Moments are dates until it is written as JSON. */
export type EventData<T extends EventType = EventType> = z.output<(typeof event_types)[T]['data']>

export const event_type_names = Object.keys(event_types) as [EventType, ...EventType[]]

export const EventTypeName = z.enum(event_type_names)

/** What every consumer of events receives as JSON, by webhook, stream or list. */
export type EventEnvelope = {
  id: string
  type: EventType
  created_at: string
  session_id: string | null
  /** As the schema of its type says, with moments as text; it was checked where the event was put. */
  data: Record<string, unknown>
}
