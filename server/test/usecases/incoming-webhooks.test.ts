import assert from 'node:assert/strict'
import { newId } from '../../src/domain/ids.ts'
import { incoming_webhook_routes } from '../../src/http/routes/incoming-webhooks/routes.ts'
import { sha256 } from '../../src/lib/crypto.ts'
import { harness } from '../../testkit/app.ts'
import { proveGuards } from '../../testkit/guards.ts'
import { seedConnected } from '../../testkit/seed-session.ts'
import { sideBySide } from '../../testkit/side-by-side.ts'

const test = sideBySide(4)

const incoming = '/api/v1/incoming-webhooks'
const json = { 'content-type': 'application/json' }

const bed = async (t: Parameters<typeof harness>[0], more: object = {}, config = {}) => {
  const app = await harness(t, { config })
  const tenant = await app.seed.tenant({ plan: 'unlimited' })
  const session_id = await seedConnected(app, tenant)
  const me = app.as(tenant)
  const create = (fields: object = {}) =>
    me.post(incoming, { name: 'Alarms', session_id, to: '+201001234567', ...fields })
  const made = (await create(more)).json()
  const post = (body: unknown, headers: Record<string, string> = json, url: string = made.url) =>
    app.server.inject({
      method: 'POST',
      url,
      headers,
      payload: typeof body === 'string' ? body : JSON.stringify(body)
    })
  /** What was sent last. */
  const said = async () => {
    const [row] = await app.owner.query<{ body: string; chat_id: string; content: object }>(
      "select content->'text'->>'body' as body, chat_id, content from messages order by id desc limit 1"
    )
    return row
  }
  return { app, tenant, session_id, me, create, made, post, said }
}

test('an incoming webhook is created, read, listed, changed and deleted, and its address is shown once', async (t) => {
  const { app, me, made, post, session_id } = await bed(
    t,
    {},
    { PUBLIC_URL: 'https://wa.example.com/' }
  )
  const { url, ...webhook } = made
  assert.match(url, /^https:\/\/wa\.example\.com\/in\/win_[A-Za-z0-9_-]{43}$/)
  assert.deepEqual((await me.get(`${incoming}/${webhook.id}`)).json(), webhook)
  assert.deepEqual((await me.get(incoming)).json().data, [webhook])
  assert.deepEqual([webhook.per_minute, webhook.last_used_at, webhook.enabled], [60, null, true])
  const [kept] = await app.owner.query<{ secret_hash: Buffer; whole: string }>(
    'select secret_hash, to_jsonb(w)::text as whole from incoming_webhooks w'
  )
  const secret = url.split('/').at(-1)
  assert.ok(kept?.secret_hash.equals(sha256(secret)))
  assert.ok(!kept?.whole.includes(secret.slice(4, 20)), 'the secret is not kept')

  const address = new URL(url).pathname
  const changed = await me.patch(`${incoming}/${webhook.id}`, { name: 'Night', enabled: false })
  assert.deepEqual([changed.json().name, changed.json().enabled], ['Night', false])
  assert.equal((await post({ text: 'x' }, json, address)).statusCode, 404, 'it is closed')
  await me.patch(`${incoming}/${webhook.id}`, { enabled: true })
  assert.equal((await post({ text: 'x' }, json, address)).statusCode, 202)
  const used = (await me.get(`${incoming}/${webhook.id}`)).json()
  assert.notEqual(used.last_used_at, null)
  const rotated = (await me.post(`${incoming}/${webhook.id}/rotate-secret`)).json()
  assert.equal((await post({ text: 'x' }, json, address)).statusCode, 404, 'the old address')
  const renewed = new URL(rotated.url).pathname
  assert.equal((await post({ text: 'x' }, json, renewed)).statusCode, 202)
  assert.equal((await me.delete(`${incoming}/${webhook.id}`)).statusCode, 204)
  assert.equal((await post({ text: 'x' }, json, renewed)).statusCode, 404)
  assert.equal((await me.get(`${incoming}/${webhook.id}`)).statusCode, 404)
  assert.equal(used.session_id, session_id)
})

