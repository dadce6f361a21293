import assert from 'node:assert/strict'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { openDb } from '../../src/lib/db.ts'
import { noteHeard } from '../../src/store/sessions/advance.ts'
import { sideBySide } from '../../testkit/side-by-side.ts'
import { until } from '../../testkit/until.ts'
import { type WorkerBed, workerBed } from '../../testkit/worker-fixture.ts'

const test = sideBySide(3)

const quick = fileURLToPath(new URL('../../testkit/fast-watch-worker.ts', import.meta.url))

const events = async (bed: WorkerBed, session_id: string, type: string): Promise<number> => {
  const rows = await bed.owner.query('select from events where session_id = $1 and type = $2', [
    session_id,
    type
  ])
  return rows.length
}

const loginsOf = async (bed: WorkerBed, number: string): Promise<number> =>
  (await bed.simulator.phone(number)).logins

test('a session whose connection is open and deaf is back within 90 seconds, whichever way it is deaf, and what was said meanwhile arrives', async (t) => {
  const bed = await workerBed(t)
  const ids = [await bed.createSession(), await bed.createSession(), await bed.createSession()]
  const [wholly, but_for_pings, healthy] = await Promise.all(ids.map((id) => bed.link(id)))
  assert.ok(wholly && but_for_pings && healthy)
  const before = await Promise.all(
    [wholly, but_for_pings, healthy].map(({ number }) => loginsOf(bed, number))
  )
  const pings = (await bed.simulator.stats()).pings
  const began_ms = performance.now()
  await bed.simulator.disconnect(wholly.number, { how: 'deaf' })
  await bed.simulator.disconnect(but_for_pings.number, { how: 'deaf_but_for_pings' })
  const friend = await bed.simulator.createPhone()
  for (const [index, { number }] of [wholly, but_for_pings].entries()) {
    await bed.simulator.say(friend.number, { to: number, text: 'are you there' })
    await until(
      'it is connected anew',
      async () => (await loginsOf(bed, number)) > (before[index] ?? 0),
      120_000
    )
    const took_ms = Math.round(performance.now() - began_ms)
    t.diagnostic(`${index === 0 ? 'wholly deaf' : 'deaf but for pings'}: ${took_ms} ms`)
    assert.ok(took_ms < 90_000, `it took ${took_ms} ms`)
    const session_id = ids[index] ?? ''
    await bed.waitStatus(session_id, 'connected')
    await until('what was said arrives', async () =>
      (await bed.messages(session_id)).some((message) => message.direction === 'inbound')
    )
    const [told] = await bed.owner.query<{ data: { status_reason: string } }>(
      "select data from events where session_id = $1 and type = 'session.reconnecting'",
      [session_id]
    )
    assert.equal(told?.data.status_reason, 'connection_silent')
    assert.equal(await events(bed, session_id, 'session.unhealthy'), 0, 'once is an accident')
  }
  assert.equal(await loginsOf(bed, healthy.number), before[2], 'nobody else was connected anew')
  const { pings: pings_now, deaf_pings, deaf_stanzas } = await bed.simulator.stats()
  t.diagnostic(
    `pings heard: ${pings_now - pings}; said to the deaf: ${deaf_pings} pings, ${deaf_stanzas} others`
  )
})

test('two connections in a row that go silent are told, once, and one through which something comes again sets it back', async (t) => {
  const bed = await workerBed(t, { worker_main: quick })
  const session_id = await bed.createSession()
  const { number } = await bed.link(session_id)
  for (const how of ['deaf_but_for_pings', 'deaf', 'deaf_but_for_pings'] as const) {
    const logins = await loginsOf(bed, number)
    await bed.simulator.disconnect(number, { how })
    await until('it is connected anew', async () => (await loginsOf(bed, number)) > logins, 60_000)
    await bed.waitStatus(session_id, 'connected')
  }
  await until('it is told', async () => (await events(bed, session_id, 'session.unhealthy')) === 1)
  await until(
    'it hears again',
    async () => (await bed.session(session_id)).unhealthy_since === null
  )
  await until('that is told', async () => (await events(bed, session_id, 'session.healthy')) === 1)
  const told = await bed.owner.query<{ type: string; data: { unhealthy_since: string | null } }>(
    "select type, data from events where session_id = $1 and type in ('session.unhealthy', 'session.healthy') order by seq",
    [session_id]
  )
  assert.deepEqual(
    told.map(({ type, data }) => [type, data.unhealthy_since !== null]),
    [
      ['session.unhealthy', true],
      ['session.healthy', false]
    ]
  )
})

test('a session to which nobody says anything stays connected: its questions are answered', async (t) => {
  const bed = await workerBed(t, { worker_main: quick })
  const session_id = await bed.createSession()
  const { number } = await bed.link(session_id)
  const logins = await loginsOf(bed, number)
  const { pings } = await bed.simulator.stats()
  // The questions come at least as often as every third ping.
  await until(
    'much was asked',
    async () => (await bed.simulator.stats()).pings > pings + 12,
    60_000
  )
  assert.equal(await loginsOf(bed, number), logins)
  assert.equal(await events(bed, session_id, 'session.reconnecting'), 0)
})

test('what a session heard last, and when, is kept, and does not count as a change of the session', async (t) => {
  const bed = await workerBed(t)
  const session_id = await bed.createSession()
  const { number } = await bed.link(session_id)
  const friend = await bed.simulator.createPhone()
  const said_at = new Date()
  await bed.simulator.say(friend.number, { to: number, text: 'hello' })
  await until('it arrived', async () => (await bed.messages(session_id)).length === 1)
  bed.worker.kill('SIGTERM')
  await once(bed.worker, 'exit')
  const { last_heard, last_heard_at } = await bed.session(session_id)
  assert.equal(last_heard, 'message')
  assert.ok(last_heard_at && last_heard_at >= said_at)
})

test('what many sessions heard is noted in one statement that waits for nobody', async (t) => {
  const bed = await workerBed(t)
  const ids = await Promise.all(Array.from({ length: 20 }, () => bed.createSession()))
  const at = new Date('2026-01-02T03:04:05Z')
  const other = openDb({ url: bed.urls.owner, connections_max: 1, application_name: 'other' })
  t.after(() => other.close())
  const before = await bed.session(ids[0] ?? '')
  const written = await other.transaction(async (tx) => {
    await tx.query('select from sessions where id = $1 for update', [ids[1]])
    return noteHeard(
      bed.owner,
      ids.map((session_id) => ({ session_id, kind: 'receipt' as const, at }))
    )
  })
  assert.equal(written.length, 19, 'the one that is being changed is left out')
  const after = await bed.session(ids[0] ?? '')
  assert.deepEqual([after.last_heard, after.last_heard_at], ['receipt', at])
  assert.deepEqual(after.updated_at, before.updated_at)
  assert.equal((await bed.session(ids[1] ?? '')).last_heard_at, null)
})
