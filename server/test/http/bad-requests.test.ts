import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exceedsJson, findInvalidUtf8, findJsonFault } from '../../src/lib/json-place.ts'
import { encodeCursor } from '../../src/lib/page.ts'
import { harness } from '../../testkit/app.ts'
import { readRaw, sendRaw } from '../../testkit/raw.ts'
import { seedSession } from '../../testkit/seed-session.ts'

const json = { 'content-type': 'application/json' }

test('a body that is not UTF-8 is refused with the byte at which it stops to be', async (t) => {
  const app = await harness(t)
  const caller = app.as(await app.seed.tenant())
  const latin1 = Buffer.from('{"session_name":"Jos\xe9"}', 'latin1')
  const answer = await caller.post('/api/v1/sessions', latin1, json)
  assert.equal(answer.statusCode, 400)
  assert.equal(answer.json().code, 'bad_json')
  assert.match(answer.json().detail, /not UTF-8 from byte 20 on/)
  assert.equal(await app.count('sessions'), 0)
  const replacement = await caller.post('/api/v1/sessions', { session_name: 'a\ufffdb' })
  assert.equal(replacement.json().session_name, 'a\ufffdb')
})

test('the first byte that is not UTF-8 is found behind every kind of character', () => {
  const cases: [Buffer, number | null][] = [
    [Buffer.from(''), null],
    [Buffer.from('aé€😀\ufffd'), null],
    [Buffer.concat([Buffer.from('aé€😀\ufffd'), Buffer.from([0xff])]), 13],
    [Buffer.from([0xed, 0xa0, 0x80]), 0],
    [Buffer.from([0x61, 0xc3]), 1],
    [Buffer.from([0xf0, 0x9f, 0x98, 0x61]), 0]
  ]
  for (const [bytes, place] of cases) assert.equal(findInvalidUtf8(bytes), place)
})

test('a body in another charset or compressed is refused as what it is', async (t) => {
  const app = await harness(t)
  const caller = app.as(await app.seed.tenant())
  const post = (headers: Record<string, string>) =>
    caller.post('/api/v1/sessions', '{"session_name":"x"}', { ...json, ...headers })
  const cases: Record<string, string>[] = [
    { 'content-type': 'application/json; charset=iso-8859-1' },
    { 'content-encoding': 'gzip' }
  ]
  for (const headers of cases) {
    const answer = await post(headers)
    assert.equal(answer.statusCode, 415)
    assert.equal(answer.json().code, 'unsupported_media_type')
  }
  const fine = await post({ 'content-type': 'application/json; charset="UTF-8"' })
  assert.equal(fine.statusCode, 201)
})

test('JSON that cannot be read is refused with line, column and what to do', async (t) => {
  const app = await harness(t)
  const caller = app.as(await app.seed.tenant())
  const cases: [string, string][] = [
    [
      '{"session_name":"two\nlines"}',
      'Line 1, column 21: A line break stands inside a string; write \\n instead.'
    ],
    ['{\n  "session_name": tru\n}', 'Line 2, column 19: Expected a value, found "t".'],
    ['{"a":1,}', 'Line 1, column 8: Expected a name in double quotes, found "}".'],
    ["{'a':1}", 'Line 1, column 2: Expected a name in double quotes or "}", found "\'".'],
    ['{"a":1', 'Line 1, column 7: The text ends here; expected "," or "}" after the value.'],
    ['{"a":"\\x"}', 'Line 1, column 7: There is no such escape; write \\\\ for a backslash.'],
    ['[1 2]', 'Line 1, column 4: Expected "," or "]" after the value, found "2".'],
    ['{} x', 'Line 1, column 4: Expected nothing after the value, found "x".'],
    ['{"a":"b', 'Line 1, column 8: The text ends inside a string; close it with a double quote.'],
    ['{"__proto__":{}}', 'The names "__proto__" and "constructor" are not accepted.']
  ]
  for (const [body, detail] of cases) {
    const answer = await caller.post('/api/v1/sessions', body, json)
    assert.equal(answer.statusCode, 400, body)
    assert.equal(answer.json().detail, detail)
  }
})

