import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { route } from '../../src/http/route.ts'
import { gateway_routes } from '../../src/http/services/gateway-api.ts'
import { session_auth_routes } from '../../src/http/services/session-auth.ts'
import { harness } from '../../testkit/app.ts'
import { echo, json, problem, url } from './http-app.ts'

test('a body that is not JSON, of another kind, too large or empty is refused with a problem', async (t) => {
  const { anonymous } = await harness(t, { routes: [echo] })
  problem(await anonymous.post(url, '{"name":', json), 400, 'bad_json')
  problem(await anonymous.post(url, '{"__proto__":{"x":1}}', json), 400, 'bad_json')
  problem(await anonymous.post(url, '{"constructor":{"prototype":{}}}', json), 400, 'bad_json')
  const csv = { 'content-type': 'text/csv' }
  problem(await anonymous.post(url, 'a,b', csv), 415, 'unsupported_media_type')
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  problem(await anonymous.post(url, 'name=x', form), 415, 'unsupported_media_type')
  const large = JSON.stringify({ name: 'x'.repeat(1024 * 1024) })
  problem(await anonymous.post(url, large, json), 413, 'body_too_large')
  for (const empty of [await anonymous.post(url), await anonymous.post(url, '', json)]) {
    const { errors } = problem(empty, 422, 'validation_failed')
    assert.deepEqual(errors, [{ path: '', message: 'A JSON body is required.' }])
  }
  problem(await anonymous.post(url, 'null', json), 422, 'validation_failed')
  problem(await anonymous.post(url, '[]', json), 422, 'validation_failed')
})

test('a bad value is named by its path in words', async (t) => {
  const { anonymous } = await harness(t, { routes: [echo] })
  const cases: [object, string, string][] = [
    [{ nome: 1 }, 'nome', 'There is no such field.'],
    [{ text: { body: 'x', more: 1 } }, 'text.more', 'There is no such field.'],
    [{ text: {} }, 'text.body', 'Is required.'],
    [{ text: { body: 5 } }, 'text.body', 'Must be a string.'],
    [{ text: [] }, 'text', 'Must be an object.'],
    [{ kind: 'c' }, 'kind', 'Must be one of: a, b.'],
    [{ name: 'x' }, 'name', 'Must have at least 2 characters.'],
    [{ name: 'xxxxxx' }, 'name', 'Must have at most 5 characters.'],
    [{ choice: { type: 'image', url: 'x' } }, 'choice.url', 'Must be a URL.'],
    [{ choice: { type: 'text' } }, 'choice.text', 'Is required.'],
    [{ choice: { type: 'video' } }, 'choice.type', 'Must be one of: text, image.']
  ]
  for (const [body, path, message] of cases) {
    const { errors } = problem(await anonymous.post(url, body), 422, 'validation_failed')
    assert.deepEqual(errors, [{ path, message }], JSON.stringify(body))
  }
  const query = problem(await anonymous.post(`${url}?limit=x`, {}), 422, 'validation_failed')
  assert.deepEqual(query.errors, [{ path: 'limit', message: 'Must be a number.' }])
  const unknown = problem(await anonymous.post(`${url}?limits=1`, {}), 422, 'validation_failed')
  assert.deepEqual(unknown.errors, [{ path: 'limits', message: 'There is no such field.' }])
})

test('what PostgreSQL cannot keep and what is nested too deeply is refused, never a fault of ours', async (t) => {
  const { anonymous } = await harness(t, { routes: [echo] })
  const bodies = [
    '{"name":"a\\u0000b"}',
    '{"any":{"x\\u0000":1}}',
    '{"any":["\\ud800"]}',
    `{"any":${'['.repeat(100)}${']'.repeat(100)}}`,
    `{"any":${'['.repeat(200_000)}${']'.repeat(200_000)}}`
  ]
  for (const body of bodies) {
    problem(await anonymous.post(url, body, json), 422, 'validation_failed')
  }
  problem(await anonymous.post(`${url}?limit=%00`, {}), 422, 'validation_failed')
})

test('an id in the wrong form is not found, like an address that does not exist', async (t) => {
  const { anonymous } = await harness(t, { routes: [echo] })
  for (const id of ['x', '%00', '1%2F2', 'x'.repeat(500), '%ff', '..%2f..']) {
    problem(await anonymous.post(`/echo/${id}`, {}), 404, 'not_found')
  }
  problem(await anonymous.get('/nothing'), 404, 'not_found')
})

