import { DatabaseUnavailable } from '../../lib/database-unavailable.ts'
import type { Db } from '../../lib/db.ts'
import { type DiskSpace, diskSpace } from '../../lib/disk-space.ts'
import { pause } from '../../lib/retry.ts'
import type { MediaStore } from '../../media/contract.ts'
import { countInstances } from '../../store/instances/count.ts'
import { listRoleLives, type RoleLife } from '../../store/service-heartbeats.ts'
import { type ClientHealth, readClientHealth } from '../client-version/health.ts'

export type InstanceCounts = { running: number; starting: number; unhealthy: number }

export type Seen = {
  lives: RoleLife[]
  instances: InstanceCounts
  client: ClientHealth | null
}

/**
 * Looks at the installation for all who ask at the same time at once, and answers within `within_ms` whatever hangs: null
 * is what could not be seen in time. Give it a database connection that nothing else uses, or a busy service would seem
 * to be down.
 */
export type HealthLook = {
  database(): Promise<Seen | null>
  disk(): Promise<DiskSpace | null>
  /** Whether the store of files answers. */
  files(): Promise<boolean | null>
}

export const createHealthLook = (
  db: Db,
  data_dir: string,
  store: Pick<MediaStore, 'check'>,
  now: () => Date,
  within_ms = 2_000
): HealthLook => ({
  database: oneAtATime(() => lookAtDatabase(db, now), within_ms),
  disk: oneAtATime(() => diskSpace(data_dir), within_ms),
  files: oneAtATime(() => answers(store), within_ms)
})

/** Those who ask while a look is under way share it. One that hangs is waited for by each for so long, and never made twice. */
const oneAtATime = <T>(look: () => Promise<T>, within_ms: number): (() => Promise<T | null>) => {
  let looking: Promise<T> | undefined
  return async () => {
    looking ??= look().finally(() => {
      looking = undefined
    })
    const waited = new AbortController()
    try {
      return await Promise.race([looking, pause(within_ms, waited.signal).then(() => null)])
    } finally {
      waited.abort()
    }
  }
}

const answers = (store: Pick<MediaStore, 'check'>): Promise<boolean> =>
  store.check().then(
    () => true,
    () => false
  )

const lookAtDatabase = async (db: Db, now: () => Date): Promise<Seen | null> => {
  try {
    return await db.transaction(async (tx) => ({
      lives: await listRoleLives(tx),
      instances: await countInstances(tx),
      client: await readClientHealth(tx, now())
    }))
  } catch (error) {
    if (error instanceof DatabaseUnavailable) return null
    throw error
  }
}
