import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { gateway_routes } from '../../src/http/services/gateway-api.ts'
import { type Harness, harness, type SeededTenant } from '../../testkit/app.ts'
import { proveGuards } from '../../testkit/guards.ts'
import {
  eventTypes,
  recordingWorkers,
  seedConnected,
  seedInstance,
  seedSession
} from '../../testkit/resources.ts'

const path = '/api/v1/messages'

const text = (session_id: string, body = 'hello', to = '+201009876543') => ({
  session_id,
  to,
  type: 'text',
  text: { body }
})

const limitMessages = async (app: Harness, limit: number | null): Promise<void> => {
  await app.owner.query('update subscription_plans set messages_per_month_max = $1', [limit])
}

const used = async (app: Harness): Promise<number> => {
  const [row] = await app.owner.query<{ used: number }>(
    'select coalesce(sum(used), 0)::int as used from usage_stats'
  )
  return row?.used ?? 0
}

test('an accepted message is stored, in the queue and told of before the answer, and its worker is poked', async (t) => {
  const { workers, asked } = recordingWorkers()
  const app = await harness(t, { deps: () => ({ workers }) })
  const tenant = await app.seed.tenant()
  const instance_id = await seedInstance(app, tenant)
  const session_id = await seedConnected(app, tenant, { instance_id })
  const answer = await app.as(tenant).post(path, text(session_id))
  assert.equal(answer.statusCode, 202)
  const message = answer.json()
  assert.equal(message.status, 'queued')
  assert.equal(message.direction, 'outbound')
  assert.equal(message.chat_id, '201009876543@s.whatsapp.net')
  assert.deepEqual(message.text, { body: 'hello' })
  assert.match(message.whatsapp_id, /^3EB0[0-9A-F]{18}$/)
  assert.deepEqual(asked, [`poke ${instance_id}`])
  const [line] = await app.owner.query('select message_id, chat_id from outbound')
  assert.deepEqual(line, { message_id: message.id, chat_id: message.chat_id })
  const [event] = await app.owner.query<{ type: string; data: unknown }>(
    'select type, data from events'
  )
  assert.equal(event?.type, 'message.accepted')
  assert.deepEqual(event?.data, message)
  assert.deepEqual((await app.as(tenant).get(`${path}/${message.id}`)).json(), message)
  assert.equal(await used(app), 1)
})

test('recipients are understood in every usual form', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  const chats: Record<string, string> = {
    '+20 100 987 6543': '201009876543@s.whatsapp.net',
    '0020-100-987-6543': '201009876543@s.whatsapp.net',
    '201009876543': '201009876543@s.whatsapp.net',
    '+1 (415) 555‑2671': '14155552671@s.whatsapp.net',
    '201009876543@s.whatsapp.net': '201009876543@s.whatsapp.net',
    '201009876543:12@s.whatsapp.net': '201009876543@s.whatsapp.net',
    '201009876543@c.us': '201009876543@s.whatsapp.net',
    '123456789012345@lid': '123456789012345@lid',
    '123456789012345:7@lid': '123456789012345@lid',
    '120363012345678901@g.us': '120363012345678901@g.us',
    '201001234567-1600000000@g.us': '201001234567-1600000000@g.us'
  }
  for (const [to, chat_id] of Object.entries(chats)) {
    const answer = await app.as(tenant).post(path, text(session_id, 'hello', to))
    assert.equal(answer.json().chat_id, chat_id, to)
    assert.equal(answer.json().to, to, 'as it was written')
  }
})

test('what is no recipient is refused, and the answer names the field', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  const wrong = ['Ahmed', '123', '1@example.com', '@g.us', '+20 100 987 6543 1111 1111 1111']
  for (const to of wrong) {
    const answer = await app.as(tenant).post(path, text(session_id, 'hello', to))
    assert.equal(answer.statusCode, 422, to)
    assert.equal(answer.json().code, 'recipient_invalid')
    assert.equal(answer.json().errors[0].path, 'to')
  }
  assert.equal(await app.count('messages'), 0)
})

