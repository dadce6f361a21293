import type { Tx } from '../lib/db.ts'

/** The channel on which the orchestrator hears that what should run has changed. It also looks by itself every few seconds. */
export const reconcile_channel = 'reconcile'

/** Tells the orchestrator, when this transaction commits, that there is something to do. */
export const askForReconcile = async (tx: Tx): Promise<void> => {
  await tx.query(`select pg_notify('${reconcile_channel}', '')`, [], 'ask_for_reconcile')
}