test('an answer holds what is declared and nothing else', async (t) => {
  const { anonymous } = await harness(t, { routes: [echo] })
  const answer = await anonymous.post(url, { name: 'abc' })
  assert.deepEqual(answer.json(), { seen: { name: 'abc' } })
})

test('every answer has a request id, the one of the caller when it is well formed', async (t) => {
  const { anonymous } = await harness(t, { routes: [echo] })
  const own = await anonymous.post(url, {}, { 'x-request-id': 'trace-1' })
  assert.equal(own.headers['x-request-id'], 'trace-1')
  for (const bad of ['a b', 'x'.repeat(101), '<script>']) {
    const answer = await anonymous.post(url, {}, { 'x-request-id': bad })
    assert.match(String(answer.headers['x-request-id']), /^req_[0-9a-f]{32}$/)
  }
  for (const path of ['/nothing', '/echo/%zz']) {
    const answer = await anonymous.get(path, { 'x-request-id': 'trace-2' })
    assert.equal(answer.headers['x-request-id'], 'trace-2')
    assert.equal(answer.json().request_id, 'trace-2')
  }
})

test('a fault of ours shows nothing of its cause and is logged under the request id', async (t) => {
  const secret = 'the password is swordfish'
  const lines: Record<string, unknown>[] = []
  const fail = route({
    operation_id: 'fail',
    method: 'GET',
    url: '/fail',
    public: true,
    schema: { response: { 200: z.object({ name: z.string() }) } },
    summary: 'Fail',
    tags: ['test'],
    handler: () => {
      throw new Error(secret)
    }
  })
  const misfit = { ...fail, url: '/misfit', handler: () => ({ name: 5 }) }
  const app = await harness(t, { routes: [fail, misfit] })
  app.deps.log.error = (about: Record<string, unknown>) => void lines.push(about)
  for (const path of ['/fail', '/misfit']) {
    const answer = await app.anonymous.get(path)
    const body = problem(answer, 500, 'internal')
    assert.equal(answer.body.includes(secret), false)
    assert.equal(lines.pop()?.['request_id'], body.request_id)
  }
})

test('every route but the public ones asks for a credential, and the document says which', async (t) => {
  for (const routes of [gateway_routes, session_auth_routes]) {
    const app = await harness(t, { routes })
    const document = (await app.anonymous.get('/openapi.json')).json()
    assert.equal(document.openapi, '3.1.0')
    let asked = 0
    for (const [path, item] of Object.entries<Record<string, Operation>>(document.paths)) {
      for (const [method, operation] of Object.entries(item)) {
        const given = path.replace(/\{\w+\}/g, 'usr_01890000000070008000000000000000')
        const answer = await app.server.inject({
          method: method.toUpperCase() as 'GET',
          url: given,
          ...(operation.requestBody !== undefined && { payload: {} })
        })
        const is_public = operation.security?.length === 0
        if (is_public) continue
        asked++
        assert.equal(answer.statusCode, 401, `${method} ${path}`)
        assert.equal(answer.json().code, 'unauthenticated')
        assert.ok(operation.responses['401'], `${method} ${path} does not document 401`)
        assert.ok(operation.summary && operation.tags.length > 0, `${method} ${path}`)
      }
    }
    assert.equal(
      asked,
      routes.filter((one) => !one.public && !one.hidden).length,
      'every route is in the document'
    )
  }
})

type Operation = {
  security?: unknown[]
  requestBody?: unknown
  responses: Record<string, unknown>
  summary?: string
  tags: string[]
}

test('the documentation page loads nothing from elsewhere and nothing that its policy forbids', async (t) => {
  const app = await harness(t)
  const page = await app.anonymous.get('/api-docs')
  assert.equal(page.statusCode, 200)
  const policy = String(page.headers['content-security-policy'])
  assert.match(policy, /script-src 'self'(;|$)/)
  assert.doesNotMatch(policy, /upgrade-insecure-requests/)
  const sources = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) =>
    String(match[1])
  )
  assert.ok(sources.length >= 5)
  for (const source of sources) {
    assert.match(source, /^\/api-docs\//)
    assert.equal((await app.anonymous.get(source)).statusCode, 200, source)
  }
  assert.doesNotMatch(page.body, /<script>(?!<)/)
  const start = await app.anonymous.get('/api-docs/static/swagger-initializer.js')
  assert.match(start.body, /"validatorUrl":null/)
})
