import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { type TestContext, test } from 'node:test'
import { requestOf } from '../src/client.ts'
import { operation_table } from '../src/generated/operations.ts'
import { ConnectionError, createClient, everyOf, GatewayError } from '../src/index.ts'
import { mayPass, pauseOf } from '../src/send.ts'

type Told = { method: string; url: string; key: string | undefined; body: string }

/** A server that answers as it is told, one after another, and keeps what it was asked. */
const answering = async (
  t: TestContext,
  answers: ((request: IncomingMessage, response: ServerResponse) => void)[]
) => {
  const told: Told[] = []
  const server = createServer(async (request, response) => {
    const body = (await buffer(request)).toString()
    const { method = '', url = '', headers } = request
    told.push({ method, url, body, key: headers['idempotency-key']?.toString() })
    answers[Math.min(told.length, answers.length) - 1]?.(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, told }
}

const json =
  (status: number, body: unknown, headers = {}) =>
  (_: IncomingMessage, response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(body === undefined ? '' : JSON.stringify(body))
  }
const cutOff = (request: IncomingMessage): void => void request.socket.destroy()
const away = json(503, { code: 'database_away', title: 'Away', status: 503 })
const message = {
  session_id: 'ses_1',
  to: '+201001234567',
  type: 'text',
  text: { body: 'hi' }
} as const

test('the arguments of a call go into its path, its query and its body', async () => {
  const given: [keyof typeof operation_table, Record<string, unknown>, string, string | null][] = [
    ['getMessage', { id: 'msg_1' }, 'GET /api/v1/messages/msg_1', null],
    ['getMessage', { id: 'a/b?c' }, 'GET /api/v1/messages/a%2Fb%3Fc', null],
    ['getChat', { id: 'ses_1', chat: '@ada' }, 'GET /api/v1/sessions/ses_1/chats/%40ada', null],
    [
      'listMessages',
      { session_id: 'ses_1', limit: 5, cursor: undefined },
      'GET /api/v1/messages?limit=5&session_id=ses_1',
      null
    ],
    [
      'deleteSession',
      { id: 'ses_1', force: true },
      'DELETE /api/v1/sessions/ses_1?force=true',
      null
    ],
    [
      'editMessage',
      { id: 'msg_1', text: { body: 'new' } },
      'PATCH /api/v1/messages/msg_1',
      '{"text":{"body":"new"}}'
    ],
    ['sendMessage', message, 'POST /api/v1/messages', JSON.stringify(message)],
    ['stopSession', { id: 'ses_1' }, 'POST /api/v1/sessions/ses_1/stop', null]
  ]
  for (const [id, args, line, body] of given) {
    const request = requestOf('http://gateway', operation_table[id], args, {})
    assert.equal(`${request.method} ${request.url.replace('http://gateway', '')}`, line)
    assert.equal(request.body === null ? null : await request.text(), body, id)
  }
  assert.throws(
    () => requestOf('http://gateway', operation_table.getMessage, {}, {}),
    /"id" is missing/
  )
  assert.throws(
    () => requestOf('http://gateway', operation_table.getMessage, { id: '' }, {}),
    TypeError
  )
})

test('a call that failed in a way that may pass is repeated, with one idempotency key', async (t) => {
  const { url, told } = await answering(t, [away, cutOff, json(202, { id: 'msg_1' })])
  const sent = await createClient({ url, api_key: 'wak_1' }).sendMessage(message)
  assert.equal(sent.id, 'msg_1')
  assert.equal(told.length, 3)
  assert.equal(new Set(told.map((one) => one.key)).size, 1)
  assert.match(told[0]?.key ?? '', /^[0-9a-f-]{36}$/)
  assert.equal(new Set(told.map((one) => one.body)).size, 1)
})

test('what may have been done, and has no idempotency key, is not repeated', async (t) => {
  const { url, told } = await answering(t, [cutOff])
  const client = createClient({ url })
  await assert.rejects(client.logIn({ email: 'a@b.c', password: 'x' }), ConnectionError)
  assert.equal(told.length, 1)
  assert.equal(told[0]?.key, undefined)
})

test('a refusal is thrown with its code, its fields and what to do, and is not repeated', async (t) => {
  const problem = {
    code: 'validation_failed',
    status: 422,
    title: 'Some values are not valid',
    detail: 'Look at "errors" for the fields to correct.',
    errors: [{ field: 'to', message: 'missing' }]
  }
  const { url, told } = await answering(t, [json(422, problem, { 'x-request-id': 'req_1' })])
  await assert.rejects(createClient({ url }).sendMessage(message), (error) => {
    assert.ok(error instanceof GatewayError)
    assert.equal(error.code, 'validation_failed')
    assert.equal(error.request_id, 'req_1')
    assert.deepEqual(error.problem, problem)
    assert.match(error.message, /not valid: Look at "errors"/)
    return true
  })
  assert.equal(told.length, 1)
})

test('what somebody else on the way answers is told as that, and not as an answer of the gateway', async (t) => {
  const { url } = await answering(t, [
    (_, response) =>
      void response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>no</h1>')
  ])
  await assert.rejects(createClient({ url }).getMe(), { code: 'not_the_gateway', status: 404 })
})

test('a call waits no longer than it may, and ends when its caller has had enough', async (t) => {
  const { url } = await answering(t, [() => undefined])
  const client = createClient({ url, retries: 0, timeout_ms: 50 })
  await assert.rejects(client.getMe(), /GET \/api\/v1\/auth\/me was not answered in time/)
  const enough = new AbortController()
  const asked = createClient({ url }).getMe({}, { signal: enough.signal })
  enough.abort(new Error('enough'))
  await assert.rejects(asked, /enough/)
})

test('each attempt has the token of its moment', async (t) => {
  const seen: (string | undefined)[] = []
  const { url } = await answering(t, [
    (request, response) => {
      seen.push(request.headers.authorization)
      if (seen.length === 1) away(request, response)
      else json(200, { id: 'usr_1' })(request, response)
    }
  ])
  let nth = 0
  await createClient({ url, token: () => `token ${++nth}` }).getMe()
  assert.deepEqual(seen, ['Bearer token 1', 'Bearer token 2'])
})

test('a list is read to its end, page after page', async (t) => {
  const { url, told } = await answering(t, [
    json(200, { data: [{ id: 'a' }, { id: 'b' }], next_cursor: 'c2' }),
    json(200, { data: [], next_cursor: 'c3' }),
    json(200, { data: [{ id: 'c' }], next_cursor: null })
  ])
  const client = createClient({ url })
  const ids: string[] = []
  for await (const one of everyOf(client.listMessages, { limit: 2 })) ids.push(one.id)
  assert.deepEqual(ids, ['a', 'b', 'c'])
  assert.deepEqual(
    told.map((one) => new URL(one.url, url).search),
    ['?limit=2', '?limit=2&cursor=c2', '?limit=2&cursor=c3']
  )
})

test('pauses grow, end at twenty seconds, and differ between callers', () => {
  assert.deepEqual(
    [0, 1, 2, 10].map((attempt) => pauseOf(attempt, () => 1)),
    [250, 500, 1000, 20_000]
  )
  assert.equal(
    pauseOf(2, () => 0),
    500
  )
})

test('only what may pass within a minute is tried again', () => {
  const of = (status: number, code: string, retry_after?: number): boolean =>
    mayPass(
      new GatewayError(
        { code, title: 't', status } as never,
        new Response(null, {
          status,
          headers: retry_after === undefined ? {} : { 'retry-after': String(retry_after) }
        })
      )
    )
  assert.equal(of(503, 'busy'), true)
  assert.equal(of(503, 'busy', 60), true)
  assert.equal(of(429, 'quota_exceeded', 86_400), false)
  assert.equal(of(409, 'idempotency_running'), true)
  assert.equal(of(409, 'session_not_linked'), false)
  assert.equal(of(500, 'internal_error'), false)
  assert.equal(of(401, 'unauthenticated'), false)
})
