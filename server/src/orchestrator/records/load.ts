import type { InstanceRow } from '../../domain/instance.ts'
import type { Db } from '../../lib/db.ts'
import { listLiveInstances } from '../../store/instances/instances.ts'
import { listPlacements, type Placement } from '../../store/sessions/placements.ts'

export type { Placement } from '../../store/sessions/placements.ts'

/** What runs and what should: the ground on which one pass of the orchestrator decides. */
export type Orchestration = { instances: InstanceRow[]; sessions: Placement[] }

export const loadOrchestration = (db: Db): Promise<Orchestration> =>
  db.transaction(async (tx) => ({
    instances: await listLiveInstances(tx),
    sessions: await listPlacements(tx)
  }))

/** Every instance that is not known to be gone. */
export const loadLiveInstances = (db: Db): Promise<InstanceRow[]> => listLiveInstances(db)
