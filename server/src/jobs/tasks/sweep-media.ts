import type { Db } from '../../lib/db.ts'
import type { MediaStore, StoredMedia } from '../../media/contract.ts'
import { removeOlder } from '../../media/partial-files.ts'
import { endOldExports } from '../../store/exports.ts'
import { findUnknownFiles, findUnusedFiles, takeUnusedFile } from '../../store/media/files.ts'
import { deleteExpiredMedia } from '../../store/media/work.ts'
import type { MediaDeps } from '../media/media-deps.ts'
import { defineTask, no_payload } from '../task.ts'

const batch = 500
const unused_ms = 3_600_000
const unfinished_ms = 7 * 3_600_000

/**
 * Deletes files whose time is over, then content that no row has named for an hour, then what lies in the store and no row
 * knows, then what killed processes have left half done. The row goes first and the file with it: none is missing while a row
 * names it. Returns how many files went.
 */
export const sweepMedia = async (
  db: Db,
  { store, temporary }: Pick<MediaDeps, 'store' | 'temporary'>,
  now: Date,
  stopping: AbortSignal
): Promise<number> => {
  await endOldExports(db)
  while (!stopping.aborted && (await deleteExpiredMedia(db, batch)) === batch);
  // step: expired files deleted
  const before = new Date(now.getTime() - unused_ms)
  const unused = await sweepUnused(db, store, before, stopping)
  const unknown = await sweepUnknown(db, store, before, stopping)
  const begun_before = new Date(now.getTime() - unfinished_ms)
  await store.removeUnfinished(begun_before)
  await removeOlder(temporary, begun_before)
  return unused + unknown
}

const sweepUnused = async (
  db: Db,
  store: MediaStore,
  before: Date,
  stopping: AbortSignal
): Promise<number> => {
  let swept = 0
  while (!stopping.aborted) {
    const files = await findUnusedFiles(db, before, batch)
    let gone = 0
    for (const file of files)
      gone += await db.transaction(async (tx) => {
        if (!(await takeUnusedFile(tx, file, before))) return 0
        // step: unused file taken
        const stored = await store.find(file)
        if (stored && stored.stored_at < before) await store.delete(file)
        // step: unused file deleted
        return 1
      })
    swept += gone
    if (gone === 0) break
  }
  return swept
}

const sweepUnknown = async (
  db: Db,
  store: MediaStore,
  before: Date,
  stopping: AbortSignal
): Promise<number> => {
  let swept = 0
  let listed: StoredMedia[] = []
  const flush = async (): Promise<void> => {
    for (const file of await findUnknownFiles(db, listed)) {
      // It may have been put again since it was listed, by somebody who is about to write its row.
      const stored = await store.find(file)
      if (!stored || stored.stored_at >= before) continue
      await store.delete(file)
      // step: unknown file deleted
      swept++
    }
    listed = []
  }
  for await (const file of store.list()) {
    if (stopping.aborted) break
    if (file.stored_at < before) listed.push(file)
    if (listed.length === batch) await flush()
  }
  await flush()
  return swept
}

/** See `sweepMedia`; once an hour. */
export const sweepMediaTask = defineTask({
  name: 'sweep_media',
  payload: no_payload,
  schedule: '23 * * * *',
  run: async ({ db, media, log }, _payload, stopping) => {
    if (!media) return
    const files = await sweepMedia(db, media, new Date(), stopping)
    if (files > 0) log.info({ files }, 'files deleted that nobody needs any more')
  }
})
