import { parseArgs } from 'node:util'
import { spawnSimulator } from '@whatsapp-saas/simulator/client'
import { bareSide, startBare } from './support/bare.ts'
import { type DensityPoint, measureDensity } from './support/measure-density.ts'
import { startPipelineWorker, workerSide } from './support/pipeline-worker.ts'
import { withScope } from './support/scope.ts'
import { printTable } from './support/table.ts'

// What a connected session that has nothing to do occupies in a worker, next to Baileys alone in the same run:
// node bench/density.ts [--sessions 10,100,500] [--idle 20] [--only worker|bare] [--json]
const { values } = parseArgs({
  options: {
    sessions: { type: 'string', default: '10,100,500' },
    idle: { type: 'string', default: '20' },
    only: { type: 'string' },
    json: { type: 'boolean', default: false }
  }
})

const points: DensityPoint[] = []
const steps = values.sessions.split(',').map(Number)

await withScope(async (scope) => {
  const simulator = await spawnSimulator()
  scope.after(() => simulator.stop())
  const friends = (await simulator.client.createPhones(8)).map((phone) => phone.number)
  const world = { simulator: simulator.client, friends }
  const sides = []
  if (values.only !== 'bare')
    sides.push(workerSide(await startPipelineWorker(scope, simulator), simulator.pid))
  if (values.only !== 'worker')
    sides.push(bareSide(await startBare(scope, simulator.info), simulator.pid))
  await measureDensity(world, sides, steps, Number(values.idle), (point) => {
    points.push(point)
    if (!values.json) console.log(`${point.side}, ${point.sessions} sessions: measured`)
  })
})

if (values.json) console.log(JSON.stringify(points))
else
  printTable(
    'Idle sessions: megabytes of the process, kilobytes and processor time of each session',
    [
      '',
      'sessions',
      'empty MB',
      'resident MB',
      'heap MB',
      'resident KB each',
      'heap KB each',
      'idle ms CPU/min each',
      'database MB'
    ],
    points.map((point) => [
      point.side,
      String(point.sessions),
      point.alone_mb,
      point.resident_mb,
      point.heap_mb,
      point.resident_kb_each,
      point.heap_kb_each,
      point.idle_cpu_ms_each,
      point.database_mb
    ])
  )
