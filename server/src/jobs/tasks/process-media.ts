import { z } from 'zod'
import { findProcessing } from '../../store/media/work.ts'
import { processFile } from '../media/work.ts'
import { defineTask, v1 } from '../task.ts'

/** See `processFile`. A trigger puts it with the row. */
export const processMediaTask = defineTask({
  name: 'process_media',
  payload: z.object({ v: v1, media_id: z.string(), purpose: z.null().optional() }),
  run: async ({ db, media }, { media_id }, stopping) => {
    if (!media) throw new Error('this process has no store of files')
    const row = await findProcessing(db, media_id)
    if (row) await processFile({ db, media }, row, stopping)
  }
})
