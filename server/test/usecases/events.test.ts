import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { gateway_routes } from '../../src/http/services/gateway-api.ts'
import type { Db, Tx } from '../../src/lib/db.ts'
import { createLog } from '../../src/lib/log.ts'
import { type EventType, event_type_names } from '../../src/schemas/events.ts'
import { createEventNotifier } from '../../src/usecases/events/event-notifier.ts'
import { putAnyEvents } from '../../testkit/any-events.ts'
import { type Harness, harness, type SeededTenant } from '../../testkit/app.ts'
import { type EventReader, readEventStream } from '../../testkit/event-reader.ts'
import { proveGuards } from '../../testkit/guards.ts'
import { seedSession } from '../../testkit/seed-session.ts'
import { until } from '../../testkit/until.ts'

const path = '/api/v1/events'

const put = (
  tx: Tx,
  tenant: SeededTenant,
  name: string,
  more: { type?: EventType; session_id?: string } = {}
): void =>
  putAnyEvents(tx, [
    {
      tenant_id: tenant.tenant_id,
      session_id: more.session_id ?? null,
      type: more.type ?? 'message.received',
      data: { name }
    }
  ])

const happen = (app: Harness, tenant: SeededTenant, name: string, more = {}): Promise<void> =>
  app.owner.transaction(async (tx) => put(tx, tenant, name, more))

/** The names of all events the log shows. */
const readLog = async (app: Harness, tenant: SeededTenant, query = ''): Promise<string[]> => {
  const answer = await app.as(tenant).get(`${path}?${query}`)
  assert.equal(answer.statusCode, 200, answer.body)
  return answer.json().data.map((event: { data: { name: string } }) => event.data.name)
}

/** A server that listens, and a way to open streams of it that are closed after the test. */
const streaming = async (
  t: TestContext,
  app: Harness
): Promise<(tenant: SeededTenant, url?: string, last_id?: string) => Promise<EventReader>> => {
  const readers: EventReader[] = []
  t.after(() => {
    for (const reader of readers) reader.close()
  })
  const address = await app.server.listen({ port: 0, host: '127.0.0.1' })
  return async (tenant, url = `${path}/stream`, last_id) => {
    const reader = await readEventStream(address + url, {
      authorization: `Bearer ${tenant.access_token}`,
      ...(last_id && { 'last-event-id': last_id })
    })
    readers.push(reader)
    return reader
  }
}

test('the log of events goes oldest first, page by page and on from the last event seen', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const names = ['a', 'b', 'c', 'd', 'e']
  for (const name of names) await happen(app, tenant, name)
  await happen(app, await app.seed.tenant(), 'foreign')
  await until('all events are settled', async () => (await readLog(app, tenant)).length === 5)
  assert.deepEqual(await readLog(app, tenant), names)
  const first = (await app.as(tenant).get(`${path}?limit=2`)).json()
  assert.deepEqual(await readLog(app, tenant, `cursor=${first.next_cursor}&limit=2`), ['c', 'd'])
  assert.deepEqual(await readLog(app, tenant, `after=${first.data[1].id}`), ['c', 'd', 'e'])
  const [event] = first.data
  assert.deepEqual(Object.keys(event), ['id', 'type', 'created_at', 'session_id', 'data'])
})

test('events are found by session and type', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedSession(app, tenant)
  await happen(app, tenant, 'elsewhere')
  await happen(app, tenant, 'here', { session_id })
  await happen(app, tenant, 'qr', { session_id, type: 'session.qr' })
  await until('all events are settled', async () => (await readLog(app, tenant)).length === 3)
  assert.deepEqual(await readLog(app, tenant, `session_id=${session_id}`), ['here', 'qr'])
  assert.deepEqual(await readLog(app, tenant, 'type=session.qr'), ['qr'])
  for (const query of ['type=session.lost', 'after=evt_1', 'session_id=x', 'cursor=x']) {
    assert.equal((await app.as(tenant).get(`${path}?${query}`)).statusCode, 422, query)
  }
})

