import type { Db } from '../../lib/db.ts'
import { type Heartbeat, upsertHeartbeat } from '../../store/service-heartbeats.ts'

/** Says that a process of this role lives and works. Call it every five seconds with the system role's database. */
export const reportAlive = (db: Db, heartbeat: Heartbeat): Promise<void> =>
  db.transaction((tx) => upsertHeartbeat(tx, heartbeat))
