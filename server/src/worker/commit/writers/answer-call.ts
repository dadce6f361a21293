import type { Tx } from '../../../lib/db.ts'
import { putCallAnswer } from '../../../store/sessions/call-answers.ts'
import type { Entry } from '../writer.ts'

/** Has whoever called written to. The queue takes nothing from workers: a job puts it there. */
export const writeAnswerCall = async (
  tx: Tx,
  { session: { session_id }, change: { call_id, contact_id } }: Entry<'answer_call'>
): Promise<void> => putCallAnswer(tx, { session_id, contact_id, call_id })
