import { findSettledMedia } from '../../queue/media-waits.ts'
import { findStuckMedia, setMediaUnavailable } from '../../store/media/work.ts'
import { pokeWorkers, settleWaiting } from '../media/settle.ts'
import { defineTask, no_payload } from '../task.ts'

const batch = 500

/** Lets messages go whose received file has come meanwhile, and gives up files that nobody works on any more. */
export const settleMediaTask = defineTask({
  name: 'settle_media',
  payload: no_payload,
  schedule: '* * * * *',
  run: async ({ db, media }) => {
    for (const id of await findStuckMedia(db, batch))
      await db.transaction((tx) => setMediaUnavailable(tx, id, 'failed'))
    for (const id of await findSettledMedia(db, batch)) {
      const free = await db.transaction((tx) => settleWaiting(tx, id))
      if (media) await pokeWorkers({ db, media }, free)
    }
  }
})