test('what JSON.parse takes has no fault, and what it refuses has one', () => {
  const good = [
    '0',
    '-1.5e+3',
    'true',
    ' [ ] ',
    '{"a":[{},[null,""]]}',
    '"\\u00e9\\n"',
    '[1,2,{"b":false}]'
  ]
  for (const text of good) assert.equal(findJsonFault(text), null, text)
  for (const text of good) {
    for (let at = 0; at < text.length; at++) {
      for (const put of ['', '"', ',', '}', '\\', '1', '\u0001']) {
        const changed = text.slice(0, at) + put + text.slice(at + 1)
        let parses = true
        try {
          JSON.parse(changed)
        } catch {
          parses = false
        }
        assert.equal(findJsonFault(changed) === null, parses, JSON.stringify(changed))
      }
    }
  }
})

test('depth and width of JSON are seen without parsing it', () => {
  const max = { depth: 3, values: 4 }
  const cases: [string, string | null][] = [
    ['[[[1]]]', null],
    ['[[[[', 'depth'],
    ['["[[[[", "{\\"{{{{"]', null],
    ['[1,2,3,4]', null],
    ['[1,2,3,4,5', 'values'],
    ['[",,,,,,"]', null]
  ]
  for (const [text, excess] of cases)
    assert.equal(exceedsJson(Buffer.from(text), max), excess, text)
})

test('a body nested too deeply is refused on every route, with an Idempotency-Key too', async (t) => {
  const app = await harness(t)
  const caller = app.as(await app.seed.tenant())
  const deep = '['.repeat(100_000)
  for (const body of [`{"messages":[${deep}`, `{"messages":[${deep}${']'.repeat(100_000)}]}`]) {
    const answer = await caller.post('/api/v1/messages/bulk', body, {
      ...json,
      'idempotency-key': 'deep'
    })
    assert.equal(answer.statusCode, 422)
    assert.match(answer.json().errors[0].message, /nested deeper than 32/)
  }
  const wide = await caller.post(
    '/api/v1/webhooks',
    `{"event_types":[${'1,'.repeat(30_000)}1]}`,
    json
  )
  assert.match(wide.json().errors[0].message, /more than 20000 values/)
})

test('an answer names twenty wrong fields at most, says how many there are, and echoes no long name', async (t) => {
  const app = await harness(t)
  const caller = app.as(await app.seed.tenant())
  const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`f${index}`, 1]))
  const answer = await caller.post('/api/v1/sessions', { session_name: 'x', ...many })
  assert.equal(answer.statusCode, 422)
  assert.equal(answer.json().errors.length, 20)
  assert.equal(answer.json().errors_total, 5_000)
  const long = await caller.post('/api/v1/sessions', {
    session_name: 'x',
    ['n'.repeat(900_000)]: 1
  })
  assert.ok(long.body.length < 2_000, `${long.body.length} bytes`)
})

test('a cursor of another list, or of no list, is refused', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const caller = app.as(tenant)
  for (let count = 0; count < 2; count++) await seedSession(app, tenant)
  const { next_cursor } = (await caller.get('/api/v1/sessions?limit=1')).json()
  assert.equal((await caller.get(`/api/v1/sessions?cursor=${next_cursor}`)).statusCode, 200)
  const cursors = [
    next_cursor,
    encodeCursor('a\0b'),
    encodeCursor('1.2'),
    encodeCursor('x'),
    encodeCursor('')
  ]
  const lists = ['messages', 'webhooks', 'api-keys', 'audit-log', 'instances', 'events', 'sessions']
  for (const list of lists) {
    for (const cursor of cursors) {
      const own = list === 'sessions' && cursor === next_cursor
      const log = list === 'events' && cursor === encodeCursor('1.2')
      const answer = await caller.get(`/api/v1/${list}?cursor=${cursor}`)
      assert.equal(answer.statusCode, own || log ? 200 : 422, `${list} ${cursor}`)
      if (!own && !log) assert.equal(answer.json().errors[0].path, 'cursor')
    }
  }
})

