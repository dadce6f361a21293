import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { putAnyEvents } from '../server/testkit/any-events.ts'
import { seedBareTenant, seedWebhook } from '../server/testkit/delivery-fixture.ts'
import { until } from '../server/testkit/until.ts'
import { residentOf } from './support/processes.ts'
import { type Scope, withScope } from './support/scope.ts'
import { startDatabase } from './support/start-gateway.ts'
import { printTable } from './support/table.ts'

// How many deliveries a second one delivery role makes, and whether its memory stays flat: npm run bench:webhooks
// DELIVERIES=200000 in all, WEBHOOKS=10 that share them, AHEAD=20000 events that wait at most
const deliveries = Number(process.env['DELIVERIES'] ?? 200_000)
const webhooks = Number(process.env['WEBHOOKS'] ?? 10)
const ahead = Number(process.env['AHEAD'] ?? 20_000)
const batch = 500
const pieces = 10

const startCounter = async (scope: Scope) => {
  let received = 0
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      received++
      response.writeHead(204).end()
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  scope.after(() => {
    server.close()
    server.closeAllConnections()
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/`, received: () => received }
}

await withScope(async (scope) => {
  const { owner, url } = await startDatabase(scope)
  const counter = await startCounter(scope)
  const tenants: string[] = []
  for (let nth = 0; nth < webhooks; nth++) {
    const tenant_id = await seedBareTenant(owner)
    await seedWebhook(owner, tenant_id, `${counter.url}${nth}`)
    tenants.push(tenant_id)
  }
  const role = fileURLToPath(new URL('../server/testkit/delivery-process.ts', import.meta.url))
  const child = fork(role, [url('wa_system')])
  scope.after(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  })
  const put = (from: number): Promise<void> =>
    owner.transaction(async (tx) =>
      putAnyEvents(
        tx,
        Array.from({ length: Math.min(batch, deliveries - from) }, (_, nth) => ({
          tenant_id: tenants[(from + nth) % tenants.length] ?? '',
          session_id: null,
          type: 'message.received' as const,
          data: { number: from + nth, text: { body: 'x'.repeat(300) } }
        }))
      )
    )
  const rows: (string | number)[][] = []
  let made = 0
  let before = { received: 0, at_ms: performance.now() }
  const began_ms = before.at_ms
  for (let piece = 1; piece <= pieces; piece++) {
    const goal = Math.floor((deliveries * piece) / pieces)
    await until(
      `${goal} were delivered`,
      async () => {
        while (made < deliveries && made - counter.received() < ahead) {
          await put(made)
          made = Math.min(deliveries, made + batch)
        }
        return counter.received() >= goal
      },
      3_600_000
    )
    const now = { received: counter.received(), at_ms: performance.now() }
    const per_second = ((now.received - before.received) * 1_000) / (now.at_ms - before.at_ms)
    rows.push([now.received, per_second, residentOf(child.pid ?? 0)].map(Math.round))
    before = now
  }
  const all_s = (performance.now() - began_ms) / 1_000
  printTable(
    'Deliveries so far',
    ['', 'per second', 'MB resident'],
    rows.map((row) => row.map(String))
  )
  console.log(
    `${deliveries} deliveries to ${webhooks} webhooks: ${Math.round(deliveries / all_s)}/s`
  )
  const left = await owner.query('select status, count(*) from webhook_deliveries group by status')
  console.log(left)
})
