import type { MediaRow } from '../../domain/media.ts'
import { isTrouble } from '../../lib/database-refusal.ts'
import { DatabaseUnavailable } from '../../lib/database-unavailable.ts'
import type { Db } from '../../lib/db.ts'
import type { Log } from '../../lib/log.ts'
import type { FileStore } from '../../media/worker-access/client.ts'
import { postponeReceivedMedia } from '../../store/media/received.ts'
import { findRoomForFiles } from '../../store/media/uploads.ts'
import { FileError, type Files } from '../../whatsapp/files.ts'
import type { Lease } from '../commit/journal.ts'
import { type Origin, openOrigin, sealOrigin } from '../records/file-seals.ts'
import { failFile, finishFile } from '../records/received-files.ts'
import { afterTrouble, NoRoom, type Trouble, troubleOf } from './after-trouble.ts'

export type FetchDeps = {
  db: Db
  store: FileStore
  lease: Lease
  /** The largest file that is fetched. */
  bytes_max: number
  log: Log
}

type Attempt = { row: MediaRow; origin: Origin; files: Files; signal: AbortSignal }

/** Tries once to fetch the file of a message, and writes what came of it. When the signal aborts it writes nothing. */
export const fetchFile = async (
  deps: FetchDeps,
  row: MediaRow,
  files: Files,
  signal: AbortSignal
): Promise<void> => {
  const { db, lease, log } = deps
  if (signal.aborted || !row.origin) return
  const attempt = { row, origin: openOrigin(lease, row.id, row.origin), files, signal }
  try {
    // step: fetch begins
    const file = await download(deps, attempt)
    // step: file fetched
    await finishFile(db, lease, row, file)
    // step: fetched file recorded
  } catch (error) {
    if (signal.aborted) return
    if (error instanceof DatabaseUnavailable || isTrouble(error)) throw error
    log.info({ media_id: row.id, reason: (error as Error).message }, 'file could not be fetched')
    await follow(deps, attempt, troubleOf(error))
  }
}

const download = async ({ db, store, lease, ...deps }: FetchDeps, attempt: Attempt) => {
  const { origin, files, signal } = attempt
  const { session_id } = lease
  const room = await findRoomForFiles(db, session_id)
  if (room !== null && (origin.bytes ?? 1) > room) throw new NoRoom('the tenant has no room for it')
  const bytes_max = Math.min(deps.bytes_max, room ?? Number.POSITIVE_INFINITY)
  const content = files.download(origin, { bytes_max, signal })
  return store.put(session_id, content, { bytes_max, signal })
}

const follow = async (deps: FetchDeps, attempt: Attempt, trouble: Trouble): Promise<void> => {
  const { db, lease } = deps
  const { row, origin } = attempt
  const step = afterTrouble(trouble, row.attempts, origin)
  if (step.do === 'fail') return failFile(db, lease, row, step.reason)
  if (step.do === 'ask_phone') return askPhone(deps, attempt)
  const sealed = sealOrigin(lease, row.id, origin)
  await postponeReceivedMedia(db, row.id, { after_s: step.after_s, origin: sealed })
}

const askPhone = async (deps: FetchDeps, attempt: Attempt): Promise<void> => {
  const { row, origin, files, signal } = attempt
  const asked = { ...origin, asked: origin.asked + 1 }
  if (!origin.message) return
  try {
    const direct_path = await files.askAgain(origin, origin.message, signal)
    const renewed = { ...asked, direct_path, url: null, renewed: true }
    const sealed = sealOrigin(deps.lease, row.id, renewed)
    await postponeReceivedMedia(deps.db, row.id, { after_s: 0, origin: sealed })
  } catch (error) {
    if (signal.aborted) return
    if (!(error instanceof FileError)) throw error
    // What the phone does not have nobody has.
    if (error.trouble === 'gone')
      await follow(deps, { ...attempt, origin: { ...asked, renewed: true } }, 'gone')
    else await follow(deps, { ...attempt, origin: asked }, 'phone_silent')
  }
}
