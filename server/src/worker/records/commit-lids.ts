import type { Tx } from '../../lib/db.ts'
import { moveOutbound } from '../../queue/move-outbound.ts'
import {
  type LearnedLid,
  moveChats,
  movePaces,
  moveSenders,
  putLids
} from '../../store/lids/learn.ts'
import type { SessionBatch } from './commit-batch.ts'

/** The number of a person became known of whom there was only the LID. `jid` is that of the number. */
export type LidChange = { type: 'lid'; lid: string; jid: string }

/** Remembers numbers that became known, and makes one chat of what the number and the LID have each had until now. */
export const writeLids = async (tx: Tx, batches: SessionBatch[]): Promise<void> => {
  const learned = new Map<string, LearnedLid>()
  for (const { session_id, tenant_id, changes } of batches) {
    for (const change of changes) {
      if (change.type !== 'lid') continue
      const { lid, jid } = change
      learned.set(`${session_id} ${lid}`, { session_id, tenant_id, lid, jid })
    }
  }
  if (learned.size === 0) return
  const lids = [...learned.values()]
  // They travel together. Messages are locked before their places in line, here as everywhere.
  await Promise.all([
    putLids(tx, lids),
    moveChats(tx, lids),
    moveSenders(tx, lids),
    moveOutbound(
      tx,
      lids.map(({ session_id, lid, jid }) => ({ session_id, from: lid, to: jid }))
    ),
    movePaces(tx, lids)
  ])
}
