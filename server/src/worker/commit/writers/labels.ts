import type { Tx } from '../../../lib/db.ts'
import {
  type ChangedMark,
  deleteMarks,
  putLabels,
  putMarks,
  type ToldMark
} from '../../../store/labels.ts'
import { addEvent, type Entry, type Outcome } from '../writer.ts'

/** Keeps labels as they were told last, with an event for each that is otherwise then. */
export const writeLabels = async (
  tx: Tx,
  entries: Entry<'label_changed'>[],
  outcome: Outcome
): Promise<void> => {
  const nameOf = (session_id: string, label_id: string): string => `${session_id} ${label_id}`
  const last = new Map(
    entries.map((one) => [nameOf(one.session.session_id, one.change.label_id), one])
  )
  const rows = await putLabels(
    tx,
    [...last.values()].map(({ session: { session_id, tenant_id }, change }) => {
      const { type: _, news: __, ...label } = change
      return { session_id, tenant_id, ...label }
    })
  )
  for (const { session_id, tenant_id, label_id, ...label } of rows) {
    if (!last.get(nameOf(session_id, label_id))?.change.news) continue
    addEvent(outcome, { session_id, tenant_id }, 'label.updated', {
      session_id,
      label: { id: label_id, ...label },
      chat_id: null,
      message: null,
      labeled: null
    })
  }
}

/** Keeps what carries labels as it was told last, with an event for each that is otherwise then. */
export const writeMarks = async (
  tx: Tx,
  entries: Entry<'label_marked'>[],
  outcome: Outcome
): Promise<void> => {
  const last = new Map(entries.map((one) => [nameOfMark(markOf(one)), one]))
  const told = (labeled: boolean): ToldMark[] =>
    [...last.values()].filter(({ change }) => change.labeled === labeled).map(markOf)
  const [put, gone] = [told(true), told(false)]
  const rows = await Promise.all([
    put.length > 0 ? putMarks(tx, put) : [],
    gone.length > 0 ? deleteMarks(tx, gone) : []
  ])
  for (const row of rows.flat())
    if (last.get(nameOfMark(row))?.change.news)
      addEvent(outcome, row, 'label.updated', told_of(row))
}

const markOf = ({
  session: { session_id, tenant_id },
  change: { label_id, chat_id, message }
}: Entry<'label_marked'>): ToldMark => ({
  session_id,
  tenant_id,
  label_id,
  chat_id,
  whatsapp_id: message?.whatsapp_id ?? '',
  direction: message?.direction ?? ''
})

const nameOfMark = (mark: ToldMark): string =>
  [mark.session_id, mark.label_id, mark.chat_id, mark.direction, mark.whatsapp_id].join(' ')

const told_of = (row: ChangedMark) => ({
  session_id: row.session_id,
  label: { id: row.label_id, name: row.name, color: row.color, deleted: row.deleted },
  chat_id: row.chat_id,
  message: row.whatsapp_id === '' ? null : { id: row.message_id, whatsapp_id: row.whatsapp_id },
  labeled: row.labeled
})
