import { parseArgs } from 'node:util'
import { spawnSimulator } from '@whatsapp-saas/simulator/client'
import { bareSide, startBare } from './support/bare.ts'
import { measureSides, type Side, type SideFigures } from './support/measure-sides.ts'
import { startPipelineWorker, workerSide } from './support/pipeline-worker.ts'
import { printPipeline } from './support/print-pipeline.ts'
import { withScope } from './support/scope.ts'

// One worker with its database, next to Baileys alone, on the same simulator in turns:
// node bench/pipeline.ts [--sessions 1,10,100] [--messages 2000] [--rounds 2] [--quick] [--json]
// Before and after a change, in one run: --against OTHER_WORKING_TREE
// For a profile: --only worker --flow out --profile DIR, then node bench/top-costs.ts DIR/*.cpuprofile
const { values } = parseArgs({
  options: {
    sessions: { type: 'string' },
    messages: { type: 'string' },
    rounds: { type: 'string' },
    against: { type: 'string' },
    only: { type: 'string' },
    flow: { type: 'string' },
    profile: { type: 'string' },
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false }
  }
})
const steps = (values.sessions ?? (values.quick ? '1,10' : '1,10,100')).split(',').map(Number)
const messages = Number(values.messages ?? (values.quick ? 1000 : 2000))
const rounds = Number(values.rounds ?? (values.quick ? 1 : 2))

if (values.profile) process.env['TEST_WORKER_ARGS'] = `--cpu-prof --cpu-prof-dir=${values.profile}`

const figures = await withScope(async (scope) => {
  const simulator = await spawnSimulator()
  scope.after(() => simulator.stop())
  const friends = (await simulator.client.createPhones(40)).map((phone) => phone.number)
  const sides: Side[] = []
  if (values.only !== 'bare')
    sides.push(workerSide(await startPipelineWorker(scope, simulator), simulator.pid))
  if (values.against)
    sides.push(
      workerSide(
        await startPipelineWorker(scope, simulator, values.against),
        simulator.pid,
        'other worker'
      )
    )
  if (values.only !== 'worker')
    sides.push(bareSide(await startBare(scope, simulator.info), simulator.pid))
  const taken: SideFigures[] = []
  for await (const one of measureSides({
    sides,
    simulator: simulator.client,
    friends,
    steps,
    messages,
    rounds,
    flow: values.flow,
    paced_seconds: values.quick ? 2 : 5
  }))
    taken.push(one)
  return taken
})
if (values.json) console.log(JSON.stringify(figures))
else printPipeline(figures)