test('the member named by the type is required and no other is taken', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  const base = { session_id, to: '+201009876543' }
  const refuse = async (body: Record<string, unknown>, field: string, message?: RegExp) => {
    const answer = await app.as(tenant).post(path, { ...base, ...body })
    assert.equal(answer.statusCode, 422, JSON.stringify(body))
    const fields: { path: string; message: string }[] = answer.json().errors
    const found = fields.find((one) => one.path === field)
    assert.ok(found, `${field} in ${answer.body}`)
    if (message) assert.match(found.message, message)
  }
  await refuse({ type: 'telegram', text: { body: 'x' } }, 'type', /text/)
  await refuse({ text: { body: 'x' } }, 'type')
  await refuse({ type: 'text' }, 'text')
  await refuse({ type: 'text', text: {} }, 'text.body')
  await refuse({ type: 'text', text: { body: '' } }, 'text.body')
  await refuse({ type: 'text', text: { body: 'x'.repeat(65_537) } }, 'text.body')
  await refuse({ type: 'text', text: { body: 'a\0b' } }, 'text.body')
  await refuse({ type: 'text', text: { body: 'x' }, image: {} }, 'image')
  await refuse({ type: 'text', text: { body: 'x', size: 3 } }, 'text.size')
  await refuse({ type: 'text', text: { body: 'x' }, session_id: 'mine' }, 'session_id')
  const longest = await app.as(tenant).post(path, text(session_id, 'ـ'.repeat(65_536)))
  assert.equal(longest.statusCode, 202)
})

test('a session that will not send refuses, and nothing is queued or counted', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const linked_at = new Date()
  const refused = [
    [{ status: 'created' }, 'session_not_linked'],
    [{ status: 'qr' }, 'session_not_linked'],
    [{ status: 'stopped', linked_at }, 'session_not_started'],
    [{ status: 'logged_out', linked_at }, 'session_logged_out'],
    [{ status: 'logged_out' }, 'session_logged_out'],
    [{ status: 'failed', linked_at }, 'session_failed']
  ] as const
  for (const [seed, code] of refused) {
    const session_id = await seedSession(app, tenant, seed)
    const answer = await app.as(tenant).post(path, text(session_id))
    assert.equal(answer.statusCode, 409)
    assert.equal(answer.json().code, code)
  }
  for (const table of ['messages', 'outbound', 'events']) assert.equal(await app.count(table), 0)
  assert.equal(await used(app), 0)
  for (const status of ['starting', 'qr', 'reconnecting', 'connected'] as const) {
    const session_id = await seedSession(app, tenant, { status, linked_at })
    assert.equal((await app.as(tenant).post(path, text(session_id))).statusCode, 202, status)
  }
})

test('forty sends at once against a quota of seventeen: seventeen are accepted', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  await limitMessages(app, 17)
  const session_id = await seedConnected(app, tenant)
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => app.as(tenant).post(path, text(session_id)))
  )
  const accepted = answers.filter((answer) => answer.statusCode === 202)
  const refused = answers.filter((answer) => answer.statusCode === 429)
  assert.equal(accepted.length, 17)
  assert.equal(refused.length, 23)
  assert.equal(refused[0]?.json().code, 'quota_exceeded')
  assert.ok(Number(refused[0]?.headers['retry-after']) > 0)
  for (const table of ['messages', 'outbound', 'events']) assert.equal(await app.count(table), 17)
  assert.equal(await used(app), 17)
})

test('a larger plan opens a quota that was used up, and plans without a limit are counted too', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  const sendAll = async (count: number): Promise<number> => {
    const answers = await Promise.all(
      Array.from({ length: count }, () => app.as(tenant).post(path, text(session_id)))
    )
    return answers.filter((answer) => answer.statusCode === 202).length
  }
  await limitMessages(app, 3)
  assert.equal(await sendAll(5), 3)
  await limitMessages(app, 10)
  assert.equal(await sendAll(10), 7)
  await limitMessages(app, 0)
  assert.equal(await sendAll(1), 0)
  await limitMessages(app, null)
  assert.equal(await sendAll(5), 5)
  assert.equal(await used(app), 15)
})

test('the first message of a month is accepted on a plan without a limit', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant({ plan: 'unlimited' })
  const answer = await app.as(tenant).post('/api/v1/messages', {
    session_id: await seedConnected(app, tenant),
    to: '+201001234567',
    type: 'text',
    text: { body: 'hello' }
  })
  assert.equal(answer.statusCode, 202, answer.body)
  assert.equal(await app.count('usage_stats where used = 1'), 1)
})

