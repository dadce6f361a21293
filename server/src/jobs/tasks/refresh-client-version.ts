import { z } from 'zod'
import { type ClientBuild, isPlausibleBuild } from '../../domain/client-version.ts'
import type { Db } from '../../lib/db.ts'
import { putUrgentVersionJob, refresh_version_task } from '../../queue/delivery-jobs.ts'
import {
  deleteOldClientVersions,
  insertFoundVersion,
  listClientVersions,
  setClientVersionFailure,
  takeClientVersionLook
} from '../../store/client-versions.ts'
import { defineTask, type FindBuild, v1 } from '../task.ts'

export type RefreshOutcome =
  | { did: 'not_due' }
  | { did: 'found'; build: ClientBuild; fresh: boolean }
  | { did: 'failed'; failure: string }

const every_s = 12 * 3_600

/**
 * Looks for a newer build when that is due, twice a day, or a minute after the last look when one was refused.
 * What was found is tried by one session before the others take it.
 */
export const refreshClientVersion = async (
  db: Db,
  find: FindBuild,
  urgent: boolean,
  signal: AbortSignal
): Promise<RefreshOutcome> => {
  const next_s = Math.round(every_s * (0.8 + Math.random() * 0.4))
  if (!(await takeClientVersionLook(db, urgent, next_s))) {
    if (urgent) await putUrgentVersionJob(db)
    return { did: 'not_due' }
  }
  const library = (await listClientVersions(db)).find((one) => one.source === 'library')
  try {
    const build = await find(signal)
    if (library && !isPlausibleBuild(build, library.build))
      throw new Error(`build ${build} is not a likely successor of ${library.build}`)
    const fresh = await db.transaction(async (tx) => {
      await deleteOldClientVersions(tx)
      return insertFoundVersion(tx, build)
    })
    await setClientVersionFailure(db, null)
    return { did: 'found', build, fresh }
  } catch (error) {
    const failure = (error as Error).message.slice(0, 300)
    await setClientVersionFailure(db, failure)
    return { did: 'failed', failure }
  }
}

/** See `refreshClientVersion`. Put at the start, after a refusal, and by the clock, which does nothing before it is due. */
export const refreshClientVersionTask = defineTask({
  name: refresh_version_task,
  payload: z.object({ v: v1, refused: z.boolean().default(false) }).nullish(),
  schedule: '*/10 * * * *',
  run: async ({ db, find_build, log }, payload, stopping) => {
    if (!find_build) return
    const outcome = await refreshClientVersion(db, find_build, payload?.refused === true, stopping)
    if (outcome.did === 'failed')
      log.warn({ failure: outcome.failure }, 'no newer client version can be looked up')
    else if (outcome.did === 'found' && outcome.fresh)
      log.info({ build: outcome.build }, 'client version found')
  }
})
