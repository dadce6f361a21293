import assert from 'node:assert/strict'
import { test } from 'node:test'
import WebSocket from 'ws'
import { usual_times } from '../../src/http/socket/outlet.ts'
import type { EventType } from '../../src/schemas/events.ts'
import { createEventNotifier } from '../../src/usecases/events/event-notifier.ts'
import { putAnyEvents } from '../../testkit/any-events.ts'
import { type Harness, harness, type SeededTenant } from '../../testkit/app.ts'
import { bearer, listening } from '../../testkit/event-socket.ts'
import { seedSession } from '../../testkit/seed-session.ts'
import { until } from '../../testkit/until.ts'

type More = { type?: EventType; session_id?: string; data?: object }

const happen = (app: Harness, tenant: SeededTenant, name: string, more: More = {}): Promise<void> =>
  app.owner.transaction(async (tx) =>
    putAnyEvents(tx, [
      {
        tenant_id: tenant.tenant_id,
        session_id: more.session_id ?? null,
        type: more.type ?? 'message.received',
        data: { name, ...more.data }
      }
    ])
  )

test('a socket tells of the events of its tenant, as webhooks and streams do, whether the credential comes in a header or first', async (t) => {
  const app = await harness(t)
  const [tenant, other] = [await app.seed.tenant(), await app.seed.tenant()]
  const { opened } = await listening(t, app)
  const token = tenant.access_token
  const readers = [
    await opened(bearer(tenant)),
    await opened({}, '', { type: 'auth', token }),
    // A page of any origin may, as it may call the API; its cookies count for nothing.
    await opened({ origin: 'https://elsewhere.example' }, '', { type: 'auth', token })
  ]
  await happen(app, other, 'foreign')
  await happen(app, tenant, 'mine')
  for (const reader of readers) {
    const event = await reader.next()
    assert.deepEqual(Object.keys(event), ['id', 'type', 'created_at', 'session_id', 'data'])
    assert.deepEqual(event.data, { name: 'mine' })
  }
})

test('a socket of one session, of some types or of a key without messages leaves the others out', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedSession(app, tenant)
  const { opened } = await listening(t, app)
  const created = await app
    .as(tenant)
    .post('/api/v1/api-keys', { name: 'x', scopes: ['sessions:read'] })
  const key = created.json().key
  const of_session = await opened(bearer(tenant), `?session_id=${session_id}`)
  const of_types = await opened(bearer(tenant), '?types=session.qr,session.connected')
  const of_key = await opened({ 'x-api-key': key })
  await happen(app, tenant, 'elsewhere')
  await happen(app, tenant, 'here', { session_id })
  await happen(app, tenant, 'qr', { type: 'session.qr' })
  assert.deepEqual((await of_session.next()).data, { name: 'here' })
  assert.deepEqual((await of_types.next()).data, { name: 'qr' })
  assert.deepEqual((await of_key.next()).data, { name: 'qr' })
  const asked = await app.as(tenant).get(`/api/v1/api-keys/${created.json().id}/requests`)
  await until('the handshake is in the log of the key', async () => {
    const { data } = (
      await app.as(tenant).get(`/api/v1/api-keys/${created.json().id}/requests`)
    ).json()
    return data.some((one: { route: string; status: number }) => one.route === '/ws')
  })
  assert.equal(asked.statusCode, 200)
})

test('a socket chooses groups of events, sessions, and messages by direction, type, chat and sender', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const [first, second] = [await seedSession(app, tenant), await seedSession(app, tenant)]
  const { opened } = await listening(t, app)
  const from = '201001234567@s.whatsapp.net'
  const text = { direction: 'inbound', type: 'text', chat_id: from, from }
  const image = { direction: 'outbound', type: 'image', chat_id: '1@g.us', from: '1@lid' }
  const events: [string, More][] = [
    ['a', { session_id: first, data: text }],
    ['b', { session_id: second, data: image }],
    ['c', { session_id: second, type: 'session.qr' }],
    ['z', { session_id: first, data: { ...text, chat_id: '1@newsletter' } }]
  ]
  const rows: [string, string][] = [
    ['types=message.*', 'abz'],
    ['types=message.*,session.qr', 'abcz'],
    [`session_ids=${first}`, 'az'],
    [`session_ids=${first},${second}`, 'abcz'],
    ['directions=inbound', 'acz'],
    ['message_types=image,video&types=message.*', 'b'],
    ['chat_kinds=person,group', 'abc'],
    [`senders=${encodeURIComponent('+20 100 123 4567')}`, 'acz']
  ]
  const readers = []
  for (const [query] of rows) readers.push(await opened(bearer(tenant), `?${query}`))
  for (const [name, more] of events) await happen(app, tenant, name, more)
  for (const [index, [query, names]] of rows.entries()) {
    let told = ''
    while (told.length < names.length) told += (await readers[index]?.next())?.data['name']
    assert.equal(told, names, query)
  }
})

