import type { ScaleBounds } from '../domain/scale.ts'
import type { Tx } from '../lib/db.ts'
import { askForReconcile } from '../queue/reconcile.ts'
import type { Scale } from '../schemas/scale.ts'
import { countSharedWorkers } from '../store/installation/counts.ts'
import { readScaleBounds, setScaleBounds } from '../store/installation/scale.ts'
import type { AdminDeps } from './deps.ts'

/** Says how many shared workers there are to be. The orchestrator starts them, or drains those that are too many. */
export const changeScale = (
  admin: Pick<AdminDeps, 'system' | 'clock'>,
  bounds: ScaleBounds
): Promise<Scale> =>
  admin.system.change(async (tx) => {
    await setScaleBounds(tx, bounds)
    await askForReconcile(tx)
    return scaleNow(tx)
  })

export const scaleNow = async (tx: Tx): Promise<Scale> => ({
  id: 'shared',
  ...(await readScaleBounds(tx)),
  workers_running: await countSharedWorkers(tx)
})