test('a new month has a new quota', async (t) => {
  let now = new Date('2026-01-31T23:59:30Z')
  const clock = { now: () => now, monotonic_ms: () => performance.now() }
  const app = await harness(t, { deps: () => ({ clock }) })
  const tenant = await app.seed.tenant()
  await limitMessages(app, 1)
  const session_id = await seedConnected(app, tenant)
  const key = await app.withKey(['messages:write'], tenant)
  assert.equal((await key.post(path, text(session_id))).statusCode, 202)
  const refused = await key.post(path, text(session_id))
  assert.equal(refused.statusCode, 429)
  assert.equal(refused.headers['retry-after'], '30')
  now = new Date('2026-02-01T00:00:00Z')
  assert.equal((await key.post(path, text(session_id))).statusCode, 202)
})

test('a send waits for no other send of its tenant while a shard of the counter is free', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  await app.as(tenant).post(path, text(session_id))
  // Seven of the eight shards are held by a transaction that does not end.
  await app.owner.transaction(async (tx) => {
    await tx.query('select from usage_stats where shard < 7 for update')
    for (let send = 0; send < 5; send++) {
      assert.equal((await app.as(tenant).post(path, text(session_id))).statusCode, 202)
    }
  })
  assert.equal(await used(app), 6)
})

test('fifty calls with one Idempotency-Key make one message', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  const me = app.as(tenant)
  const once = { 'idempotency-key': 'order-1' }
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => me.post(path, text(session_id), once))
  )
  for (const answer of answers) assert.equal(answer.statusCode, 202, answer.body)
  assert.equal(new Set(answers.map((answer) => answer.json().id)).size, 1)
  const replayed = answers.filter((answer) => answer.headers['idempotent-replayed'] === 'true')
  assert.equal(replayed.length, 49)
  for (const table of ['messages', 'outbound', 'events']) assert.equal(await app.count(table), 1)
  assert.equal(await used(app), 1)
  const other = await me.post(path, text(session_id, 'other words'), once)
  assert.equal(other.json().code, 'idempotency_key_reused')
  // Another tenant's key of the same name is another key.
  const stranger = await app.seed.tenant()
  const theirs = await seedConnected(app, stranger)
  assert.equal((await app.as(stranger).post(path, text(theirs), once)).statusCode, 202)
})

