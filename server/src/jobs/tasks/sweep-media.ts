import type { Db } from '../../lib/db.ts'
import type { MediaStore, StoredMedia } from '../../media/contract.ts'
import { findUnknownFiles, findUnusedFiles, takeUnusedFile } from '../../store/media/files.ts'
import { deleteExpiredMedia } from '../../store/media/work.ts'
import { defineTask, no_payload } from '../task.ts'

const batch = 500
const unused_ms = 3_600_000
const unfinished_ms = 7 * 3_600_000

/**
 * Deletes files whose time is over, then content that no row has named for an hour, then what lies in the store and no row
 * knows. The row goes first and the file with it: none is missing while a row names it. Returns how many files went.
 */
export const sweepMedia = async (
  db: Db,
  store: MediaStore,
  now: Date,
  stopping: AbortSignal
): Promise<number> => {
  while (!stopping.aborted && (await deleteExpiredMedia(db, batch)) === batch);
  const before = new Date(now.getTime() - unused_ms)
  let swept = 0
  while (!stopping.aborted) {
    const files = await findUnusedFiles(db, before, batch)
    let gone = 0
    for (const file of files)
      gone += await db.transaction(async (tx) => {
        if (!(await takeUnusedFile(tx, file, before))) return 0
        const stored = await store.find(file)
        if (stored && stored.stored_at < before) await store.delete(file)
        return 1
      })
    swept += gone
    if (gone === 0) break
  }
  let known: StoredMedia[] = []
  const flush = async (): Promise<void> => {
    for (const file of await findUnknownFiles(db, known)) {
      // It may have been put again since it was listed, by somebody who is about to write its row.
      const stored = await store.find(file)
      if (!stored || stored.stored_at >= before) continue
      await store.delete(file)
      swept++
    }
    known = []
  }
  for await (const file of store.list()) {
    if (stopping.aborted) break
    if (file.stored_at < before) known.push(file)
    if (known.length === batch) await flush()
  }
  await flush()
  await store.removeUnfinished(new Date(now.getTime() - unfinished_ms))
  return swept
}

/** See `sweepMedia`; once an hour. */
export const sweepMediaTask = defineTask({
  name: 'sweep_media',
  payload: no_payload,
  schedule: '23 * * * *',
  run: async ({ db, media, log }, _payload, stopping) => {
    if (!media) return
    const files = await sweepMedia(db, media.store, new Date(), stopping)
    if (files > 0) log.info({ files }, 'files deleted that nobody needs any more')
  }
})
