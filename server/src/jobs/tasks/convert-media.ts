import { z } from 'zod'
import { media_purposes } from '../../domain/media.ts'
import { findRendition, holdMedia } from '../../store/media/work.ts'
import { convertFile } from '../media/work.ts'
import { defineTask, v1 } from '../task.ts'

/** See `convertFile`. A trigger puts it with the row. */
export const convertMediaTask = defineTask({
  name: 'convert_media',
  payload: z.object({ v: v1, media_id: z.string(), purpose: z.enum(media_purposes) }),
  run: async ({ db, media }, { media_id, purpose }, stopping) => {
    if (!media) throw new Error('this process has no store of files')
    const made = await findRendition(db, media_id, purpose)
    if (made?.status !== 'processing') return
    const row = await db.transaction((tx) => holdMedia(tx, media_id))
    if (row?.sha256) await convertFile({ db, media }, row, purpose, stopping)
  }
})
