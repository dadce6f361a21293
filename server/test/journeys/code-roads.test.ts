import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Caller, type Json, type Product, startProduct } from '../../testkit/product.ts'
import { until } from '../../testkit/until.ts'
import { startReceiver } from '../../testkit/webhook-receiver.ts'

const rotations = 6
/** On a machine that does nothing else a code is on each road within 100 ms; the rest is what the road takes for anything. */
const within_ms = 100
const noise = 4

const median = (values: number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0

type Heard = { at: number; event: Json }

/** Every event of the tenant with when it came. */
const tailEvents = async (
  t: { after(end: () => unknown): void },
  product: Product,
  token: string
): Promise<Heard[]> => {
  const heard: Heard[] = []
  const over = new AbortController()
  t.after(() => over.abort())
  const response = await fetch(`${product.url}/api/v1/events/stream`, {
    headers: { authorization: `Bearer ${token}` },
    signal: over.signal
  })
  assert.equal(response.status, 200)
  const read = async (): Promise<void> => {
    let text = ''
    for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
      text += Buffer.from(part).toString()
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) {
        const data = /^data: (.*)$/m.exec(block)?.[1]
        if (data) heard.push({ at: Date.now(), event: JSON.parse(data) })
      }
    }
  }
  read().catch(() => undefined)
  return heard
}

/** Waits for one code after the other, as a program that shows them does. */
const followCodes = (
  t: { after(end: () => unknown): void },
  customer: Caller,
  session_id: string
): { at: number; qr: string }[] => {
  const codes: { at: number; qr: string }[] = []
  let closed = false
  t.after(() => {
    closed = true
  })
  const follow = async (): Promise<void> => {
    for (let shown = ''; !closed; ) {
      const query = `wait=5${shown && `&shown=${shown}`}`
      const { status, body } = await customer.get(`/api/v1/sessions/${session_id}/qr?${query}`)
      if (status !== 200 || body.code_id === shown) continue
      codes.push({ at: Date.now(), qr: body.qr })
      shown = body.code_id
    }
  }
  follow().catch(() => undefined)
  return codes
}

test('a code that WhatsApp wants fresh is on every road as soon as anything is on that road: API, stream and webhook', async (t) => {
  const product = await startProduct(t)
  const receiver = await startReceiver(t)
  const customer = await product.register()
  const session = (await customer.post('/api/v1/sessions', { session_name: 'shown' })).body
  const webhook = (await customer.post('/api/v1/webhooks', { url: receiver.url })).body
  const stream = await tailEvents(t, product, customer.token)
  await customer.post('/api/v1/instances', { session_id: session.id })

  const codes = followCodes(t, customer, session.id)
  const webhooks = (type: string) => receiver.deliveries.filter((one) => one.event.type === type)
  const shownTimes = (times: number): Promise<unknown> =>
    until(
      `code ${times} is on every road`,
      () =>
        codes.length === times &&
        stream.filter(({ event }) => event.type === 'session.qr').length === times &&
        webhooks('session.qr').length === times
    )
  await shownTimes(1)
  for (let rotation = 1; rotation <= rotations; rotation++) {
    const form = rotation % 2 ? 'refresh' : 'rotate'
    assert.deepEqual(await product.simulator.refreshCodes({ form }), { asked: 1 })
    await shownTimes(rotation + 1)
  }
  const [first] = codes
  for (const { qr } of codes)
    assert.equal(qr.split(',')[0], first?.qr.split(',')[0], 'one reference')
  assert.equal(new Set(codes.map(({ qr }) => qr)).size, rotations + 1, 'each with its own secret')

  // What each road takes for anything else.
  const plain: number[] = []
  for (let tests = 1; tests <= rotations; tests++) {
    const asked = Date.now()
    await customer.get(`/api/v1/sessions/${session.id}/qr`)
    plain.push(Date.now() - asked)
    await customer.post(`/api/v1/webhooks/${webhook.id}/test`)
    await until('the test came', () => webhooks('webhook.test').length === tests)
  }
  const told = stream.filter(({ event }) => event.type === 'session.qr').slice(1)
  const delays = (of: number[]): number =>
    median(of.slice(1).map((at, index) => at - Date.parse(told[index]?.event.created_at)))
  const streamDelay = (type: string): number =>
    median(
      stream
        .filter(({ event }) => event.type === type)
        .slice(type === 'session.qr' ? 1 : 0)
        .map(({ at, event }) => at - Date.parse(event.created_at))
    )
  const webhookDelay = (type: string): number =>
    median(
      webhooks(type)
        .slice(type === 'session.qr' ? 1 : 0)
        .map(({ at, event }) => at - Date.parse(event.created_at))
    )
  const roads = {
    API: [delays(codes.map(({ at }) => at)), median(plain)],
    stream: [streamDelay('session.qr'), streamDelay('webhook.test')],
    webhook: [webhookDelay('session.qr'), webhookDelay('webhook.test')]
  } as const
  for (const [road, [fresh_ms, own_ms]] of Object.entries(roads)) {
    t.diagnostic(`${road}: a fresh code after ${fresh_ms} ms, anything else after ${own_ms} ms`)
    assert.ok(
      fresh_ms <= noise * (own_ms + within_ms),
      `${road}: ${fresh_ms} ms, and ${own_ms} ms for anything else`
    )
  }
})
