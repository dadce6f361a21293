import type { InstanceRow } from '../../domain/instance.ts'
import type { ScaleBounds } from '../../domain/scale.ts'
import type { Db } from '../../lib/db.ts'
import { readScaleBounds } from '../../store/installation/scale.ts'
import { listLiveInstances } from '../../store/instances/instances.ts'
import { listPlacements, type Placement } from '../../store/sessions/placements.ts'

export type { Placement } from '../../store/sessions/placements.ts'

/** What runs and what should: the ground on which one pass of the orchestrator decides. */
export type Orchestration = {
  instances: InstanceRow[]
  sessions: Placement[]
  scale: ScaleBounds
}

export const loadOrchestration = (db: Db): Promise<Orchestration> =>
  db.transaction(async (tx) => ({
    instances: await listLiveInstances(tx),
    sessions: await listPlacements(tx),
    scale: await readScaleBounds(tx)
  }))

/** Every instance that is not known to be gone. */
export const loadLiveInstances = (db: Db): Promise<InstanceRow[]> => listLiveInstances(db)
