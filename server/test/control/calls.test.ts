import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import {
  type CallName,
  callErrors,
  definitionOf,
  readCallInput,
  readCallOutput,
  session_calls,
  writeCallOutput
} from '../../src/control/calls.ts'
import { createWorkerControl } from '../../src/control/client.ts'
import { errors } from '../../src/domain/errors.ts'
import { newId } from '../../src/domain/ids.ts'
import { createKeyRing } from '../../src/lib/key-ring.ts'
import { createLog } from '../../src/lib/log.ts'
import { createRecentLines } from '../../src/lib/recent-lines.ts'
import { createControlPort } from '../../src/worker/control-port.ts'
import type { Worker } from '../../src/worker/worker.ts'
import { call_samples } from '../../testkit/call-samples.ts'

const names = Object.keys(session_calls) as CallName[]

const sent = (value: unknown): Record<string, unknown> => JSON.parse(JSON.stringify(value))

/** Everything that is wrong by one member: too many, too few, or of another kind. */
const spoilt = (value: Record<string, unknown>, strict: boolean): [string, unknown][] => [
  ...(strict ? [['more', { ...value, more: 1 }] as [string, unknown]] : []),
  ...Object.keys(value).flatMap((name): [string, unknown][] => [
    [`without ${name}`, Object.fromEntries(Object.entries(value).filter(([key]) => key !== name))],
    [`${name} is something else`, { ...value, [name]: Array.isArray(value[name]) ? 7 : [7] }]
  ]),
  ['no object', 'x'],
  ['nothing', null]
]

test('what goes in and out of each call is refused when it is wrong, and taken when it is right', () => {
  for (const name of names) {
    const { input, output } = call_samples[name]
    assert.deepEqual(readCallInput(name, input), input)
    const written = sent(writeCallOutput(name, output))
    assert.deepEqual(readCallOutput(name, written), output)
    assert.deepEqual(readCallOutput(name, { ...written, newer: 1 }), output, 'left out')
    for (const [what, wrong] of spoilt(output, false))
      assert.throws(
        () => writeCallOutput(name, wrong as never),
        { code: 'internal' },
        `${name} ${what}`
      )
    for (const [what, wrong] of spoilt(input, true))
      assert.throws(
        () => readCallInput(name, wrong),
        { code: 'validation_failed' },
        `${name} ${what}`
      )
    for (const [what, wrong] of spoilt(written, false))
      assert.throws(() => readCallOutput(name, wrong), { code: 'internal' }, `${name} ${what}`)
  }
})

/** A control port whose session answers as it is told, and a client of it. */
const ends = async (t: TestContext, answer: (name: CallName) => unknown) => {
  const asked: string[] = []
  const worker = {
    runner: () => ({
      call: async (name: CallName) => {
        asked.push(name)
        return answer(name)
      }
    })
  } as unknown as Worker
  const log = createLog({ level: 'silent', role: 'test' })
  const token = 'a token'
  const port = createControlPort({
    worker,
    token,
    log,
    recent: createRecentLines(1_000),
    heard: () => undefined,
    drain: () => undefined
  })
  t.after(() => port.close())
  const post = (name: string, body: unknown) =>
    port.inject({
      method: 'POST',
      url: `/sessions/ses_1/calls/${name}`,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      payload: JSON.stringify(body)
    })
  return { asked, post }
}

test('the worker refuses a wrong input and a wrong answer by itself, and a call that it does not know', async (t) => {
  let answer: (name: CallName) => unknown = (name) => call_samples[name].output
  const { asked, post } = await ends(t, (name) => answer(name))
  for (const name of names) {
    for (const [what, wrong] of spoilt(call_samples[name].input, true)) {
      const { statusCode } = await post(name, wrong)
      assert.ok(statusCode === 422 || statusCode === 400, `${name} ${what}: ${statusCode}`)
    }
  }
  for (const unknown of ['nothing', 'constructor', '__proto__', 'toString'])
    assert.equal((await post(unknown, {})).statusCode, 404, unknown)
  assert.deepEqual(asked, [])
  for (const name of names)
    assert.equal((await post(name, call_samples[name].input)).statusCode, 200)
  assert.deepEqual(asked, names)
  for (const name of names) {
    const { input, output } = call_samples[name]
    for (const [what, wrong] of spoilt(output, false)) {
      answer = () => wrong
      assert.equal((await post(name, input)).json().code, 'internal', `${name} ${what}`)
    }
  }
})

test('the client refuses a wrong input before it is sent, and a wrong answer when it comes', async (t) => {
  let answer = ''
  let asked = 0
  const server = createServer((_request, reply) => {
    asked++
    reply.writeHead(200, { 'content-type': 'application/json' }).end(answer)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const client = createWorkerControl(createKeyRing([Buffer.alloc(32, 3)]))
  t.after(async () => {
    await client.close()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const address = { instance_id: newId('instance'), host: '127.0.0.1', port }
  const call = (name: CallName, input: unknown) =>
    client.call(address, 'ses_1', name, input as never)
  for (const name of names) {
    for (const [what, wrong] of spoilt(call_samples[name].input, true))
      await assert.rejects(call(name, wrong), { code: 'validation_failed' }, `${name} ${what}`)
  }
  assert.equal(asked, 0)
  for (const name of names) {
    const { input, output } = call_samples[name]
    answer = JSON.stringify(output)
    assert.deepEqual(await call(name, input), output)
    for (const [what, wrong] of spoilt(output, false)) {
      if (wrong === null) continue
      answer = JSON.stringify(wrong)
      await assert.rejects(call(name, input), { code: 'internal' }, `${name} ${what}`)
    }
  }
})

test('a worker of an older version, which does not know the call, is told from a thing that is not there', async (t) => {
  const server = createServer((_request, reply) => {
    reply.writeHead(404, { 'content-type': 'application/json' }).end('{"code":"not_found"}')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const client = createWorkerControl(createKeyRing([Buffer.alloc(32, 3)]))
  t.after(async () => {
    await client.close()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const address = { instance_id: newId('instance'), host: '127.0.0.1', port }
  await assert.rejects(client.call(address, 'ses_1', 'read_profile', {}), {
    code: 'worker_unreachable',
    retry_after_s: 30
  })
})

test('each call names errors that there are, ends in time, and counts what it says it counts', () => {
  for (const name of names) {
    const { timeout_ms, counts_each, rate, needs, input } = definitionOf(name)
    const codes = callErrors(name)
    assert.ok(codes.every((code) => Object.hasOwn(errors, code)))
    assert.equal(new Set(codes).size, codes.length, name)
    assert.ok(timeout_ms > 0 && timeout_ms <= 15_000, name)
    if (counts_each) assert.ok(rate && Object.hasOwn(input.shape, counts_each), name)
    assert.equal(
      rate !== undefined,
      needs === 'connected',
      `${name}: what asks WhatsApp is counted`
    )
  }
})
