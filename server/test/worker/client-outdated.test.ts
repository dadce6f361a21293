import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { library_build } from '../../src/whatsapp/baileys/library-build.ts'
import { until } from '../../testkit/until.ts'
import { type WorkerBed, workerBed } from '../../testkit/worker-fixture.ts'

/** `npm run outdated` takes 200, and watches them for longer. */
const sessions_max = Number(process.env['TEST_OUTDATED_SESSIONS'] ?? 12)
const idle_s = Number(process.env['TEST_OUTDATED_IDLE_S'] ?? 3)
const newer = library_build + 3_000_000
/** Two go ahead, and one of them may be on its way again when the first is refused. */
const refused_max = 3
const links_at_once = 6
const back_within_ms = 300_000

type Linked = { id: string; number: string }

const linkMany = async (bed: WorkerBed): Promise<Linked[]> => {
  const sessions: Linked[] = []
  const lane = async (): Promise<void> => {
    for (let id = await next(); id; id = await next())
      sessions.push({ id, number: (await bed.link(id)).number })
  }
  let begun = 0
  const next = async (): Promise<string | null> =>
    begun++ < sessions_max ? bed.createSession() : null
  await Promise.all(Array.from({ length: links_at_once }, lane))
  return sessions
}

const everybodyWaits = (bed: WorkerBed): Promise<unknown> =>
  until(
    'everybody waits for a newer version',
    async () => {
      const [only, ...others] = await bed.owner.query<{ status_reason: string | null }>(
        'select status_reason from sessions group by status, status_reason'
      )
      return others.length === 0 && only?.status_reason === 'client_outdated'
    },
    120_000
  )

const nobodyUnlinked = async (bed: WorkerBed, sessions: Linked[]): Promise<void> => {
  const unwanted = await bed.owner.query("select from sessions where desired <> 'running'")
  assert.equal(unwanted.length, 0)
  for (const { number } of sessions)
    assert.equal((await bed.simulator.phone(number)).pairings, 1, 'nobody had to scan again')
}

test('when WhatsApp refuses the version a few logins find out, everybody waits and is told, and all come back by themselves with a newer one, with what was handed in meanwhile', async (t) => {
  const bed = await workerBed(t)
  const sessions = await linkMany(bed)
  const friend = await bed.simulator.createPhone()
  await bed.simulator.setBuildMin({ build: newer, end_connections: true })
  await everybodyWaits(bed)
  const { versions_refused } = await bed.simulator.stats()
  assert.ok(
    versions_refused >= 1 && versions_refused <= refused_max,
    `${versions_refused} were refused`
  )
  const [version] = await bed.owner.query<{ refused_at: Date | null; refused_logins: number }>(
    'select refused_at, refused_logins from client_versions where build = $1',
    [library_build]
  )
  assert.ok(version?.refused_at)
  assert.equal(version.refused_logins, versions_refused)

  const texts = new Map<string, string>()
  for (const { id } of sessions) {
    const { whatsapp_id } = await bed.accept(id, friend.jid, `of ${id}`)
    texts.set(whatsapp_id as string, `of ${id}`)
  }
  const found_ms = performance.now()
  await bed.owner.query("insert into client_versions (build, source) values ($1, 'website')", [
    newer
  ])
  await until(
    'all are back',
    async () => {
      const away = await bed.owner.query("select from sessions where status <> 'connected'")
      return away.length === 0
    },
    back_within_ms
  )
  const back_s = (performance.now() - found_ms) / 1000
  const { messages } = await bed.simulator.waitReceived(friend.number, {
    count: sessions.length,
    timeout_ms: 120_000
  })
  assert.deepEqual(new Map(messages.map((one) => [one.id, one.text])), texts)
  assert.ok(messages.every((one) => one.copies === 1))
  await nobodyUnlinked(bed, sessions)
  assert.equal((await bed.simulator.stats()).versions_refused, versions_refused)
  t.diagnostic(
    `${sessions.length} sessions: ${versions_refused} logins refused, all back ${back_s.toFixed(1)} s after the newer version was known`
  )
  await until('the version that works is noted', async () => {
    const [good] = await bed.owner.query<{ accepted_at: Date | null }>(
      'select accepted_at from client_versions where build = $1',
      [newer]
    )
    return good?.accepted_at !== null
  })
  assert.equal(bed.errors.filter((line) => line.includes('refuses this version')).length, 1)
})

test('when there is no newer version everybody waits calmly: hardly a login is tried, and the operator is told once', async (t) => {
  const bed = await workerBed(t)
  const sessions = await linkMany(bed)
  await bed.simulator.setBuildMin({ build: newer, end_connections: true })
  await everybodyWaits(bed)
  const cpuSeconds = async (): Promise<number> =>
    ((await (await bed.call('GET', '/health')).json()) as { cpu_s: number }).cpu_s
  const before = await cpuSeconds()
  await pause(idle_s * 1000)
  const share = (100 * ((await cpuSeconds()) - before)) / idle_s
  const { versions_refused } = await bed.simulator.stats()
  // One session tries again after half a minute at the soonest, and then ever more seldom.
  assert.ok(
    versions_refused <= refused_max + Math.ceil(idle_s / 30),
    `${versions_refused} were refused`
  )
  t.diagnostic(
    `${sessions.length} sessions, ${idle_s} s: the worker takes ${share.toFixed(2)} % of a core, ${versions_refused} logins were refused`
  )
  assert.equal(bed.errors.filter((line) => line.includes('refuses this version')).length, 1)
  const [waiting] = await bed.owner.query<{ next_attempt_at: Date | null }>(
    'select next_attempt_at from sessions limit 1'
  )
  assert.ok(waiting?.next_attempt_at, 'it is said when it is tried again')
  await bed.simulator.setBuildMin({ build: 0 })
  await nobodyUnlinked(bed, sessions)
})