test('the log shows no event before one that may still commit ahead of it', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  await app.owner.transaction(async (slow) => {
    put(slow, tenant, 'began first')
    // Its answer comes after that of the statement before: the first event is there, and not committed.
    await slow.query('select')
    await happen(app, tenant, 'committed first')
    assert.deepEqual(await readLog(app, tenant), [])
  })
  await until('both are settled', async () => (await readLog(app, tenant)).length === 2)
  assert.deepEqual(await readLog(app, tenant), ['began first', 'committed first'])
})

test('the types of events are public, each with a schema of its data', async (t) => {
  const app = await harness(t)
  const answer = await app.anonymous.get('/api/v1/event-types')
  assert.equal(answer.statusCode, 200)
  const types = new Map<string, { properties: Record<string, unknown> }>(
    answer
      .json()
      .data.map((one: { type: string; data_schema: object }) => [one.type, one.data_schema])
  )
  assert.deepEqual([...types.keys()], event_type_names)
  for (const [type, schema] of types) assert.ok(schema.properties, type)
  assert.deepEqual(types.get('session.connected')?.properties['created_at'], {
    type: 'string',
    format: 'date-time'
  })
  assert.doesNotMatch(answer.body, /"additionalProperties":false/)
})

test('a stream tells of events as they happen, each with its id and type', async (t) => {
  const app = await harness(t)
  const [tenant, other] = [await app.seed.tenant(), await app.seed.tenant()]
  const open = await streaming(t, app)
  const reader = await open(tenant)
  assert.equal(reader.response.headers.get('content-type'), 'text/event-stream; charset=utf-8')
  await happen(app, other, 'foreign')
  await happen(app, tenant, 'mine')
  const event = await reader.next()
  assert.deepEqual(event.data, { name: 'mine' })
  assert.equal(event.sse_id, event.id)
  assert.equal(event.sse_event, 'message.received')
})

test('a stream of one session, or of some types, leaves the others out', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedSession(app, tenant)
  const open = await streaming(t, app)
  const of_session = await open(tenant, `/api/v1/sessions/${session_id}/events`)
  const of_types = await open(tenant, `${path}/stream?types=session.qr,session.connected`)
  await happen(app, tenant, 'elsewhere')
  await happen(app, tenant, 'here', { session_id })
  await happen(app, tenant, 'qr', { type: 'session.qr' })
  assert.deepEqual((await of_session.next()).data, { name: 'here' })
  assert.deepEqual((await of_types.next()).data, { name: 'qr' })
})

test('a stream resumed with Last-Event-ID leaves nothing out and repeats nothing', {
  timeout: 60_000
}, async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const open = await streaming(t, app)
  const total = 400
  let written = 0
  // Writers at once, some of which commit late: the order of ids is not the order of commits.
  const writers = Array.from({ length: 4 }, async (_, writer) => {
    while (written < total) {
      written++
      await app.deps.db.withTenant(tenant, async (tx) => {
        await put(tx, tenant, `${writer}.${written}`)
        if (written % 7 === 0) await tx.query('select pg_sleep(0.03)')
      })
    }
  })
  const seen: string[] = []
  let last_id: string | undefined
  // Each connection breaks after a few events, somewhere in the middle.
  while (seen.length < total) {
    const reader = await open(tenant, `${path}/stream`, last_id ?? `evt_${'0'.repeat(32)}`)
    const take = Math.min(total - seen.length, 1 + Math.floor(Math.random() * 60))
    for (let count = 0; count < take; count++) {
      const event = await reader.next()
      seen.push(event.id)
      last_id = event.sse_id
    }
    reader.close()
  }
  await Promise.all(writers)
  const rows = await app.owner.query<{ id: string }>('select id from events order by xid, seq')
  assert.deepEqual(seen, rows.map((row) => row.id).slice(0, seen.length))
  assert.ok(seen.length >= total)
})