test('over a hundred cuts a socket that is resumed leaves nothing out and repeats nothing, whichever gateway it finds', {
  timeout: 120_000
}, async (t) => {
  const app = await harness(t)
  const second = await harness(t, { database: app.urls })
  const tenant = await app.seed.tenant()
  const gateways = [await listening(t, app), await listening(t, second)]
  const total = 600
  let written = 0
  // Writers at once, some of which commit late: the order of ids is not the order of commits.
  const writers = Array.from({ length: 4 }, async (_, writer) => {
    while (written < total) {
      written++
      await app.deps.db.withTenant(tenant, async (tx) => {
        putAnyEvents(tx, [
          {
            tenant_id: tenant.tenant_id,
            session_id: null,
            type: 'message.received',
            data: { name: `${writer}.${written}` }
          }
        ])
        if (written % 7 === 0) await tx.query('select pg_sleep(0.03)')
      })
    }
  })
  const seen: string[] = []
  let cuts = 0
  let last = `evt_${'0'.repeat(32)}`
  while (seen.length < total) {
    const { opened } = gateways[cuts % 2] as (typeof gateways)[0]
    const reader = await opened(bearer(tenant), `?last_event_id=${last}`)
    for (let count = 0; count < 6 && seen.length < total; count++) {
      last = (await reader.next()).id
      seen.push(last)
    }
    // Some leave politely, the others are cut off.
    if (cuts % 2) reader.socket.close()
    else reader.socket.terminate()
    cuts++
  }
  await Promise.all(writers)
  assert.ok(cuts >= 100)
  const rows = await app.owner.query<{ id: string }>('select id from events order by xid, seq')
  assert.deepEqual(seen, rows.map((row) => row.id).slice(0, total))
})

test('a reader that takes nothing is cut off, is told to come back, and misses nothing when it does', {
  timeout: 60_000
}, async (t) => {
  const app = await harness(t, {
    socket_times: { ...usual_times, stall_ms_max: 200, linger_ms: 30_000 }
  })
  const tenant = await app.seed.tenant()
  const { opened } = await listening(t, app)
  const reader = await opened(bearer(tenant))
  reader.socket.pause()
  const refused = () =>
    app.deps.meters.read().some((one) => JSON.stringify(one).includes('reader_too_slow'))
  const text = 'x'.repeat(60_000)
  const total = 400
  for (let at = 0; at < total; at += 20)
    await app.owner.transaction(async (tx) =>
      putAnyEvents(
        tx,
        Array.from({ length: 20 }, (_, index) => ({
          tenant_id: tenant.tenant_id,
          session_id: null,
          type: 'message.received' as const,
          data: { name: String(at + index), text }
        }))
      )
    )
  await until('the reader is cut off', refused)
  reader.socket.resume()
  const { code, reason, rest } = await reader.closed()
  assert.deepEqual([code, reason], [1013, 'reader_too_slow'])
  assert.equal(rest.at(-1)?.type, 'stream.ended')
  const seen = rest.slice(0, -1)
  assert.ok(seen.length < total, 'it holds less than all')
  // At another gateway, which is as patient as usual.
  const other = await listening(t, await harness(t, { database: app.urls }))
  const again = await other.opened(bearer(tenant), `?last_event_id=${seen.at(-1)?.id}`)
  while (seen.length < total) seen.push(await again.next())
  assert.deepEqual(
    seen.map(({ data }) => data['name']),
    Array.from({ length: total }, (_, index) => String(index))
  )
})

test('a socket ends with its credential, and is told why', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const { opened } = await listening(t, app)
  const me = app.as(tenant)
  const { id, key } = (
    await me.post('/api/v1/api-keys', { name: 'x', scopes: ['sessions:read'] })
  ).json()
  const of_key = [
    await opened({ 'x-api-key': key }),
    await opened({}, '', { type: 'auth', token: key })
  ]
  const of_login = await opened(bearer(tenant))
  assert.equal((await me.delete(`/api/v1/api-keys/${id}`)).statusCode, 204)
  for (const one of of_key) {
    const { code, reason, rest } = await one.closed()
    assert.deepEqual([code, reason], [4401, 'unauthenticated'])
    assert.equal(rest.at(-1)?.type, 'stream.ended')
    assert.equal(rest.at(-1)?.data['code'], 'unauthenticated')
  }
  await me.post('/api/v1/auth/logout-all')
  assert.equal((await of_login.closed()).code, 4401)
})

test('a client that says nothing, or answers no ping, is given up', async (t) => {
  const app = await harness(t, {
    socket_times: {
      ...usual_times,
      auth_ms: 50,
      heartbeat_ms: 20,
      silence_ms_max: 200,
      linger_ms: 1_000
    }
  })
  const tenant = await app.seed.tenant()
  const { address, open, opened } = await listening(t, app)
  const nobody = await open({}).closed()
  assert.deepEqual([nobody.code, nobody.reason], [4401, 'unauthenticated'])
  const alive = await opened(bearer(tenant))
  const dead = new WebSocket(`${address.replace('http', 'ws')}/ws`, {
    headers: bearer(tenant),
    autoPong: false
  } as WebSocket.ClientOptions)
  await new Promise((resolve) => dead.once('close', resolve))
  await happen(app, tenant, 'still here')
  assert.deepEqual((await alive.next()).data, { name: 'still here' })
})

test('sockets and streams together are as many as a tenant may have', async (t) => {
  const app = await harness(t, {
    deps: ({ db, log }) => ({ event_hub: createEventNotifier({ db, log }, 2) })
  })
  const [tenant, other] = [await app.seed.tenant(), await app.seed.tenant()]
  const { open, opened } = await listening(t, app)
  const first = await opened(bearer(tenant))
  await opened(bearer(tenant))
  const third = await open(bearer(tenant)).closed()
  assert.deepEqual([third.code, third.reason], [1013, 'too_many_streams'])
  await opened(bearer(other))
  first.socket.close()
  await until('there is room', async () => {
    const one = open(bearer(tenant))
    return (await one.next()).type === 'stream.opened'
  })
})

test('a server that closes tells its sockets to come back', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const { open, opened } = await listening(t, app)
  const reader = await opened(bearer(tenant))
  const unknown = open({})
  await new Promise((resolve) => unknown.socket.once('open', resolve))
  const closed = [reader.closed(), unknown.closed()]
  await app.server.close()
  for (const one of closed) assert.equal((await one).code, 1012)
})
