import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLog } from '../../src/lib/log.ts'
import { readConfig } from '../../src/main/config/config.ts'
import { startMetrics } from '../../src/main/serve-metrics.ts'
import { StartError } from '../../src/main/start-error.ts'
import { harness } from '../../testkit/app.ts'
import { freePort } from '../../testkit/free-port.ts'

test('metrics count requests by route and are for programs of this machine, not for what a proxy passes on', async (t) => {
  const app = await harness(t)
  await app.anonymous.get('/health/live')
  const local = await app.anonymous.get('/metrics')
  assert.match(
    local.body,
    /http_request_duration_seconds_count\{method="GET",route="\/health\/live",status="200"\} 1/
  )
  for (const header of ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via']) {
    for (const value of ['203.0.113.9', '127.0.0.1', '']) {
      const passed_on = await app.anonymous.get('/metrics', { [header]: value })
      assert.equal(passed_on.statusCode, 404, `${header}: ${value}`)
    }
  }
  for (const remoteAddress of [
    '172.17.0.1',
    '10.0.0.8',
    '203.0.113.9',
    'fe80::1',
    '::ffff:10.0.0.8'
  ]) {
    const other = await app.server.inject({ method: 'GET', url: '/metrics', remoteAddress })
    assert.equal(other.statusCode, 404, remoteAddress)
  }
})

test('metrics and health tell the version that WhatsApp sees, its age, and the logins refused because of it', async (t) => {
  const app = await harness(t)
  assert.doesNotMatch((await app.anonymous.get('/metrics')).body, /^gateway_whatsapp_client_/m)
  await app.owner.query(
    `insert into client_versions (build, source, found_at, accepted_at, refused_at, refused_logins) values
       (1043857760, 'library', now(), null, now(), 3),
       (1047769893, 'website', now() - interval '50 hours', now(), null, 0)`
  )
  const { body } = await app.anonymous.get('/metrics')
  for (const line of [
    'gateway_whatsapp_client_age_days{version="2.3000.1047769893"} 2',
    'gateway_whatsapp_client_refused{version="2.3000.1047769893"} 0',
    'gateway_whatsapp_refused_logins_total{version="2.3000.1043857760"} 3'
  ])
    assert.ok(body.includes(`\n${line}\n`), line)
  const { client } = (await app.anonymous.get('/health')).json().parts.whatsapp
  assert.equal(client.age_days, 2)
  assert.deepEqual(client.refused_logins, [{ version: '2.3000.1043857760', logins: 3 }])
  const again = await app.anonymous.get('/metrics')
  assert.match(
    again.body,
    /refused_logins_total\{version="2.3000.1043857760"\} 3\n/,
    'counted once'
  )
})

test('with a token metrics are for whoever has it, and behind a public address for nobody else', async (t) => {
  const METRICS_TOKEN = 'a-token-for-metrics'
  const [open, closed] = [
    await harness(t, { config: { METRICS_TOKEN } }),
    await harness(t, { config: { PUBLIC_URL: 'https://wa.example.com' } })
  ]
  const from = (authorization?: string) =>
    open.server.inject({
      method: 'GET',
      url: '/metrics',
      remoteAddress: '203.0.113.9',
      headers: { 'x-forwarded-for': '203.0.113.9', ...(authorization && { authorization }) }
    })
  assert.equal((await from(`Bearer ${METRICS_TOKEN}`)).statusCode, 200)
  for (const wrong of [undefined, 'Bearer a-token-for-metric', 'Bearer ', METRICS_TOKEN])
    assert.equal((await from(wrong)).statusCode, 404, wrong)
  assert.equal((await open.anonymous.get('/metrics')).statusCode, 404)
  assert.equal((await closed.anonymous.get('/metrics')).statusCode, 404)
})

test('a role without a port for customers serves its metrics to this machine or to who has the token, and nothing else', async (t) => {
  const log = createLog({ level: 'silent', role: 'delivery' })
  const db = { connections: () => ({ open: 3, idle: 1, waiting: 0 }) }
  const serve = async (settings: Record<string, string>) => {
    const port = await freePort()
    const config = readConfig({ METRICS_PORT: String(port), ...settings })
    t.after(await startMetrics({ config }, log, [], 'delivery', db))
    return async (path: string, headers: Record<string, string> = {}, method = 'GET') => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers, method })
      return `${response.status} ${(await response.text()).includes('role="delivery",state="used"} 2')}`
    }
  }
  const open = await serve({ PUBLIC_URL: 'https://wa.example.com' })
  assert.equal(await open('/metrics'), '200 true')
  assert.equal(await open('/health'), '404 false')
  assert.equal(await open('/metrics', {}, 'POST'), '404 false')
  assert.equal(await open('/metrics', { 'x-forwarded-for': '127.0.0.1' }), '404 false')
  const METRICS_TOKEN = 'a-token-for-metrics'
  const closed = await serve({ METRICS_TOKEN, METRICS_HOST: '0.0.0.0' })
  assert.equal(await closed('/metrics'), '404 false')
  assert.equal(await closed('/metrics', { authorization: `Bearer ${METRICS_TOKEN}` }), '200 true')
  await assert.rejects(serve({ METRICS_HOST: '0.0.0.0' }), StartError)
})
