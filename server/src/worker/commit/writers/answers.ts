import { optionsOf } from '../../../domain/answer.ts'
import type { Tx } from '../../../lib/db.ts'
import { type NewAnswer, putAnswers } from '../../../store/messages/answers.ts'
import { addEvent, type Entry, type Outcome } from '../writer.ts'

/** Keeps what people answer to polls and events, the last of each person for a message, with an event for each that changes something. */
export const writeAnswers = async (
  tx: Tx,
  entries: Entry<'answer'>[],
  outcome: Outcome
): Promise<void> => {
  const last = new Map<string, NewAnswer>()
  for (const { session, change } of entries) {
    const { type: _, ...answer } = change
    const { session_id } = session
    const name = `${session_id} ${answer.direction} ${answer.whatsapp_id} ${answer.answerer_id}`
    last.set(name, { ...answer, session_id })
  }
  await putAndTell(tx, [...last.values()], outcome)
}

/** Keeps an answer of ours that WhatsApp has just taken. */
export const putAndTell = async (tx: Tx, answers: NewAnswer[], outcome: Outcome): Promise<void> => {
  for (const row of await putAnswers(tx, answers)) {
    const { message_id, session_id, chat_id, whatsapp_id, answerer_id: from } = row
    const about = { message_id, session_id, chat_id, whatsapp_id, from }
    const { answer, answered_at } = row
    if ('options' in answer)
      addEvent(outcome, row, 'message.poll_vote', {
        ...about,
        options: optionsOf(row.content, answer),
        voted_at: answered_at
      })
    else
      addEvent(outcome, row, 'message.event_response', {
        ...about,
        ...answer,
        responded_at: answered_at
      })
  }
}