test('a stream goes on when the connections to the database were cut', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const open = await streaming(t, app)
  const reader = await open(tenant)
  await happen(app, tenant, 'before')
  assert.deepEqual((await reader.next()).data, { name: 'before' })
  await app.owner.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'wa_tenant' and datname = current_database()"
  )
  await happen(app, tenant, 'after')
  assert.deepEqual((await reader.next()).data, { name: 'after' })
})

test('a tenant may open so many streams and no more; a closed one makes room', async (t) => {
  const app = await harness(t, {
    deps: ({ db, log }) => ({ event_hub: createEventNotifier({ db, log }, 2) })
  })
  const [tenant, other] = [await app.seed.tenant(), await app.seed.tenant()]
  const open = await streaming(t, app)
  const [first] = [await open(tenant), await open(tenant)]
  const refused = await open(tenant)
  assert.equal(refused.response.status, 429)
  assert.ok(refused.response.headers.get('retry-after'))
  assert.equal((await open(other)).response.status, 200)
  first?.close()
  await until('there is room', async () => (await open(tenant)).response.status === 200)
})

test('who begins to follow while a look is under way is woken after it, and nobody looks for nobody', async (t) => {
  const looks: { asked: string[]; answer: (news: object) => void }[] = []
  const db = {
    query: ((_: string, [asked]: [string[]]) =>
      new Promise((resolve) => {
        looks.push({ asked, answer: (news) => resolve([news]) })
      })) as unknown as Db['query']
  }
  const hub = createEventNotifier({ db, log: createLog({ level: 'fatal', role: 'test' }) })
  const over = new AbortController()
  t.after(() => over.abort())
  const follow = (tenant_id: string) => {
    const subscription = hub.subscribe(tenant_id)
    const waiting = { woken: 0, end: subscription.end }
    const wait = async (): Promise<void> => {
      await subscription.next(60_000, over.signal)
      waiting.woken++
      if (!over.signal.aborted) void wait()
    }
    void wait()
    return waiting
  }
  const first = follow('first')
  looks[0]?.answer({ tenant_ids: [], horizon: '5' })
  await until('the first look wakes everybody', () => first.woken === 1)
  await until('the second look is under way', () => looks.length === 2)
  const second = follow('second')
  assert.deepEqual(looks[1]?.asked, ['first'])
  looks[1]?.answer({ tenant_ids: [], horizon: '6' })
  await until('the newcomer is woken', () => second.woken === 1)
  await until('the third look is under way', () => looks.length === 3)
  looks[2]?.answer({ tenant_ids: ['first'], horizon: '7' })
  await until('who has news is woken', () => first.woken === 2)
  assert.equal(second.woken, 1)
  await until('the fourth look is under way', () => looks.length === 4)
  first.end()
  second.end()
  looks[3]?.answer({ tenant_ids: [], horizon: '8' })
  const third = follow('third')
  await until('looking begins anew', () => looks.length === 5)
  assert.deepEqual(looks[4]?.asked, ['third'])
  third.end()
  looks[4]?.answer({ tenant_ids: [], horizon: '9' })
})

test('closing the server ends its streams', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const reader = await (await streaming(t, app))(tenant)
  const ended = reader.ended()
  await app.server.close()
  await ended
})

test('a stream of nobody, of a foreign session or after no event is refused as a problem', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const foreign = await seedSession(app, await app.seed.tenant())
  const me = app.as(tenant)
  const wrong = await me.get(`${path}/stream`, { 'last-event-id': 'seventeen' })
  assert.equal(wrong.statusCode, 422)
  assert.equal(wrong.json().errors[0].path, 'Last-Event-ID')
  assert.equal((await me.get(`${path}/stream?types=lost`)).statusCode, 422)
  assert.equal((await me.get(`/api/v1/sessions/${foreign}/events`)).statusCode, 404)
})

test('the routes of events are guarded by credential and scope', async (t) => {
  const app = await harness(t)
  const routes = gateway_routes.filter((route) => route.url.startsWith(path))
  assert.ok(routes.length >= 2)
  await proveGuards(app, routes, (url) => url, {})
})
