import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { cleanUp } from '../../src/jobs/tasks/clean-up.ts'
import { openDb } from '../../src/lib/db.ts'
import { loseSessions } from '../../src/store/sessions/placements.ts'
import { type Harness, harness, type SeededTenant } from '../../testkit/app.ts'
import { seedConnected, seedSession } from '../../testkit/seed-session.ts'
import { until } from '../../testkit/until.ts'
import { workerBed } from '../../testkit/worker-fixture.ts'

const path = (id: string, query = ''): string => `/api/v1/sessions/${id}/uptime${query}`

type Span = { state: string; open: boolean; reason: string | null; last_reason: string | null }

const spansOf = (app: Pick<Harness, 'owner'>, session_id: string): Promise<Span[]> =>
  app.owner.query<Span>(
    `select state, ended_at is null as open, reason, last_reason from session_spans
     where session_id = $1 order by began_at`,
    [session_id]
  )

const putSpan = (
  app: Harness,
  tenant: SeededTenant,
  session_id: string,
  state: 'up' | 'down',
  began_at: Date,
  ended_at: Date | null,
  reason: string | null = null
): Promise<unknown> =>
  app.owner.query(
    `insert into session_spans (tenant_id, session_id, state, began_at, ended_at, reason, last_reason)
     values ($1, $2, $3, $4, $5, $6, $6)`,
    [tenant.tenant_id, session_id, state, began_at, ended_at, reason]
  )

test('only what its user has not asked for is an outage, and each is one row, whatever is said meanwhile', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const id = await seedSession(app, tenant)
  const set = (status: string, reason: string | null, linked: boolean): Promise<unknown> =>
    app.owner.query(
      "update sessions set status = $2, status_reason = $3, linked_at = case when $4 then timestamptz '2026-01-01' end where id = $1",
      [id, status, reason, linked]
    )
  const now = async (): Promise<string> => {
    const open = (await spansOf(app, id)).filter((span) => span.open)
    assert.ok(open.length <= 1)
    const [span] = open
    return span ? [span.state, span.reason, span.last_reason].filter(Boolean).join(' ') : 'none'
  }
  const steps: [string, string | null, boolean, string][] = [
    ['starting', null, false, 'none'],
    ['qr', null, false, 'none'],
    ['starting', 'connection_lost', false, 'none'],
    ['starting', null, true, 'none'],
    ['connected', null, true, 'up'],
    ['reconnecting', 'connection_lost', true, 'down connection_lost connection_lost'],
    ['reconnecting', 'client_outdated', true, 'down connection_lost client_outdated'],
    ['connected', null, true, 'up'],
    // Its user has it opened anew, and it does not come back at once.
    ['starting', 'restarted_by_user', true, 'none'],
    ['connected', null, true, 'up'],
    ['starting', 'restarted_by_user', true, 'none'],
    ['reconnecting', 'connection_refused', true, 'down connection_refused connection_refused'],
    ['stopped', 'stopped_by_user', true, 'none'],
    ['starting', null, true, 'none'],
    ['starting', 'no_capacity', true, 'down no_capacity no_capacity'],
    ['connected', null, true, 'up'],
    // It goes on until it is linked again: codes that nobody scans end nothing.
    ['logged_out', 'logged_out_by_phone', false, 'down logged_out_by_phone logged_out_by_phone'],
    ['starting', null, false, 'down logged_out_by_phone logged_out_by_phone'],
    ['qr', null, false, 'down logged_out_by_phone logged_out_by_phone'],
    ['failed', 'qr_expired', false, 'down logged_out_by_phone qr_expired'],
    ['starting', null, true, 'down logged_out_by_phone qr_expired'],
    ['connected', null, true, 'up'],
    ['failed', 'banned', true, 'down banned banned'],
    ['logged_out', 'logged_out_by_user', false, 'none'],
    ['starting', null, false, 'none'],
    ['failed', 'qr_expired', false, 'none']
  ]
  for (const [status, reason, linked, wanted] of steps) {
    await set(status, reason, linked)
    assert.equal(await now(), wanted, `${status} ${reason}`)
  }
  const spans = await spansOf(app, id)
  assert.equal(spans.filter((span) => span.state === 'up').length, 5)
  assert.equal(spans.filter((span) => span.state === 'down').length, 5)
})

test('a session that was logged out on the phone is down until its user stops it', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const id = await seedConnected(app, tenant)
  await app.owner.query(
    "update sessions set status = 'logged_out', status_reason = 'logged_out_by_phone', desired = 'stopped', linked_at = null where id = $1",
    [id]
  )
  const before = (await app.as(tenant).get(path(id))).json()
  assert.equal(before.outages[0].ended_at, null)
  assert.equal(before.outages[0].reason_text, 'The phone removed this linked device.')
  assert.equal((await app.as(tenant).post(`/api/v1/sessions/${id}/stop`)).statusCode, 202)
  const { outages } = (await app.as(tenant).get(path(id))).json()
  assert.notEqual(outages[0].ended_at, null)
})