test('what is wrong with an incoming webhook is said field by field, and nothing of others can be named', async (t) => {
  const { app, me, create, made } = await bed(t)
  const fields = async (body: object) =>
    (await create(body)).json().errors.map((one: { path: string }) => one.path)
  assert.deepEqual(await fields({ to: '0100' }), ['to'])
  assert.deepEqual(await fields({ per_minute: 0, name: '' }), ['name', 'per_minute'])
  assert.deepEqual(await fields({ colour: 'red' }), ['colour'])
  assert.equal((await create({ session_id: newId('session') })).statusCode, 404)
  assert.equal((await create({ template_id: newId('template') })).statusCode, 404)
  const other = await app.seed.tenant()
  const foreign = await app.as(other).post('/api/v1/templates', {
    name: 'x',
    default_language: 'en',
    texts: { en: 'x' }
  })
  const { id } = foreign.json()
  assert.equal((await create({ template_id: id })).statusCode, 404)
  assert.equal((await me.patch(`${incoming}/${made.id}`, { template_id: id })).statusCode, 404)
})

test('what is posted becomes a message to the chat: JSON, a text, a form, or what alarm systems send', async (t) => {
  const { post, said } = await bed(t)
  const becomes = async (body: unknown, text: string, type = 'application/json') => {
    const answer = await post(body, { 'content-type': type })
    assert.equal(answer.statusCode, 202, answer.body)
    assert.match(answer.json().message_id, /^msg_/)
    const message = await said()
    assert.deepEqual([message?.body, message?.chat_id], [text, '201001234567@s.whatsapp.net'])
  }
  await becomes({ text: 'Deployed' }, 'Deployed')
  await becomes({ title: 'Disk full', message: 'db-1' }, '*Disk full*\ndb-1')
  await becomes('Backup done\n', 'Backup done\n', 'text/plain; charset=utf-8')
  await becomes('{"text":"from a queue"}', 'from a queue', 'text/plain')
  await becomes('text=from+a+form&x=1', 'from a form', 'application/x-www-form-urlencoded')
  await becomes({ host: 'db-1', free: 2 }, 'host: db-1\nfree: 2')
  const alert = (name: string, status: string) => ({
    status,
    labels: { alertname: 'DiskFull', instance: name },
    annotations: { summary: `${name} is full` }
  })
  const alerts = [alert('db-1', 'firing'), alert('db-2', 'resolved')]
  await becomes(
    { version: '4', status: 'firing', alerts, commonLabels: { alertname: 'DiskFull' } },
    '*[FIRING:1] DiskFull*\n• db-1 is full (db-1)\n• ✓ db-2 is full (db-2)'
  )
  await becomes(
    { title: '[Alerting] CPU', state: 'alerting', message: 'Too hot', alerts },
    '*[Alerting] CPU*\nToo hot'
  )
})

test('a template makes the text from what is posted, nested values too, and says what is missing', async (t) => {
  const { me, made, post, said } = await bed(t)
  const { id } = (
    await me.post('/api/v1/templates', {
      name: 'Alarm',
      default_language: 'en',
      texts: {
        en: '{{commonLabels.alertname}} at {{alerts.0.labels.host}}: {{load}} ({{team}})',
        de: 'Alarm {{commonLabels.alertname}}: {{load}}'
      },
      variables: { load: { type: 'number' }, team: { type: 'text', default: 'ops' } }
    })
  ).json()
  await me.patch(`${incoming}/${made.id}`, { template_id: id })
  const alarm = {
    commonLabels: { alertname: 'CPU' },
    alerts: [{ labels: { host: 'web-1' } }],
    load: 0.75,
    unknown: true
  }
  assert.equal((await post(alarm)).statusCode, 202)
  assert.equal((await said())?.body, 'CPU at web-1: 0.75 (ops)')
  const refused = await post({ commonLabels: { alertname: '{{team}}' }, load: 'high' })
  assert.equal(refused.statusCode, 422)
  assert.deepEqual(
    refused.json().errors.map((one: { path: string }) => one.path),
    ['alerts.0.labels.host', 'load']
  )
  await me.patch(`${incoming}/${made.id}`, { language: 'de' })
  await post({ ...alarm, load: 0.5 })
  assert.equal((await said())?.body, 'Alarm CPU: 0,5')
  const inUse = await me.delete(`/api/v1/templates/${id}`)
  assert.equal(`${inUse.statusCode} ${inUse.json().code}`, '409 template_in_use')
  await me.patch(`${incoming}/${made.id}`, { template_id: null })
  assert.equal((await me.delete(`/api/v1/templates/${id}`)).statusCode, 204)
})

