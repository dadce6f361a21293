import { parseArgs } from 'node:util'
import { spawnSimulator } from '@whatsapp-saas/simulator/client'
import { bareSide, startBare } from './support/bare.ts'
import { measureSides } from './support/measure-sides.ts'
import { printSides } from './support/print-sides.ts'
import { withScope } from './support/scope.ts'

// What Baileys costs by itself, which is what the product is compared with:
// node bench/bare-baileys.ts [--sessions 10,100] [--messages 2000] [--rounds 2] [--json]
const { values } = parseArgs({
  options: {
    sessions: { type: 'string', default: '10,100' },
    messages: { type: 'string', default: '2000' },
    rounds: { type: 'string', default: '2' },
    json: { type: 'boolean', default: false }
  }
})

const figures = await withScope(async (scope) => {
  const simulator = await spawnSimulator()
  scope.after(() => simulator.stop())
  const phones = await simulator.client.createPhones(40)
  return measureSides({
    sides: [bareSide(await startBare(scope, simulator.info), simulator.pid)],
    simulator: simulator.client,
    friends: phones.map((phone) => phone.number),
    steps: values.sessions.split(',').map(Number),
    messages: Number(values.messages),
    rounds: Number(values.rounds),
    paced_seconds: 5
  })
})
if (values.json) console.log(JSON.stringify(figures))
else printSides(figures)
