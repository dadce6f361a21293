import { parseArgs } from 'node:util'
import { type Parts, runParts } from './support/pipeline-parts.ts'
import { printPipeline } from './support/print-pipeline.ts'

// What the product costs next to Baileys alone, on the same simulator in turns. Without flags every part, in some minutes:
//   node bench/pipeline.ts
//   node bench/pipeline.ts --full                      1, 10, 100 and 300 sessions, 100,000 messages: half an hour
// One part, or several:
//   --sessions 1,10,100 [--messages 2000] [--rounds 2] worker and database: texts out and in, linking, memory
//   --api 10 [--messages 2000] [--burst 2000]          the whole product: calls, acknowledgements, webhooks
//   --memory 100000                                    after a tenth of so many messages, and after all
//   --storm 300 [--outage 10]                          all connections cut at once, and let in after so many seconds
//   --cold-start 300                                   every process started anew
// Before and after a change, in one run: --sessions 10 --against OTHER_WORKING_TREE
// For a profile: --sessions 10 --only worker --flow out --profile DIR, then node bench/top-costs.ts DIR/*.cpuprofile
const { values } = parseArgs({
  options: {
    sessions: { type: 'string' },
    messages: { type: 'string', default: '2000' },
    rounds: { type: 'string', default: '2' },
    api: { type: 'string' },
    burst: { type: 'string', default: '2000' },
    memory: { type: 'string' },
    storm: { type: 'string' },
    outage: { type: 'string', default: '10' },
    'cold-start': { type: 'string' },
    against: { type: 'string' },
    only: { type: 'string' },
    flow: { type: 'string' },
    profile: { type: 'string' },
    full: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false }
  }
})

const one_of_them = [values.sessions, values.api, values.memory, values.storm, values['cold-start']]
const whole = one_of_them.every((value) => value === undefined)
const chosen = (given: string | undefined, usual: number, full: number): number | null =>
  given !== undefined ? Number(given) : !whole ? null : values.full ? full : usual
const steps = values.sessions ?? (whole ? (values.full ? '1,10,100,300' : '1,10') : null)

if (values.profile) process.env['TEST_WORKER_ARGS'] = `--cpu-prof --cpu-prof-dir=${values.profile}`

const parts: Parts = {
  steps: steps?.split(',').map(Number) ?? null,
  api: chosen(values.api, 10, 10),
  memory: chosen(values.memory, 10_000, 100_000),
  storm: chosen(values.storm, 50, 300),
  cold_start: chosen(values['cold-start'], 50, 300),
  messages: Number(values.messages),
  rounds: Number(values.rounds),
  burst: Number(values.burst),
  outage_s: Number(values.outage),
  seconds: 10,
  only: values.only,
  flow: values.flow,
  against: values.against
}
const figures = await runParts(parts, values.json ? () => undefined : printPipeline)
if (values.json) console.log(JSON.stringify(figures))