test('an address takes so many messages a minute, and others are not slowed by it', async (t) => {
  const { create, post } = await bed(t, { per_minute: 2 })
  const other = (await create()).json().url
  const statuses = []
  for (let nth = 0; nth < 3; nth++) statuses.push((await post({ text: 'x' })).statusCode)
  assert.deepEqual(statuses, [202, 202, 429])
  const refused = await post({ text: 'x' })
  assert.ok(Number(refused.headers['retry-after']) > 0)
  assert.equal(refused.headers['ratelimit-limit'], '2')
  assert.equal((await post({ text: 'x' }, json, other)).statusCode, 202)
})

test('the same alarm under one key is one message', async (t) => {
  const { app, create, post } = await bed(t)
  const headers = { ...json, 'idempotency-key': 'alarm-1' }
  const first = await post({ text: 'x' }, headers)
  const second = await post({ text: 'x' }, headers)
  assert.deepEqual(second.json(), first.json())
  assert.equal(await app.count('messages'), 1)
  const changed = await post({ text: 'y' }, headers)
  assert.equal(`${changed.statusCode} ${changed.json().code}`, '422 idempotency_key_reused')
  const other = (await create()).json().url
  assert.equal((await post({ text: 'x' }, headers, other)).statusCode, 202, 'keys are its own')
  assert.equal(await app.count('messages'), 2)
})

test('nobody gets in with another secret, of an account that is suspended, or with what cannot be read', async (t) => {
  const { app, post, made, tenant } = await bed(t)
  for (const url of ['/in/x', `/in/win_${'x'.repeat(43)}`, `${made.url}x`]) {
    const answer = await post({ text: 'x' }, json, url)
    assert.equal(`${answer.statusCode} ${answer.json().code}`, '404 not_found')
  }
  assert.equal((await post('{"text":')).json().code, 'bad_json')
  assert.equal((await post('a,b', { 'content-type': 'text/csv' })).statusCode, 415)
  assert.equal((await post(`"${'x'.repeat(300_000)}"`)).statusCode, 413)
  assert.equal((await post('', { 'content-type': 'text/plain' })).statusCode, 422)
  assert.equal((await post({ text: 'a\u0000b' })).statusCode, 422)
  await app.owner.query("update users set status = 'suspended' where tenant_id = $1", [
    tenant.tenant_id
  ])
  assert.equal((await post({ text: 'x' })).statusCode, 404)
  assert.equal(await app.count('messages'), 0)
})

test('a session that cannot send, and somebody who has opted out, are told to who posts', async (t) => {
  const { app, me, post } = await bed(t)
  await me.post('/api/v1/opt-outs', { contact: '+201001234567' })
  assert.equal((await post({ text: 'x' })).json().code, 'recipient_opted_out')
  await app.owner.query("update subscriptions set status = 'canceled'")
  await me.delete(`/api/v1/opt-outs/${(await me.get('/api/v1/opt-outs')).json().data[0].id}`)
  assert.equal((await post({ text: 'x' })).json().code, 'plan_limit_reached')
  await app.owner.query("update sessions set status = 'logged_out'")
  assert.equal((await post({ text: 'x' })).json().code, 'session_logged_out')
})

test('incoming webhooks are guarded', async (t) => {
  const { app, made } = await bed(t)
  const bodies = { [`PATCH ${incoming}/:id`]: { name: 'x' } }
  const routes = incoming_webhook_routes.filter((one) => one.url !== incoming)
  await proveGuards(app, routes, (url) => url.replace(':id', made.id), bodies)
})
