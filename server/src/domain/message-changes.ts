import { AppError } from './errors.ts'
import type { MessageRow } from './message.ts'

/** The types of messages that change or answer others: they are in no chat, and count as no message of the quota. */
export const change_types = [
  'edit',
  'delete',
  'pin',
  'read',
  'poll_vote',
  'event_response'
] as const

const changing = new Set<string>(change_types)

/** Types whose messages have a caption, which is edited like a text. */
export const captioned_types = ['image', 'video', 'document'] as const

/** Whether a message of this type changes or answers another one and says nothing itself. */
export const isChange = (type: string): boolean => changing.has(type)

/** How long a pin lasts. */
export const pin_times = ['24h', '7d', '30d'] as const
export type PinTime = (typeof pin_times)[number]

const day_s = 86_400
export const pin_seconds: Record<PinTime, number> = {
  '24h': day_s,
  '7d': 7 * day_s,
  '30d': 30 * day_s
}

/** How long after it was sent a message may be edited, and deleted for everyone: later the apps show nothing of it. */
export const edit_window_ms = 15 * 60_000
export const delete_window_ms = 60 * 3_600_000

const not_with_whatsapp = new Set(['queued', 'failed', 'canceled'])

/** Throws unless it is a message that people see: one that has been sent or received, and is still there. */
export const refuseUnseen = (message: MessageRow): void => {
  const { id: message_id, type, status, deleted_at } = message
  if (type === 'reaction' || isChange(type))
    throw new AppError('message_unsuitable', { message_id })
  if (deleted_at) throw new AppError('message_deleted', { message_id })
  if (not_with_whatsapp.has(status)) throw new AppError('message_not_sent', { message_id, status })
}

/** When the window of a message ends. Throws the error where it is over. */
export const windowEnd = (
  { id: message_id, sent_at, whatsapp_at, queued_at }: MessageRow,
  window_ms: number,
  over: 'edit_window_over' | 'delete_window_over',
  now: Date
): Date => {
  const ends = new Date((sent_at ?? whatsapp_at ?? queued_at).getTime() + window_ms)
  if (ends <= now) throw new AppError(over, { message_id, ended_at: ends.toISOString() })
  return ends
}
