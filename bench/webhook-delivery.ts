import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { newId } from '../server/src/domain/ids.ts'
import { seal } from '../server/src/lib/crypto.ts'
import { openDb } from '../server/src/lib/db.ts'
import { putAnyEvents } from '../server/testkit/any-events.ts'
import { startCluster } from '../server/testkit/database.ts'
import { deliveryOf } from '../server/testkit/delivery-fixture.ts'

// How long an event takes to its receiver at ten a second, and how many a burst delivers: node bench/webhook-delivery.ts
const cluster = await startCluster()
const url = (role: string): string =>
  cluster.address.replace('DATABASE', 'gateway_template').replace('ROLE', role)
const owner = openDb({ url: url('wa_owner'), connections_max: 4, application_name: 'bench' })
const tenant_id = newId('tenant')
const webhook_id = newId('webhook')
const sent_ms = new Map<number, number>()
const took_ms: number[] = []
let received = 0

const server = createServer(async (request, response) => {
  const chunks = await request.toArray()
  response.writeHead(204).end()
  received++
  const { data } = JSON.parse(Buffer.concat(chunks).toString()) as { data: { number: number } }
  const begun = sent_ms.get(data.number)
  if (begun !== undefined) took_ms.push(performance.now() - begun)
}).listen(0, '127.0.0.1')
await once(server, 'listening')
const { port } = server.address() as AddressInfo

await owner.query("insert into tenants (id, name) values ($1, 'Bench')", [tenant_id])
await owner.query(
  "insert into webhooks (id, tenant_id, url, event_types, sealed_secret) values ($1, $2, $3, '{*}', $4)",
  [
    webhook_id,
    tenant_id,
    `http://127.0.0.1:${port}/`,
    seal(Buffer.alloc(32, 9), Buffer.from(`whsec_${'A'.repeat(32)}`), `webhook:${webhook_id}`)
  ]
)
const put = (numbers: number[]): Promise<void> =>
  owner.transaction(async (tx) =>
    putAnyEvents(
      tx,
      numbers.map((number) => ({
        tenant_id,
        session_id: null,
        type: 'message.received' as const,
        data: { number, text: { body: 'x'.repeat(300) } }
      }))
    )
  )
const delivery = deliveryOf({
  system_url: url('wa_system'),
  timeout_ms: 10_000,
  allow_loopback: true
})
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
await pause(1_500)

const count = Number(process.env['COUNT'] ?? 300)
for (let number = 0; number < count; number++) {
  await put([number])
  // From the commit on, which is when anybody may know of it.
  sent_ms.set(number, performance.now())
  await pause(100)
}
while (received < count) await pause(20)
took_ms.sort((one, other) => one - other)
const at = (share: number): string => (took_ms[Math.floor(took_ms.length * share)] ?? 0).toFixed(1)
console.log(
  `10/s: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms from commit to receiver`
)

const burst = 5_000
const begun = performance.now()
for (let number = 0; number < burst; number += 100) {
  await put(Array.from({ length: 100 }, (_, index) => 1e6 + number + index))
}
const put_ms = performance.now() - begun
while (received < count + burst) await pause(5)
const all_ms = performance.now() - begun
const rate = (ms: number): string => ((burst / ms) * 1000).toFixed(0)
console.log(`burst of ${burst}: put at ${rate(put_ms)}/s, delivered at ${rate(all_ms)}/s`)
await delivery.stop()
const left = await owner.query('select status, count(*) from webhook_deliveries group by status')
console.log(left)
await owner.close()
server.close()
await cluster.stop()
