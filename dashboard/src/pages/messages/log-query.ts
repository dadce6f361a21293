import type { Message } from '../../lib/api.ts'

const filter_names = ['text', 'status', 'direction', 'session_id', 'type'] as const

/** What of an address is asked of the API. */
export const queryOf = (filters: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    filter_names.flatMap((name) => {
      const value = filters[name]
      return value ? [[name, value]] : []
    })
  )

/** The message that an event tells of as it is now; null where it tells of something else about one, such as a reaction. */
export const messageOf = (event: { type: string; data: unknown }): Message | null => {
  if (!event.type.startsWith('message.')) return null
  const data = event.data as Partial<Message> | null
  return data?.id && data.status && data.direction ? (data as Message) : null
}

/** Whether an event tells of a message that was not there before. */
export const isNew = (event_type: string): boolean =>
  event_type === 'message.received' || event_type === 'message.accepted'
