import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventSpans, shortenedAddress } from '../../src/domain/message-spans.ts'
import { messageOf, readTraceparent, traceOf } from '../../src/domain/message-trace.ts'
import { createTracing } from '../../src/lib/open-telemetry.ts'
import { newSpanId } from '../../src/lib/tracing.ts'

const trace = '4bf92f3577b34da6a3ce929d0e0e4736'
const span = '00f067aa0ba902b7'
const id = 'msg_01926f3cb1c27a01b2c3d4e5f6a7b8c9'

test('traceparent is taken in every form that is valid, and in no other', () => {
  const rows: [header: unknown, kept: string | null][] = [
    [`00-${trace}-${span}-01`, `00-${trace}-${span}-01`],
    [`00-${trace}-${span}-00`, `00-${trace}-${span}-00`],
    [`00-${trace}-${span}-03`, `00-${trace}-${span}-01`],
    [`cc-${trace}-${span}-01-what-comes-later`, `00-${trace}-${span}-01`],
    [`00-${trace}-${span}-01-more`, null],
    [`ff-${trace}-${span}-01`, null],
    [`00-${'0'.repeat(32)}-${span}-01`, null],
    [`00-${trace}-${'0'.repeat(16)}-01`, null],
    [`00-${trace.toUpperCase()}-${span}-01`, null],
    [`00-${trace}-${span}-01, 00-${trace}-${span}-01`, null],
    [`00-${trace}-${span}`, null],
    ['', null],
    [undefined, null]
  ]
  for (const [header, kept] of rows) assert.equal(readTraceparent(header), kept, String(header))
})

test('the trace of a message follows from its id unless a caller has given one, and its first span always does', () => {
  const own = { trace_id: id.slice(4), span_id: id.slice(20), caller_id: null, asked: null }
  assert.deepEqual(traceOf({ id }), own)
  assert.deepEqual(traceOf({ id, traceparent: null }), own)
  const asked = { ...own, trace_id: trace, caller_id: span, asked: true }
  assert.deepEqual(traceOf({ id, traceparent: `00-${trace}-${span}-01` }), asked)
  assert.deepEqual(traceOf({ id, traceparent: `00-${trace}-${span}-00` }), {
    ...asked,
    asked: false
  })
})

test('only events that tell of a message have a trace, and one that arrived begins it', () => {
  assert.equal(messageOf({ type: 'message.sent', data: { id } }), id)
  assert.equal(messageOf({ type: 'session.connected', data: { id } }), null)
  assert.equal(messageOf({ type: 'message.reaction', data: { message_id: id } }), null)
  assert.equal(messageOf({ type: 'message.sent', data: { id: 'msg_1' } }), null)
  const took = { began_ms: 5, ended_ms: 7 }
  const told = (type: string) =>
    eventSpans({ type, session_id: 'ses_1', data: { id } }, took).map(({ name, parent_id }) => [
      name,
      parent_id
    ])
  const below = id.slice(20)
  assert.deepEqual(told('message.read'), [['event message.read', below]])
  assert.deepEqual(told('message.received'), [
    ['receive message', null],
    ['event message.received', below]
  ])
  assert.deepEqual(told('chat.updated'), [])
})

test('addresses in spans are shortened', () => {
  assert.equal(shortenedAddress('491701234567@s.whatsapp.net'), '…567@s.whatsapp.net')
  assert.equal(shortenedAddress('120363000000000123@g.us'), '…123@g.us')
  assert.match(newSpanId(), /^(?!0{16})[0-9a-f]{16}$/)
})

test('every sampler of the specification decides the same for a trace in every process', async () => {
  const ids = Array.from({ length: 400 }, (_, at) => {
    const tail = ((at * 2_654_435_761) >>> 0).toString(16).padStart(8, '0')
    return `01926f3cb1c27a01b2c3d4e5${tail}`
  })
  const share = async (sampler: Parameters<typeof createTracing>[0]['sampler'], ratio: number) => {
    const options = {
      service: { name: 'a', namespace: 'b', version: 'c', instance: 'd' },
      ...{ sampler, ratio, delay_ms: 1_000, queue_max: 10, batch_max: 10, failed: () => undefined }
    }
    const [one, other] = [createTracing(options), createTracing(options)]
    const of = (asked: boolean | null): number =>
      ids.filter((trace_id) => {
        const recorded = one.records({ trace_id, asked })
        assert.equal(other.records({ trace_id, asked }), recorded)
        return recorded
      }).length / ids.length
    const shares = [of(null), of(true), of(false)]
    await Promise.all([one.close(), other.close()])
    return shares
  }
  assert.deepEqual(await share('always_on', 0), [1, 1, 1])
  assert.deepEqual(await share('always_off', 1), [0, 0, 0])
  assert.deepEqual(await share('parentbased_always_on', 0), [1, 1, 0])
  assert.deepEqual(await share('parentbased_always_off', 1), [0, 1, 0])
  for (const [sampler, asked] of [
    ['traceidratio', null],
    ['parentbased_traceidratio', [1, 0]]
  ] as const) {
    const [own = 0, ...given] = await share(sampler, 0.25)
    assert.ok(own > 0.15 && own < 0.35, `${sampler}: ${own}`)
    assert.deepEqual(given, asked ?? [own, own])
  }
})
