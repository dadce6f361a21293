import assert from 'node:assert/strict'
import { test } from 'node:test'
import { library_build } from '../src/whatsapp/library-build.ts'
import { until } from './support/until.ts'
import { workerBed } from './support/worker-bed.ts'

const sessions_max = Number(process.env['TEST_OUTDATED_SESSIONS'] ?? 12)
const newer = library_build + 3_000_000

test('when WhatsApp refuses the version a few logins find out, everybody waits and is told, and all come back by themselves with a newer one', async (t) => {
  const bed = await workerBed(t)
  const sessions: { id: string; number: string }[] = []
  for (let made = 0; made < sessions_max; made++) {
    const id = await bed.createSession()
    sessions.push({ id, number: (await bed.link(id)).number })
  }
  const reasons = () =>
    bed.owner.query<{ status: string; status_reason: string | null; sessions: number }>(
      'select status, status_reason, count(*)::int as sessions from sessions group by 1, 2'
    )

  await bed.simulator.setBuildMin({ build: newer, end_connections: true })
  await until('everybody waits for a newer version', async () => {
    const [only, ...others] = await reasons()
    return others.length === 0 && only?.status_reason === 'client_outdated' && only
  })
  const { versions_refused } = await bed.simulator.stats()
  assert.ok(versions_refused >= 1 && versions_refused <= 3, `${versions_refused} were refused`)
  const [version] = await bed.owner.query<{ refused_at: Date | null }>(
    'select refused_at from client_versions where build = $1',
    [library_build]
  )
  assert.ok(version?.refused_at)
  const wanted = await bed.owner.query("select from sessions where desired <> 'running'")
  assert.equal(wanted.length, 0)

  await bed.owner.query("insert into client_versions (build, source) values ($1, 'website')", [
    newer
  ])
  for (const { id } of sessions) await bed.waitStatus(id, 'connected')
  for (const { number } of sessions)
    assert.equal((await bed.simulator.phone(number)).pairings, 1, 'nobody had to scan again')
  assert.equal((await bed.simulator.stats()).versions_refused, versions_refused)
  await until('the version that works is noted', async () => {
    const [good] = await bed.owner.query<{ accepted_at: Date | null }>(
      'select accepted_at from client_versions where build = $1',
      [newer]
    )
    return good?.accepted_at !== null
  })
})
