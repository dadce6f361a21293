import type { MessageRow } from '../../../domain/message.ts'
import { isStatus } from '../../../domain/status.ts'
import type { Tx } from '../../../lib/db.ts'
import {
  type Before,
  type EarlyReceipt,
  type GroupReceipt,
  putGroupReceipts,
  type Readers,
  setRecipients,
  takeEarlyReceipts
} from '../../../store/messages/receipts.ts'
import { decideAudiences } from '../../../store/statuses.ts'
import type { ChangeOf } from '../change.ts'
import { addEvent, type Entry, type Outcome } from '../writer.ts'
import { addProgressEvents, advance, writeTaken } from './progress.ts'

/** Keeps what members of groups say of messages of ours. */
export const writeGroupReceipts = (
  tx: Tx,
  entries: Entry<'group_receipt'>[],
  outcome: Outcome
): Promise<void> =>
  receive(
    tx,
    entries.map(({ session: { session_id, tenant_id }, change }) => ({
      session_id,
      tenant_id,
      ...receiptOf(change)
    })),
    outcome
  )

/** Notes how many members of its group a message is for, the last time it is sent; of a status who may see it, too. */
export const writeRecipients = async (tx: Tx, entries: Entry<'recipients'>[]): Promise<void> => {
  const last = new Map(
    entries.map(({ session: { session_id }, change: { whatsapp_id, count, decided } }) => [
      `${session_id} ${whatsapp_id}`,
      { session_id, whatsapp_id, count, decided: decided ?? null }
    ])
  )
  const all = [...last.values()]
  const decided = all.flatMap(({ count: _, decided, ...named }) =>
    decided ? [{ ...named, decided }] : []
  )
  await Promise.all([
    setRecipients(tx, all),
    decided.length > 0 ? decideAudiences(tx, decided) : undefined
  ])
}

/** Applies the receipts that came before these messages, which another device of the account has sent. */
export const writeEarlyReceipts = async (
  tx: Tx,
  messages: MessageRow[],
  outcome: Outcome
): Promise<void> => {
  const early = await takeEarlyReceipts(tx, messages)
  const in_groups = early.filter((one): one is GroupReceipt => one.group_id !== null)
  if (in_groups.length > 0) await receive(tx, in_groups, outcome)
  const alone = early.filter((one) => one.group_id === null)
  if (alone.length > 0) await advance(tx, alone.map(progressOf), outcome)
}

const receive = async (tx: Tx, receipts: GroupReceipt[], outcome: Outcome): Promise<void> => {
  const rows = await putGroupReceipts(tx, receipts)
  for (const row of rows) {
    if (row.status !== 'queued') finishOrTell(outcome, row)
    if (isStatus(row.chat_id)) tellViewers(outcome, row)
  }
  // The first that is heard of a message may be that somebody has it.
  await writeTaken(tx, rows, outcome)
}

const tellViewers = (outcome: Outcome, { readers, ...row }: MessageRow & Readers): void => {
  const { session_id, id: status_id, whatsapp_id } = row
  for (const { person_id: from, at } of readers ?? [])
    addEvent(outcome, row, 'status.viewed', {
      session_id,
      status_id,
      whatsapp_id,
      from,
      viewed_at: new Date(at)
    })
}

const finishOrTell = (outcome: Outcome, row: MessageRow & Before): void => {
  addProgressEvents(outcome, row)
  if (row.before === 'queued') outcome.finished.push(row.id)
}

const receiptOf = ({
  whatsapp_id,
  group_id,
  person_id,
  status,
  at
}: ChangeOf<'group_receipt'>): Omit<GroupReceipt, 'session_id' | 'tenant_id'> => ({
  whatsapp_id,
  group_id,
  person_id,
  delivered_at: at,
  read_at: status === 'delivered' ? null : at,
  played_at: status === 'played' ? at : null
})

const progressOf = ({ group_id: _, ...receipt }: EarlyReceipt) => {
  const status = receipt.read_at ? ('read' as const) : ('delivered' as const)
  const nothing = { sent_at: null, failed_at: null, error: null, disappearing_seconds: null }
  return { ...receipt, ...nothing, status }
}
