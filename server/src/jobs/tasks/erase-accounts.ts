import type { Tx } from '../../lib/db.ts'
import { askForReconcile } from '../../queue/reconcile.ts'
import {
  bulky_tables,
  deleteJobsOf,
  deleteRowsOf,
  deleteTenant,
  endLeases,
  forgetMentions,
  holdBack
} from '../../store/erased-rows.ts'
import {
  countErased,
  type ErasureRow,
  findUnfinishedErasures,
  finishErasure,
  holdErasure,
  noteLinked,
  noteNotLoggedOut,
  putErasureJob
} from '../../store/erasures.ts'
import { closeWorkerLogins } from '../../store/worker-logins.ts'
import { leaveNumbers } from '../erasure/leave-numbers.ts'
import { defineTask, no_payload, type TaskDeps } from '../task.ts'

type Deps = Pick<TaskDeps, 'db' | 'log' | 'media' | 'workers'>

const accounts_at_once = 20
const piece = 1_000
const look_again_s = 2

/**
 * Erases the accounts that are to be erased: nothing of them is sent any more, their numbers are logged out of WhatsApp where
 * that can be reached in time, then their rows go, a piece at a time, and their files last. Each step can be done again, so
 * whoever comes after one that was killed goes on.
 */
export const eraseAccounts = async (deps: Deps, stopping: AbortSignal): Promise<void> => {
  let waiting = 0
  for (const erasure of await findUnfinishedErasures(deps.db, accounts_at_once)) {
    if (stopping.aborted) return
    try {
      if (!(await eraseAccount(deps, erasure, stopping))) waiting++
    } catch (error) {
      if (error instanceof Elsewhere) continue
      // The others need not wait for what is wrong with this one.
      deps.log.error({ erasure_id: erasure.id, err: error }, 'account not erased yet')
    }
  }
  if (waiting > 0 && !stopping.aborted) await putErasureJob(deps.db, look_again_s)
}

/** False: it waits for WhatsApp. */
const eraseAccount = async (
  deps: Deps,
  { id, erased_tenant_id, log_out_until }: ErasureRow,
  stopping: AbortSignal
): Promise<boolean> => {
  const step: Step = (work) =>
    deps.db.transaction(async (tx) => {
      const held = await holdErasure(tx, id)
      if (!held) throw new Elsewhere()
      return work(tx, held)
    })
  await step(async (tx, erasure) => {
    await holdBack(tx, erased_tenant_id)
    await noteLinked(tx, erasure)
  })
  // step: account held back
  await erasePieces(step, ['outbound'], stopping)
  const left = await leaveNumbers(deps, erased_tenant_id)
  // step: numbers asked to leave
  if (left > 0 && Date.now() < log_out_until.getTime()) return false
  await step(async (tx, erasure) => {
    await noteNotLoggedOut(tx, erasure)
    await endLeases(tx, erased_tenant_id)
    await deleteJobsOf(tx, erased_tenant_id)
    await askForReconcile(tx)
  })
  // step: sessions of an account ended
  await erasePieces(step, bulky_tables, stopping)
  if (stopping.aborted) return true
  await step(async (tx) => {
    await forgetMentions(tx, erased_tenant_id)
    await deleteTenant(tx, erased_tenant_id)
    await closeWorkerLogins(tx)
    await askForReconcile(tx)
  })
  // step: account deleted
  if (!deps.media) throw new Error('this process has no store of files')
  await deps.media.store.deleteAll(erased_tenant_id)
  // step: files of an account deleted
  await finishErasure(deps.db, id)
  deps.log.info({ erasure_id: id }, 'account erased')
  return true
}

type Step = <T>(work: (tx: Tx, erasure: ErasureRow) => Promise<T>) => Promise<T>

/** Another process is at it, or has finished it. */
class Elsewhere extends Error {}

const erasePieces = async (
  step: Step,
  tables: readonly (typeof bulky_tables)[number][],
  stopping: AbortSignal
): Promise<void> => {
  for (const table of tables)
    while (!stopping.aborted) {
      const rows = await step(async (tx, { id, erased_tenant_id }) => {
        const deleted = await deleteRowsOf(tx, table, erased_tenant_id, piece)
        if (deleted > 0) await countErased(tx, id, table, deleted)
        return deleted
      })
      // step: piece of an account erased
      if (rows < piece) break
    }
}

/** See `eraseAccounts`. Whoever asks for an erasure puts it; the schedule is for what was broken off. */
export const eraseAccountsTask = defineTask({
  name: 'erase_accounts',
  payload: no_payload,
  schedule: '* * * * *',
  run: (deps, _payload, stopping) => eraseAccounts(deps, stopping)
})