test('an address that a proxy writes with port, brackets, zone or nonsense does no harm', async (t) => {
  const app = await harness(t)
  const { email, password } = await app.seed.tenant()
  const cases: [string, string][] = [
    ['203.0.113.7:4711', '203.0.113.7'],
    ['[2001:db8::1]:4711', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['unknown', '127.0.0.1'],
    ['<script>, 10.0.0.1', '10.0.0.1'],
    ['9'.repeat(500), '127.0.0.1']
  ]
  for (const [forwarded, ip] of cases) {
    const headers = { 'x-forwarded-for': forwarded }
    const answer = await app.anonymous.post('/api/v1/auth/login', { email, password }, headers)
    assert.equal(answer.statusCode, 200, `${forwarded}: ${answer.body}`)
    const [row] = await app.owner.query<{ ip: string }>(
      'select host(ip) as ip from audit_log order by id desc limit 1'
    )
    assert.equal(row?.ip, ip)
    assert.ok((await app.anonymous.get('/metrics', headers)).statusCode < 500)
  }
})

test('what is no HTTP is answered as a problem, and so is what is too long or asks for too much', async (t) => {
  const app = await harness(t)
  const address = await app.server.listen({ host: '127.0.0.1', port: 0 })
  const post = 'POST /api/v1/auth/login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n'
  const cases: [string, number, string][] = [
    ['nonsense\r\n\r\n', 400, 'bad_request'],
    ['GET / HTTP/9.9\r\n\r\n', 400, 'bad_request'],
    ['GET /\u00e9 \r\n\r\n', 400, 'bad_request'],
    ['GET / HTTP/1.1\r\nhost: x\r\nbad header: x\r\n\r\n', 400, 'bad_request'],
    [`GET /${'x'.repeat(20_000)} HTTP/1.1\r\nhost: x\r\n\r\n`, 431, 'headers_too_large'],
    [`GET / HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`, 431, 'headers_too_large'],
    [`${post}content-length: 5, 6\r\n\r\n{}`, 400, 'bad_request'],
    [`${post}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n{}`, 400, 'bad_request'],
    [`${post}transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`, 400, 'bad_request'],
    [
      `${post}expect: 200-ok\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}`,
      417,
      'expectation_failed'
    ],
    [
      'PROPFIND /health HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
      405,
      'method_not_allowed'
    ],
    [
      'GET /api-docs/static/../../x HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
      404,
      'not_found'
    ],
    [
      'GET /api-docs/static/..%2f..%2fx HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
      404,
      'not_found'
    ],
    ['OPTIONS * HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n', 404, 'not_found']
  ]
  const failures: unknown[] = []
  app.deps.log.error = (about: object) => void failures.push(about)
  for (const [bytes, status, code] of cases) {
    const answer = readRaw(await sendRaw(address, Buffer.from(bytes, 'latin1')))
    assert.equal(answer.status, status, `${bytes.slice(0, 60)}: ${answer.body}`)
    assert.match(answer.type, /^application\/problem\+json/)
    assert.equal(JSON.parse(answer.body).code, code)
  }
  assert.deepEqual(failures, [])
})

test('the reason of a refusal is shown up to 503, and nothing of a fault of ours', async (t) => {
  const app = await harness(t)
  const caller = app.as(await app.seed.tenant())
  const { AppError } = await import('../../src/domain/errors.ts')
  app.deps.credentials.login = async () => {
    throw new AppError('worker_unreachable', {}, { detail: 'The phone is away.' })
  }
  const told = await caller.get('/api/v1/auth/me')
  assert.equal(told.statusCode, 503)
  assert.equal(told.json().detail, 'The phone is away.')
  assert.equal(told.json().retryable, true)
  app.deps.credentials.login = async () => {
    throw new AppError('internal', {}, { detail: 'the secret is swordfish' })
  }
  const hidden = await caller.get('/api/v1/auth/me')
  assert.equal(hidden.statusCode, 500)
  assert.equal(hidden.body.includes('swordfish'), false)
})

test('a value that only PostgreSQL refuses is a wrong value, not a fault of ours', async (t) => {
  const app = await harness(t)
  const caller = app.as(await app.seed.tenant())
  app.deps.credentials.login = async () => {
    await app.owner.query("select 'x'::int")
    return null
  }
  const answer = await caller.get('/api/v1/sessions')
  assert.equal(answer.statusCode, 422)
  assert.equal(answer.json().code, 'validation_failed')
  assert.equal(answer.body.includes('integer'), false)
})
