import type { MessageRow } from '../../../domain/message.ts'
import type { Tx } from '../../../lib/db.ts'
import { putReactions, type Reaction } from '../../../store/messages/reactions.ts'
import { addEvent, type Entry, type Outcome } from '../writer.ts'

/** Keeps what people have reacted, the last of each person for a message, with an event for each that changes something. */
export const writeReactions = (
  tx: Tx,
  entries: Entry<'reaction'>[],
  outcome: Outcome
): Promise<void> =>
  write(
    tx,
    entries.map(({ session, change: { type: _, ...reaction } }) => ({
      ...reaction,
      session_id: session.session_id
    })),
    outcome
  )

/** Keeps the reactions of ours that WhatsApp has just taken. */
export const writeOwnReactions = (tx: Tx, sent: MessageRow[], outcome: Outcome): Promise<void> =>
  write(tx, sent.flatMap(ownReaction), outcome)

const ownReaction = ({ session_id, sender_id, sent_at, content }: MessageRow): Reaction[] => {
  const { target, reaction } = content as {
    target?: { whatsapp_id: string; from_me: boolean }
    reaction?: { emoji: string }
  }
  if (!target || !reaction || sender_id === null || sent_at === null) return []
  return [
    {
      session_id,
      whatsapp_id: target.whatsapp_id,
      direction: target.from_me ? 'outbound' : 'inbound',
      reactor_id: sender_id,
      emoji: reaction.emoji,
      at: sent_at
    }
  ]
}

const write = async (tx: Tx, reactions: Reaction[], outcome: Outcome): Promise<void> => {
  const last = new Map<string, Reaction>()
  for (const one of reactions) {
    const { session_id, direction, whatsapp_id, reactor_id } = one
    last.set(`${session_id} ${direction} ${whatsapp_id} ${reactor_id}`, one)
  }
  if (last.size === 0) return
  for (const row of await putReactions(tx, [...last.values()]))
    addEvent(outcome, row, 'message.reaction', {
      message_id: row.message_id,
      session_id: row.session_id,
      chat_id: row.chat_id,
      whatsapp_id: row.whatsapp_id,
      from: row.reactor_id,
      emoji: row.emoji === '' ? null : row.emoji,
      reacted_at: row.reacted_at
    })
}
