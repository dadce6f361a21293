import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { scopes } from '../../src/domain/tenant.ts'
import { harness } from '../../testkit/app.ts'
import { all_routes } from '../../testkit/calls.ts'
import { readRaw, sendRaw } from '../../testkit/raw.ts'
import { seedInstance } from '../../testkit/resources.ts'
import { seedConnected, seedSession } from '../../testkit/seed-session.ts'
import { type OpenApi, requestsOf } from './fuzz/requests.ts'
import { fuzz, judge, startMeasured } from './fuzz/run.ts'

/** `npm run fuzz` sends thirty thousand. A run is repeated with its seed. */
const count = Number(process.env['FUZZ_REQUESTS'] ?? 300)
const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31))

test(`no request, however wrong, gets a 5xx, an answer that is no problem, or keeps others waiting (seed ${seed})`, async (t) => {
  const app = await harness(t, { routes: all_routes })
  const [tenant, other] = [await app.seed.tenant({ plan: 'unlimited' }), await app.seed.tenant()]
  const person = app.as(tenant)
  const session = await seedConnected(app, tenant)
  const text = { session_id: session, to: '+201001234567', type: 'text', text: { body: 'x' } }
  const ids = [
    session,
    await seedSession(app, tenant),
    await seedSession(app, other),
    await seedInstance(app, tenant),
    (await person.post('/api/v1/webhooks', { url: 'https://example.com/x' })).json().id,
    (await person.post('/api/v1/messages', text)).json().id,
    (await person.post('/api/v1/api-keys', { name: 'x', scopes: ['messages:read'] })).json().id
  ]
  const key = (
    await person.post('/api/v1/api-keys', {
      name: 'fuzz',
      scopes: scopes.filter((scope) => scope !== 'admin')
    })
  ).json().key
  const bearer = (of: { access_token: string }) => ({ authorization: `Bearer ${of.access_token}` })
  const admin = await app.seed.tenant({ role: 'admin' })
  const credentials = [
    bearer(admin),
    bearer(tenant),
    bearer(other),
    { 'x-api-key': key },
    { authorization: `Bearer ${key}` }
  ]
  const document: OpenApi = (await app.anonymous.get('/openapi.json')).json()

  const gateway = await startMeasured(app.urls)
  const control = await startMeasured(null)
  try {
    const requests = requestsOf(document, { ids, credentials })
    const { wrong, by_status } = await fuzz(gateway.address, requests, { count, seed, at_once: 8 })
    const [report, idle] = [await gateway.report(), await control.report()]
    t.diagnostic(
      `${JSON.stringify(by_status)}, away ${report.stalls} times, an idle process ${idle.stalls} times`
    )
    assert.deepEqual(report.failures, [])
    assert.deepEqual(wrong, [])
    const succeeded = Object.entries(by_status).filter(([status]) => status < '300')
    assert.ok(succeeded.reduce((sum, [, one]) => sum + one, 0) > count / 50, 'some get through')
    // Collecting garbage counts too, and a machine whose processors are shared makes it long.
    assert.ok(report.stalls <= 3 * idle.stalls + 3 + count / 1_000, `away ${report.stalls} times`)
  } finally {
    await Promise.all([gateway.end(), control.end()])
  }
})

/** Heads and bodies that HTTP does not allow, or allows and nobody sends. */
const raw_requests = fc.tuple(
  fc.constantFrom('GET', 'POST', 'get', 'BREW', 'G\0T', ''),
  fc.constantFrom(
    '/health/live',
    '/api/v1/auth/login',
    '*',
    'http://x/health/live',
    '/%00',
    '/a b',
    '/é',
    '',
    '//',
    '/?\x7f',
    `/${'x'.repeat(20_000)}`
  ),
  fc.constantFrom('HTTP/1.1', 'HTTP/1.0', 'HTTP/2.0', 'HTTP/9', 'FTP/1.1', ''),
  fc.array(
    fc.constantFrom(
      'content-type: application/json',
      'content-length: 2',
      'content-length: -1',
      'content-length: 99999999999999999999',
      'content-length: 2, 2',
      'transfer-encoding: chunked',
      'transfer-encoding: gzip, chunked',
      'transfer-encoding: nonsense',
      'expect: 100-continue',
      'expect: nonsense',
      'upgrade: websocket',
      'no colon',
      ': no name',
      'bad name: x',
      'x-y: \x01',
      'host:',
      'host: y',
      ' folded: x',
      `x: ${'y'.repeat(9_000)}`,
      `z: ${'y'.repeat(9_000)}`
    ),
    { maxLength: 4 }
  ),
  fc.constantFrom(
    '',
    '{}',
    '2\r\n{}\r\n0\r\n\r\n',
    'zz\r\n{}\r\n0\r\n\r\n',
    '2;x=y\r\n{}\r\n0\r\nt: x\r\n\r\n',
    '{"a"',
    '\xff\xfe',
    'GET / HTTP/1.1\r\n\r\n'
  )
)

test(`bytes that are hardly HTTP are answered with a problem or not at all (seed ${seed})`, async (t) => {
  const app = await harness(t)
  const failures: unknown[] = []
  app.deps.log.error = (about: object) => void failures.push(about)
  const address = await app.server.listen({ host: '127.0.0.1', port: 0 })
  const samples = fc.sample(raw_requests, { numRuns: Math.ceil(count / 5), seed })
  const queue = samples.values()
  const askAll = async (): Promise<void> => {
    for (const [method, path, version, headers, body] of queue) {
      const head = [`${method} ${path} ${version}`, 'host: x', 'connection: close', ...headers]
      const bytes = Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`, 'latin1')
      // The caller ends its side, so that the server does not wait for what was announced.
      const text = await sendRaw(address, bytes, undefined, true)
      const what = JSON.stringify(bytes.toString('latin1').slice(0, 300))
      if (text === '' || text.startsWith('HTTP/1.1 100')) continue
      const answer = readRaw(text)
      const retry_after = /^retry-after: (\d+)/im.exec(text)?.[1] ?? ''
      const clean =
        answer.body.replace(/^[\da-f]+\r\n|\r\n0\r\n\r\n$/g, '').split('HTTP/1.1 ')[0] ?? ''
      assert.equal(judge(answer.status, answer.type, clean, retry_after), null, `${what}: ${text}`)
    }
  }
  await Promise.all(Array.from({ length: 4 }, askAll))
  assert.deepEqual(failures, [])
  assert.equal((await app.anonymous.get('/health/live')).statusCode, 200)
})