test('days are those of the time zone, and what is told of each is the share of the wanted time', async (t) => {
  const app = await harness(t)
  app.deps.clock = { ...app.deps.clock, now: () => new Date('2026-03-10T12:00:00Z') }
  const tenant = await app.seed.tenant()
  const id = await seedSession(app, tenant)
  const at = (text: string): Date => new Date(`2026-03-${text}:00Z`)
  await putSpan(app, tenant, id, 'up', at('08T12:00'), at('09T06:00'))
  await putSpan(app, tenant, id, 'down', at('09T06:00'), at('09T09:00'), 'connection_lost')
  await putSpan(app, tenant, id, 'up', at('09T09:00'), at('09T12:00'))
  const utc = (await app.as(tenant).get(path(id, '?days=3'))).json()
  assert.deepEqual(utc.days, [
    { date: '2026-03-10', uptime: null, connected_seconds: 0, wanted_seconds: 0, outages: 0 },
    {
      date: '2026-03-09',
      uptime: 0.75,
      connected_seconds: 9 * 3600,
      wanted_seconds: 12 * 3600,
      outages: 1
    },
    {
      date: '2026-03-08',
      uptime: 1,
      connected_seconds: 12 * 3600,
      wanted_seconds: 12 * 3600,
      outages: 0
    }
  ])
  assert.equal(utc.uptime, 0.875)
  assert.equal(utc.mean_recovery_seconds, 3 * 3600)
  assert.deepEqual([utc.from, utc.to, utc.outages_total], ['2026-03-08', '2026-03-10', 1])
  assert.equal(utc.outages[0].seconds, 3 * 3600)
  // Nine hours ahead: the day begins at 15:00 of the day before.
  const tokyo = (await app.as(tenant).get(path(id, '?days=3&timezone=Asia/Tokyo'))).json()
  assert.deepEqual(
    tokyo.days.map((day: { date: string; wanted_seconds: number }) => [
      day.date,
      day.wanted_seconds
    ]),
    [
      ['2026-03-10', 0],
      ['2026-03-09', 21 * 3600],
      ['2026-03-08', 3 * 3600]
    ]
  )
  const all = (await app.as(tenant).get(path(id, '?days=90'))).json()
  assert.equal(all.days.length, 90)
  assert.equal(all.uptime, 0.875)
})

test('uptime is told to whoever may read the sessions of the tenant, for 90 days at most', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const other = await app.seed.tenant()
  const id = await seedConnected(app, tenant)
  const res = await app.as(tenant).get(path(id))
  assert.equal(res.statusCode, 200)
  assert.equal(res.json().days.length, 30)
  assert.equal(res.json().timezone, 'UTC')
  assert.equal((await app.anonymous.get(path(id))).statusCode, 401)
  assert.equal((await app.as(other).get(path(id))).statusCode, 404)
  const reader = await app.withKey(['messages:read'], tenant)
  assert.equal((await reader.get(path(id))).statusCode, 403)
  for (const query of [
    'days=0',
    'days=91',
    'days=x',
    'timezone=Nowhere/Land',
    'timezone=%2B02:00',
    'day=3'
  ]) {
    const refused = await app.as(tenant).get(path(id, `?${query}`))
    assert.equal(refused.statusCode, 422, query)
  }
})

test('what is older than 90 days is deleted, what goes on is kept', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const id = await seedSession(app, tenant)
  const days_ago = (days: number): Date => new Date(Date.now() - days * 86_400_000)
  await putSpan(app, tenant, id, 'up', days_ago(200), days_ago(100))
  await putSpan(app, tenant, id, 'down', days_ago(100), days_ago(89), 'connection_lost')
  await putSpan(app, tenant, id, 'up', days_ago(89), null)
  const system = openDb({ url: app.urls.system, connections_max: 1, application_name: 'test' })
  t.after(() => system.close())
  const { session_spans } = await cleanUp(system, 30, new AbortController().signal)
  assert.equal(session_spans, 1)
  assert.deepEqual(
    (await spansOf(app, id)).map((span) => span.state),
    ['down', 'up']
  )
})

test('a session whose worker was killed is down from its last sign of life until it is connected again', async (t) => {
  const bed = await workerBed(t, { lease_seconds: 3 })
  const session_id = await bed.createSession()
  await bed.link(session_id)
  // Connecting is written down a moment after the connection: only a renewal after that leaves a time in which it was up.
  const renewed = await until('its lease was renewed while it was up', async () => {
    const [row] = await bed.owner.query<{ renewed_at: Date }>(
      `select l.renewed_at from session_leases l join session_spans s using (session_id)
       where l.session_id = $1 and s.state = 'up' and l.renewed_at > s.began_at + interval '1 ms'`,
      [session_id]
    )
    return row?.renewed_at
  })
  bed.worker.kill('SIGKILL')
  await once(bed.worker, 'exit')
  const killed_at = new Date()
  const [instance] = await bed.owner.query<{ id: string }>('select id from instances')
  // It is noticed later, as when everything was down.
  await until('some time has passed', async () => Date.now() - killed_at.getTime() > 2_000)
  await bed.owner.query('update sessions set instance_id = $1 where id = $2', [
    instance?.id,
    session_id
  ])
  await bed.owner.transaction((tx) => loseSessions(tx, instance?.id ?? ''))
  await bed.spawnWorker()
  await bed.assign(session_id)
  await bed.waitStatus(session_id, 'connected')
  const spans = await bed.owner.query<{
    state: string
    began_at: Date
    ended_at: Date | null
    reason: string | null
  }>(
    'select state, began_at, ended_at, reason from session_spans where session_id = $1 order by began_at',
    [session_id]
  )
  assert.deepEqual(
    spans.map(({ state, reason, ended_at }) => [state, reason, ended_at !== null]),
    [
      ['up', null, true],
      ['down', 'worker_lost', true],
      ['up', null, false]
    ]
  )
  const [up, down] = spans
  assert.deepEqual(up?.ended_at, down?.began_at)
  assert.ok(down && down.began_at >= renewed && down.began_at <= killed_at)
})