const seedMessage = async (
  app: Harness,
  tenant: SeededTenant,
  session_id: string,
  seed: Record<string, unknown> = {}
): Promise<string> => {
  const queued_at = seed['queued_at'] instanceof Date ? seed['queued_at'] : new Date()
  // As when it is accepted: the id tells the time.
  const id = `msg_${queued_at.getTime().toString(16).padStart(12, '0')}${newId('message').slice(16)}`
  const row = {
    id,
    tenant_id: tenant.tenant_id,
    session_id,
    direction: 'inbound',
    status: 'received',
    whatsapp_id: id,
    chat_id: '201009876543@s.whatsapp.net',
    type: 'text',
    content: { type: 'text', text: { body: id } },
    ...seed
  }
  const names = Object.keys(row)
  await app.owner.query(
    `insert into messages (${names.join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
    Object.values(row)
  )
  return id
}

test('messages are listed newest first, in pages, and only the own ones', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  const stranger = await app.seed.tenant()
  await seedMessage(app, stranger, await seedConnected(app, stranger))
  const ids: string[] = []
  for (let count = 0; count < 5; count++) ids.unshift(await seedMessage(app, tenant, session_id))
  const listed: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: { data: { id: string }[]; next_cursor: string | null } = (
      await app.as(tenant).get(`${path}?limit=2${cursor && `&cursor=${cursor}`}`)
    ).json()
    listed.push(...page.data.map((message) => message.id))
    cursor = page.next_cursor
  }
  assert.deepEqual(listed, ids)
})

test('messages are found by session, chat, direction, type, status and time', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const [one, two] = [await seedConnected(app, tenant), await seedConnected(app, tenant)]
  const old = await seedMessage(app, tenant, one, { queued_at: new Date('2026-01-01T10:00:00Z') })
  const image = await seedMessage(app, tenant, one, {
    type: 'image',
    content: { type: 'image', image: { id: 'x' } }
  })
  const group = await seedMessage(app, tenant, two, { chat_id: '120363012345678901@g.us' })
  const failed = await seedMessage(app, tenant, two, {
    direction: 'outbound',
    status: 'failed',
    failed_at: new Date(),
    error: { code: 'not_on_whatsapp', message: 'The recipient has no WhatsApp account.' }
  })
  const find = async (query: string): Promise<string[]> => {
    const answer = await app.as(tenant).get(`${path}?${query}`)
    assert.equal(answer.statusCode, 200, answer.body)
    return answer.json().data.map((message: { id: string }) => message.id)
  }
  assert.deepEqual(await find(`session_id=${one}`), [image, old])
  assert.deepEqual(await find('chat_id=120363012345678901@g.us'), [group])
  assert.deepEqual(await find(`chat_id=%2B20%20100%20987%206543&session_id=${two}`), [failed])
  assert.deepEqual(await find('direction=outbound'), [failed])
  assert.deepEqual(await find('type=image'), [image])
  assert.deepEqual(await find('status=failed'), [failed])
  assert.deepEqual(await find('to=2026-01-01T12:00:00%2B02:00'), [])
  assert.deepEqual(await find('to=2026-01-01T12:00:01%2B02:00'), [old])
  assert.deepEqual(await find('from=2026-01-01T10:00:01Z&limit=100'), [failed, group, image])
  for (const query of ['status=lost', 'from=yesterday', 'chat_id=nobody', 'limit=0', 'color=red']) {
    assert.equal((await app.as(tenant).get(`${path}?${query}`)).statusCode, 422, query)
  }
  const read = (await app.as(tenant).get(`${path}/${failed}`)).json()
  assert.equal(read.error.code, 'not_on_whatsapp')
})

test('a LID stands for the number behind it wherever one is given, as soon as the session knows it', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const other = await app.seed.tenant()
  const [knows, does_not] = [await seedConnected(app, tenant), await seedConnected(app, tenant)]
  const of_other = await seedConnected(app, other)
  const lid = '123456789012345@lid'
  const jid = '201009876543@s.whatsapp.net'
  await app.owner.query(
    `insert into lids (session_id, tenant_id, lid, jid) select id, tenant_id, $2, $3 from sessions where id = $1`,
    [knows, lid, jid]
  )
  const send = async (as: SeededTenant, session_id: string): Promise<string> => {
    const answer = await app.as(as).post(path, text(session_id, 'hello', '123456789012345:2@LID'))
    assert.equal(answer.statusCode, 202, answer.body)
    const line = await app.owner.query('select chat_id from outbound where message_id = $1', [
      answer.json().id
    ])
    assert.deepEqual(line, [{ chat_id: answer.json().chat_id }])
    return answer.json().chat_id
  }
  assert.equal(await send(tenant, knows), jid)
  assert.equal(await send(tenant, does_not), lid)
  assert.equal(await send(other, of_other), lid, 'what a tenant knows is nobody else’s')
  const bulk = await app.as(tenant).post(`${path}/bulk`, {
    messages: [text(knows, 'a', lid), text(does_not, 'b', lid), text(knows, 'c', jid)]
  })
  assert.deepEqual(
    bulk.json().results.map((one: { message: { chat_id: string } }) => one.message.chat_id),
    [jid, lid, jid]
  )
  const chats = async (as: SeededTenant, query: string): Promise<string[]> =>
    (await app.as(as).get(`${path}?${query}`))
      .json()
      .data.map((one: { chat_id: string; session_id: string }) => one.chat_id)
  assert.deepEqual(await chats(tenant, `session_id=${knows}&chat_id=${lid}`), [jid, jid, jid])
  assert.deepEqual(await chats(tenant, `session_id=${knows}&chat_id=%2B201009876543`), [
    jid,
    jid,
    jid
  ])
  assert.deepEqual(await chats(tenant, `session_id=${does_not}&chat_id=${lid}`), [lid, lid])
  assert.deepEqual(await chats(tenant, `chat_id=${lid}`), [jid, lid, jid, lid, jid])
  assert.deepEqual(await chats(other, `chat_id=${lid}`), [lid])
})

test('the routes of messages are guarded by credential, scope and tenant', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  const message_id = await seedMessage(app, tenant, session_id)
  const routes = gateway_routes.filter((route) => route.url.startsWith(path))
  assert.ok(routes.length >= 5)
  await proveGuards(app, routes, (url) => url.replace(':id', message_id), {
    [`POST ${path}`]: text(session_id)
  })
  assert.equal(await app.count('messages'), 1)
  assert.deepEqual(await eventTypes(app), [])
  assert.equal(await used(app), 0)
})
