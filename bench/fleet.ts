import { parseArgs } from 'node:util'
import { startProduct } from '../server/testkit/product.ts'
import { median } from './support/figures.ts'
import { operatorOf, type Placement } from './support/fleet-operator.ts'
import { type Fleet, type FleetPoint, growFleet, measureFleet } from './support/measure-fleet.ts'
import { withScope } from './support/scope.ts'
import { printTable } from './support/table.ts'

// What a text costs with more numbers, more workers and workers of one's own, through the whole product; how long a worker
// takes to start, and a new number to show its code:
// node bench/fleet.ts [--sessions 1,10,100,1000] [--workers 10] [--messages 1500] [--placements shared,tenant,dedicated]
const { values } = parseArgs({
  options: {
    sessions: { type: 'string', default: '1,10,100,1000' },
    workers: { type: 'string', default: '10' },
    messages: { type: 'string', default: '1500' },
    placements: { type: 'string', default: 'shared,tenant,dedicated' },
    json: { type: 'boolean', default: false }
  }
})

const steps = values.sessions.split(',').map(Number)
const workers_max = Number(values.workers)
const friends_count = 200
const starts_measured = 5

const points: FleetPoint[] = []
const starts_ms: number[] = []
const done = (point: FleetPoint): void => {
  points.push(point)
  const { placement, sessions, workers } = point
  if (!values.json) console.log(`${placement}: ${sessions} numbers on ${workers} workers measured`)
}

/** A product of its own, so that no placement pays for what another has left. */
const inFleet = (work: (fleet: Fleet) => Promise<void>): Promise<void> =>
  withScope(async (scope) => {
    const env = {
      LOG_LEVEL: 'warn',
      BCRYPT_COST: '12',
      // Half of the workers that a plan may have are its own, and a quarter of all is kept for those that share.
      WORKERS_MAX: String(workers_max * 4),
      SESSIONS_PER_WORKER: '1000',
      WARM_WORKERS: '0'
    }
    const product = await startProduct(scope, env, {})
    const operator = await operatorOf(scope, product)
    const friends = await product.simulator.createPhones(friends_count)
    await work({
      product,
      operator,
      friends: friends.map((phone) => phone.number),
      messages: Number(values.messages),
      customers: []
    })
  })

const measureShared = (): Promise<void> =>
  inFleet(async (fleet) => {
    for (const sessions of steps) {
      await growFleet(fleet, 0, 1)
      await fleet.operator.place('shared')
      await fleet.operator.scaleTo(1)
      const to_qr_ms = await growFleet(fleet, sessions, 1)
      await fleet.operator.scaleTo(1)
      done(await measureFleet(fleet, 'shared', to_qr_ms))
      // Fewer are left where they are: workers are not levelled for a handful.
      if (sessions < workers_max * 10) continue
      await fleet.operator.scaleTo(workers_max)
      done(await measureFleet(fleet, 'shared', to_qr_ms))
    }
    for (let count = 0; count < starts_measured; count++)
      starts_ms.push(await fleet.operator.startOne())
  })

/** As many customers as there may be workers, with one number each or more; or one number for each worker. */
const measureOwn = (placement: 'tenant' | 'dedicated'): Promise<void> =>
  inFleet(async (fleet) => {
    await growFleet(fleet, 0, workers_max)
    await fleet.operator.place(placement)
    const most = placement === 'dedicated' ? workers_max : Number.POSITIVE_INFINITY
    for (const sessions of steps.filter((one) => one >= workers_max && one <= most))
      done(await measureFleet(fleet, placement, await growFleet(fleet, sessions, workers_max)))
  })

for (const placement of values.placements.split(',') as Placement[])
  await (placement === 'shared' ? measureShared() : measureOwn(placement))

const ofProduct = ({ cpu }: FleetPoint): number => cpu.gateway + cpu.worker + cpu.database
const least = Math.min(...points.map(ofProduct))
if (values.json) console.log(JSON.stringify({ points, starts_ms }))
else {
  printTable(
    'A text through the whole product: processor milliseconds of each part, and together against the cheapest',
    [
      '',
      'numbers',
      'workers',
      'gateway',
      'worker',
      'database',
      'together',
      'times',
      'texts/s',
      'accept p95 ms',
      'workers MB',
      'to code ms'
    ],
    points.map((one) => [
      one.placement,
      String(one.sessions),
      String(one.workers),
      one.cpu.gateway,
      one.cpu.worker,
      one.cpu.database,
      ofProduct(one),
      ofProduct(one) / least,
      one.per_second,
      one.accept_p95_ms,
      one.workers_mb,
      one.to_qr_ms
    ])
  )
  console.log(
    `\nOne more worker runs after ${median(starts_ms).toFixed(0)} ms (median of ${starts_ms.length})`
  )
}
