import { systemDb } from '../admin/deps.ts'
import { changeScale } from '../admin/scale.ts'
import { systemClock } from '../lib/clock.ts'
import { boundsOf, ScaleInput } from '../schemas/scale.ts'
import { operatorCommand } from './operator-command.ts'
import { StartError } from './start-error.ts'

const usage =
  'Usage: npm run scale:set -- 4       or auto, for as many shared workers as the load needs'

const asked = () => {
  const [given, ...more] = process.argv.slice(2)
  const workers = given === 'auto' ? null : Number(given)
  const input = ScaleInput.safeParse(
    workers === null ? { workers_min: null, workers_max: null } : { workers }
  )
  if (given === undefined || more.length > 0 || !input.success) throw new StartError(usage)
  return boundsOf(input.data)
}

// Says how many shared workers there are to be, as PUT /api/v1/admin/scale does.
await operatorCommand('scale:set', asked, async (db, bounds) => {
  const scale = await changeScale({ system: systemDb(db), clock: systemClock }, bounds)
  const { workers_min: min, workers_max: max, workers_running: running } = scale
  const wanted =
    min === null && max === null
      ? 'as many as the load needs'
      : min === max
        ? min
        : `${min} to ${max}`
  return `Shared workers wanted: ${wanted}; running now: ${running}.`
})
