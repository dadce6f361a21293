import type { MessageRow } from './message.ts'
import { isPersonChat } from './recipient.ts'

/** How far a message has got with somebody. Who has read it has it, and who has played it has read it. */
export const receipt_statuses = ['delivered', 'read', 'played'] as const

export type ReceiptStatus = (typeof receipt_statuses)[number]

/** What one person says of a message. */
export type ReceiptRow = {
  person_id: string
  delivered_at: Date
  read_at: Date | null
  played_at: Date | null
}

/** A receipt as callers see it. */
export const receiptView = ({ person_id, delivered_at, read_at, played_at }: ReceiptRow) => ({
  from: person_id,
  delivered_at,
  read_at,
  played_at
})

/** How many members of a group have a message of ours; null for messages to one person and for those of others. */
export const receiptCounts = (
  row: Pick<
    MessageRow,
    'direction' | 'chat_id' | 'recipients_count' | 'delivered_count' | 'read_count' | 'played_count'
  >
) =>
  row.direction === 'outbound' && !isPersonChat(row.chat_id)
    ? {
        delivered: row.delivered_count ?? 0,
        read: row.read_count ?? 0,
        played: row.played_count ?? 0,
        of: row.recipients_count
      }
    : null

/** The times of a message to one person, as a receipt of that person; null while there is none. */
export const receiptOfChat = (row: MessageRow): ReceiptRow | null =>
  row.direction === 'outbound' && row.delivered_at && isPersonChat(row.chat_id)
    ? {
        person_id: row.chat_id,
        delivered_at: row.delivered_at,
        read_at: row.read_at,
        played_at: row.played_at
      }
    : null
