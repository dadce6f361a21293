import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { harness } from '../../testkit/app.ts'
import { bearer, type EventSocket, listening, refusedSocket } from '../../testkit/event-socket.ts'
import { seedSession } from '../../testkit/seed-session.ts'

test('a handshake of nobody, without the scope, of bad values or that is none is refused as a problem', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const { address, open } = await listening(t, app)
  const key = async (scopes: string[]) =>
    (await app.as(tenant).post('/api/v1/api-keys', { name: 'x', scopes })).json().key
  const refused = async (headers: Record<string, string>, query = '') => {
    const { status, problem } = await refusedSocket(`${address}/ws${query}`, headers)
    return [status, problem.code, ...problem.errors.map(({ path }) => path)]
  }
  const mine = bearer(tenant)
  assert.deepEqual(await refused({ authorization: 'Bearer x' }), [401, 'unauthenticated'])
  assert.deepEqual(await refused({ 'x-api-key': await key(['messages:read']) }), [
    403,
    'scope_missing'
  ])
  const wrong: [string, string][] = [
    ['?types=lost', 'types.0'],
    ['?session_id=x', 'session_id'],
    ['?last_event_id=17', 'last_event_id'],
    ['?types=message.nothing.*', 'types.0'],
    ['?senders=nobody', 'senders.0'],
    ['?directions=up', 'directions.0'],
    ['?token=x', 'token']
  ]
  for (const [query, path] of wrong)
    assert.deepEqual(await refused(mine, query), [422, 'validation_failed', path], query)
  const plain = await app.as(tenant).get('/ws')
  assert.deepEqual([plain.statusCode, plain.json().code], [426, 'upgrade_required'])
  assert.equal(plain.headers['upgrade'], 'websocket')
  // What comes after the handshake ends with a code that says the same.
  const ended = async (one: EventSocket) => {
    const { code, reason } = await one.closed()
    return [code, reason]
  }
  const auth = (token: string) => ({ type: 'auth', token })
  const foreign = await seedSession(app, await app.seed.tenant())
  const no_message = await key(['sessions:read'])
  const rows: [EventSocket, number, string][] = [
    [open({}, '', auth('x')), 4401, 'unauthenticated'],
    [open({}, '', auth(await key(['messages:read']))), 4403, 'scope_missing'],
    [open({}, '', 'hello'), 4400, 'bad_request'],
    [open({}, '', { ...auth('x'), more: 1 }), 4400, 'bad_request'],
    [open({}, '', auth('x'.repeat(9_000))), 1009, ''],
    [open(mine, '', 'hello'), 4400, 'bad_request'],
    [open(mine, `?session_id=${foreign}`), 4404, 'not_found'],
    [open(mine, `?session_ids=${foreign}`), 4404, 'not_found'],
    [open(mine, `?session_id=${newId('session')}`), 4404, 'not_found'],
    [open({ 'x-api-key': no_message }, '?types=message.sent'), 4403, 'scope_missing']
  ]
  for (const [one, code, reason] of rows) assert.deepEqual(await ended(one), [code, reason])
})

test('other requests that ask for an upgrade are answered as if they had not', async (t) => {
  const app = await harness(t)
  const { address } = await listening(t, app)
  const { hostname, port } = new URL(address)
  const ask = (head: string, body = ''): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => socket.write(`${head}\r\n\r\n${body}`))
      let text = ''
      socket.on('data', (piece) => {
        text += piece
      })
      socket.on('end', () => resolve(text)).on('error', reject)
    })
  const upgrade = `Host: x\r\nConnection: close, Upgrade\r\nUpgrade: h2c`
  assert.match(await ask(`GET /health/live HTTP/1.1\r\n${upgrade}`), /^HTTP\/1.1 200 /)
  const body = '{"email":"x","password":"y"}'
  const typed = `Content-Type: application/json\r\nContent-Length: ${body.length}`
  assert.match(
    await ask(`POST /api/v1/auth/login HTTP/1.1\r\n${upgrade}\r\n${typed}`, body),
    /^HTTP\/1.1 422 /
  )
  const socket = 'GET /ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket'
  const version = 'Sec-WebSocket-Version: '
  assert.match(
    await ask(`${socket}\r\n${version}13`),
    /^HTTP\/1.1 400 [\s\S]*Sec-WebSocket-Key is missing/
  )
  assert.match(
    await ask(`${socket}\r\n${version}8`),
    /^HTTP\/1.1 426 [\s\S]*sec-websocket-version: 13/i
  )
})
