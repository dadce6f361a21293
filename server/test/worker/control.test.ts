import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import { createWorkerControl, type WorkerClient } from '../../src/control/client.ts'
import type { WorkerAddress } from '../../src/control/contract.ts'
import { controlToken } from '../../src/control/token.ts'
import { AppError } from '../../src/domain/errors.ts'
import { newId } from '../../src/domain/ids.ts'
import { createKeyRing } from '../../src/lib/key-ring.ts'
import { moves_at_once_max } from '../../src/orchestrator/rules.ts'
import { freePort } from '../../testkit/free-port.ts'
import { until } from '../../testkit/until.ts'

const secret = Buffer.alloc(32, 3)
type Call = { method: string; url: string; token: string; body: string }

const worker = async (
  t: TestContext,
  answer: (response: ServerResponse, call: Call) => void
): Promise<{ address: WorkerAddress; calls: Call[]; client: WorkerClient }> => {
  const calls: Call[] = []
  const server = createServer(async (request: IncomingMessage, response) => {
    const body = Buffer.concat(await request.toArray()).toString()
    const call = {
      method: request.method ?? '',
      url: request.url ?? '',
      token: request.headers.authorization ?? '',
      body
    }
    calls.push(call)
    answer(response, call)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const client = createWorkerControl(createKeyRing([secret]))
  t.after(async () => {
    await client.close()
    server.closeAllConnections()
    server.close()
  })
  return { address: { instance_id: newId('instance'), host: '127.0.0.1', port }, calls, client }
}

test('every call goes to its route with the token of the instance', async (t) => {
  const { address, calls, client } = await worker(t, (response, { url }) =>
    url === '/metrics' || url === '/logs'
      ? response.writeHead(200).end('[]')
      : url.includes('/calls/')
        ? response.writeHead(200).end('{}')
        : response.writeHead(204).end()
  )
  const id = newId('session')
  await client.assign(address, [{ session_id: id, tenant_id: 'ten_1', epoch: 2, key: 'a2V5' }])
  await client.release(address, id, 'moved')
  await client.restart(address, id)
  await client.logout(address, id)
  await client.call(address, id, 'confirm_passkey', {})
  assert.deepEqual(await client.metrics(address), [])
  assert.deepEqual(await client.logs(address), [])
  await client.drain(address)
  assert.deepEqual(
    calls.map((call) => `${call.method} ${call.url.replace(id, ':id')}`),
    [
      'POST /sessions',
      'DELETE /sessions/:id?why=moved',
      'POST /sessions/:id/restart',
      'POST /sessions/:id/logout',
      'POST /sessions/:id/calls/confirm_passkey',
      'GET /metrics',
      'GET /logs',
      'POST /drain'
    ]
  )
  assert.deepEqual(JSON.parse(calls[0]?.body ?? ''), {
    sessions: [{ session_id: id, tenant_id: 'ten_1', epoch: 2, key: 'a2V5' }]
  })
  const token = `Bearer ${controlToken(secret, address.instance_id)}`
  assert.ok(calls.every((call) => call.token === token))
})

test('what the worker refuses is our error of its code; nonsense and silence are worker_unreachable', async (t) => {
  const answers = [
    (response: ServerResponse) =>
      response
        .writeHead(409)
        .end('{"code":"qr_not_ready","detail":"In a moment.","retry_after_s":9}'),
    (response: ServerResponse) => response.writeHead(500).end('{"code":"made_up"}'),
    (response: ServerResponse) => response.writeHead(502).end('<html>'),
    (response: ServerResponse) => response.writeHead(200).end('<html>'),
    (response: ServerResponse) => response.destroy()
  ]
  const { address, client } = await worker(t, (response) => answers.shift()?.(response))
  const refusal = async (): Promise<AppError> => {
    const error = await client.health(address).then(
      () => undefined,
      (failure: unknown) => failure
    )
    assert.ok(error instanceof AppError)
    return error
  }
  const refused = await refusal()
  assert.deepEqual(
    [refused.code, refused.detail, refused.retry_after_s],
    ['qr_not_ready', 'In a moment.', 9]
  )
  for (const what of ['an unknown code', 'no JSON', 'no JSON though well', 'a closed connection']) {
    assert.equal((await refusal()).code, 'worker_unreachable', what)
  }
  const nobody = { ...address, port: await freePort() }
  await assert.rejects(client.restart(nobody, 'ses_1'), { code: 'worker_unreachable' })
})

test('a worker that does not answer a health question in time is unreachable', async (t) => {
  const { address, client } = await worker(t, () => undefined)
  await assert.rejects(client.health(address), { code: 'worker_unreachable' })
})

test('a worker that takes its time to let go of sessions is still asked how it is', async (t) => {
  const held: ServerResponse[] = []
  const { address, client } = await worker(t, (response, { method }) => {
    if (method === 'DELETE') held.push(response)
    else response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}')
  })
  const releases = Array.from({ length: 50 }, (_, index) =>
    client.release(address, `ses_${index}`, 'moved')
  )
  // As many as may be on their way at once are let go of at once.
  await until('many are being let go of', () => held.length >= moves_at_once_max)
  assert.deepEqual(await client.health(address), { status: 'ok' })
  for (let ended = 0; ended < releases.length; ended++) {
    const response = await until('one more is asked for', () => held.shift())
    response.writeHead(204).end()
  }
  await Promise.all(releases)
})

test('of many pokes one is under way and one waits, and failures trouble nobody', async (t) => {
  const waiting: ServerResponse[] = []
  const { address, calls, client } = await worker(t, (response) => void waiting.push(response))
  for (let count = 0; count < 100; count++) client.poke(address)
  await until('the first arrived', () => waiting.length === 1)
  for (let count = 0; count < 100; count++) client.poke(address)
  waiting.shift()?.writeHead(204).end()
  await until('one more arrived', () => waiting.length === 1)
  waiting.shift()?.destroy()
  client.poke({ ...address, instance_id: 'ins_other', port: await freePort() })
  await client.close()
  assert.equal(calls.length, 2)
})

test('a code that is no error of ours counts as no answer, whatever objects are made of', async (t) => {
  for (const code of ['constructor', 'toString', '__proto__', 'unknown', 7, null]) {
    const { address, client } = await worker(t, (response) =>
      response.writeHead(409).end(JSON.stringify({ code }))
    )
    await assert.rejects(
      client.restart(address, newId('session')),
      (error) => error instanceof AppError && error.code === 'worker_unreachable'
    )
  }
})
