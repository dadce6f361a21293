import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gateway_routes } from '../../src/http/services/gateway-api.ts'
import { harness } from '../../testkit/app.ts'
import { echo, problem, url } from './http-app.ts'

test('a method that an address does not have is told with those it has', async (t) => {
  const { anonymous } = await harness(t, { routes: [echo] })
  const answer = await anonymous.delete(url)
  problem(answer, 405, 'method_not_allowed')
  assert.equal(answer.headers['allow'], 'OPTIONS, POST')
  const live = await harness(t)
  const head = await live.anonymous.post('/health/live')
  assert.equal(head.headers['allow'], 'GET, HEAD, OPTIONS')
})

test('OPTIONS tells the methods of an address, and that there is nothing at another', async (t) => {
  const app = await harness(t)
  const options = (path: string, headers = {}) =>
    app.server.inject({ method: 'OPTIONS', url: path, headers })
  const plain = await options('/api/v1/sessions')
  assert.equal(plain.statusCode, 204)
  assert.equal(plain.headers['allow'], 'GET, HEAD, OPTIONS, POST')
  problem(await options('/nothing'), 404, 'not_found')
  const asked = { origin: 'https://example.com', 'access-control-request-method': 'PATCH' }
  problem(await options('/nothing', asked), 404, 'not_found')
})

test('a page of another origin may use every method and header of the API', async (t) => {
  const app = await harness(t)
  for (const { method, url: path } of gateway_routes) {
    const given = path.replace(/:\w+/g, 'x')
    const answer = await app.server.inject({
      method: 'OPTIONS',
      url: given,
      headers: {
        origin: 'https://example.com',
        'access-control-request-method': method,
        'access-control-request-headers': 'authorization,idempotency-key,content-type'
      }
    })
    assert.equal(answer.statusCode, 204, given)
    assert.equal(answer.headers['access-control-allow-origin'], '*')
    const methods = String(answer.headers['access-control-allow-methods']).split(', ')
    assert.ok(methods.includes(method), `${method} ${given}`)
    const allowed = String(answer.headers['access-control-allow-headers']).toLowerCase()
    for (const name of ['authorization', 'content-type', 'x-api-key', 'idempotency-key']) {
      assert.ok(allowed.includes(name), name)
    }
  }
})

test('browsers of any origin may call, and read the headers that matter', async (t) => {
  const app = await harness(t)
  const answer = await app.anonymous.get('/health/live', { origin: 'https://example.com' })
  assert.equal(answer.headers['access-control-allow-origin'], '*')
  assert.match(String(answer.headers['access-control-expose-headers']), /X-Request-Id/)
})
