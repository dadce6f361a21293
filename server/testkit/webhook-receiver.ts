import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { Webhook } from 'standardwebhooks'
import { misfitOf } from './event-fit.ts'
import type { Json } from './product.ts'

export type Delivery = {
  id: string
  /** When it was there. */
  at: number
  headers: Record<string, string>
  body: string
  event: Json
}

/** A customer's server: keeps what it was sent, which is as it is documented. `answer` may refuse. */
export const startReceiver = async (
  t: { after(end: () => unknown): void },
  answer: (delivery: Delivery) => number = () => 200
) => {
  const deliveries: Delivery[] = []
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = Buffer.concat(parts).toString()
    const headers = request.headers as Record<string, string>
    const delivery = {
      id: headers['webhook-id'] ?? '',
      at: Date.now(),
      headers,
      body,
      event: JSON.parse(body)
    }
    deliveries.push(delivery)
    response.statusCode = answer(delivery)
    response.end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    server.closeAllConnections()
    server.close()
    const misfits = deliveries.flatMap(({ event }) => misfitOf(event.type, event.data) ?? [])
    assert.deepEqual(misfits.slice(0, 3), [], 'events that are not as they are documented')
  })
  const { port } = server.address() as { port: number }
  return {
    url: `http://127.0.0.1:${port}/hook`,
    deliveries,
    events: (type: string): Json[] =>
      deliveries.filter((one) => one.event.type === type).map((one) => one.event),
    /** Throws when a signature is not that of this secret. */
    verify: (secret: string): void => {
      for (const { body, headers } of deliveries) new Webhook(secret).verify(body, headers)
    }
  }
}
