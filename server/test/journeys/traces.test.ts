import assert from 'node:assert/strict'
import { test } from 'node:test'
import { customerSession } from '../../testkit/customer-session.ts'
import { type ReceivedSpan, startOtlpReceiver } from '../../testkit/otlp-receiver.ts'
import { until } from '../../testkit/until.ts'
import { startReceiver } from '../../testkit/webhook-receiver.ts'

const caller = { trace: '4bf92f3577b34da6a3ce929d0e0e4736', span: '00f067aa0ba902b7' }

test('one message is one trace from the call to the webhook, shows no text, number or key, and nothing waits for the collector', async (t) => {
  const collector = await startOtlpReceiver(t)
  const receiver = await startReceiver(t)
  const world = await customerSession(t, {
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_EXPORTER_OTLP_HEADERS: 'x-collector-key=key-of-the-collector',
    OTEL_BSP_SCHEDULE_DELAY: '100'
  })
  const { customer, simulator, session_id, friend, phone } = world
  const hook = await customer.post('/api/v1/webhooks', { url: receiver.url })
  assert.equal(hook.status, 201)
  const spansOf = (trace_id: string): ReceivedSpan[] =>
    collector.spans.filter((span) => span.trace_id === trace_id)
  const deliveriesOf = (id: string) =>
    receiver.deliveries.filter(({ event }) => event.data.id === id)

  const text = { type: 'text', text: { body: 'the words of the message' } }
  const asked = await customer.post(
    '/api/v1/messages',
    { session_id, to: friend.number, ...text },
    { traceparent: `00-${caller.trace}-${caller.span}-01`, 'idempotency-key': 'key-of-the-caller' }
  )
  assert.equal(asked.status, 202)
  await simulator.waitReceived(friend.number, { id: asked.body.whatsapp_id })
  await simulator.read(friend.number, { chat: phone.number })
  const types = ['accepted', 'sent', 'delivered', 'read'].map((step) => `message.${step}`)
  const wanted = [
    'accept message',
    'wait in queue',
    'send message',
    'WhatsApp acknowledgement',
    ...types.map((type) => `event ${type}`),
    ...types.map(() => 'deliver webhook')
  ].sort()
  await until('all spans', () => spansOf(caller.trace).length >= wanted.length, 30_000)
  const spans = spansOf(caller.trace)
  assert.deepEqual(spans.map((span) => span.name).sort(), wanted)

  const named = (name: string) => spans.find((span) => span.name === name) as ReceivedSpan
  const accepted = named('accept message')
  assert.equal(accepted.parent_id, caller.span, 'the span of the caller is continued')
  for (const span of spans) {
    const parent =
      span === accepted
        ? caller.span
        : span.name === 'WhatsApp acknowledgement'
          ? named('send message').span_id
          : accepted.span_id
    assert.equal(span.parent_id, parent, span.name)
    assert.equal(span.failed, false, span.name)
    assert.equal(span.attributes['gateway.message.id'], asked.body.id, span.name)
    assert.ok(span.began_ns > 1_500_000_000_000_000_000n && span.ended_ns >= span.began_ns)
  }
  assert.deepEqual(
    ['accept message', 'send message', 'deliver webhook'].map((name) => named(name).service),
    ['gateway-api', 'worker', 'delivery']
  )
  assert.deepEqual(
    deliveriesOf(asked.body.id)
      .map(({ headers }) => headers['traceparent'])
      .sort(),
    spans
      .filter((span) => span.name === 'deliver webhook')
      .map((span) => `00-${caller.trace}-${span.span_id}-01`)
      .sort(),
    'receivers go on where the delivery is'
  )
  assert.equal(collector.headers[0]?.['url'], '/v1/traces')
  assert.equal(collector.headers[0]?.['x-collector-key'], 'key-of-the-collector')

  // Without traceparent the trace follows from the id, also for what arrives, and for each message of a bulk call.
  const bulk = await customer.post('/api/v1/messages/bulk', {
    messages: [1, 2].map(() => ({ session_id, to: friend.number, ...text }))
  })
  const { ids } = await simulator.say(friend.number, { to: phone.number, text: text.text.body })
  const inbound = await until('what arrived', async () => {
    const { body } = await customer.get(`/api/v1/messages?session_id=${session_id}`)
    return body.data.find((one: { whatsapp_id: string }) => one.whatsapp_id === ids[0])
  })
  const roots: [string, string][] = [
    ...bulk.body.results.map((one: { message: { id: string } }) => [
      one.message.id,
      'accept message'
    ]),
    [inbound.id, 'receive message']
  ]
  for (const [id, name] of roots) {
    const trace = id.slice('msg_'.length)
    await until(`the trace of ${name}`, () =>
      ['deliver webhook', name].every((wanted) =>
        spansOf(trace).some((span) => span.name === wanted)
      )
    )
    const root = spansOf(trace).find((span) => span.parent_id === null)
    assert.equal(root?.name, name)
    const parents = new Set(spansOf(trace).map((span) => span.span_id))
    for (const span of spansOf(trace))
      assert.ok(span.parent_id === null || parents.has(span.parent_id), span.name)
  }

  // What the caller does not want recorded is not, and the receiver learns that.
  const unsampled = 'a'.repeat(32)
  const quiet = await customer.post(
    '/api/v1/messages',
    { session_id, to: friend.number, ...text },
    { traceparent: `00-${unsampled}-${caller.span}-00` }
  )
  await until('its delivery', () => deliveriesOf(quiet.body.id).length > 0)
  for (const { headers } of deliveriesOf(quiet.body.id))
    assert.match(headers['traceparent'] ?? '', new RegExp(`^00-${unsampled}-[0-9a-f]{16}-00$`))

  // A collector that is away is nobody's business but the log's.
  collector.close()
  const later = await world.deliver(friend.number, text)
  assert.equal(later.received.text, text.text.body)

  const said = Buffer.concat(collector.raw).toString('latin1')
  for (const secret of [
    text.text.body,
    friend.number,
    phone.number,
    'key-of-the-collector',
    'key-of-the-caller',
    hook.body.secret,
    receiver.url
  ])
    assert.ok(!said.includes(secret), `spans tell ${secret}`)
  assert.equal(spansOf(unsampled).length, 0)
})
