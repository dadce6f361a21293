import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import {
  buildAgeDays,
  chooseBuilds,
  isPlausibleBuild,
  type KnownBuild,
  library_release,
  parseClientVersion
} from '../../src/domain/client-version.ts'
import { refreshClientVersion } from '../../src/jobs/tasks/refresh-client-version.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { openDb } from '../../src/lib/db.ts'
import { createLog } from '../../src/lib/log.ts'
import { readClientHealth } from '../../src/usecases/client-version/health.ts'
import { library_build } from '../../src/whatsapp/baileys/library-build.ts'
import { findLatestBuild } from '../../src/whatsapp/find-latest-build.ts'
import { type BuildAttempt, createClientVersions } from '../../src/worker/client-versions.ts'
import { recordClientVersion } from '../../src/worker/records/client-versions.ts'
import { testDatabase } from '../../testkit/database.ts'
import { until } from '../../testkit/until.ts'

const library = 1_043_857_760
const newer = 1_047_769_893
const early = new Date('2026-10-01')
const late = new Date('2026-11-01')
const known = (build: number, accepted_at: Date | null, refused_at: Date | null): KnownBuild => ({
  build,
  accepted_at,
  refused_at
})

test('the build to log in with is the newest that WhatsApp accepted or the library brings, as long as it is not refused', () => {
  const cases: [string, KnownBuild[], ReturnType<typeof chooseBuilds>][] = [
    ['nothing is known', [], { current: library, candidate: null, refused: false }],
    [
      'a newer one was found and never tried',
      [known(newer, null, null)],
      { current: library, candidate: newer, refused: false }
    ],
    [
      'the newer one was accepted',
      [known(newer, late, null)],
      { current: newer, candidate: null, refused: false }
    ],
    [
      'the newer one was refused at its first login',
      [known(newer, null, late)],
      { current: library, candidate: null, refused: false }
    ],
    [
      'the newer one was accepted, then refused: the library is all that is left',
      [known(newer, early, late)],
      { current: library, candidate: null, refused: false }
    ],
    [
      'refused once and accepted later counts as accepted',
      [known(newer, late, early)],
      { current: newer, candidate: null, refused: false }
    ],
    [
      'the library is refused and a newer one has not been tried',
      [known(library, early, late), known(newer, null, null)],
      { current: newer, candidate: newer, refused: true }
    ],
    [
      'everything is refused',
      [known(library, early, late), known(newer, early, late)],
      { current: newer, candidate: null, refused: true }
    ]
  ]
  for (const [title, rows, expected] of cases)
    assert.deepEqual(chooseBuilds(rows, library), expected, title)
})

test('a version is read in its long and its short form, and what cannot be one is refused', () => {
  assert.equal(parseClientVersion('2.3000.1043857760'), library)
  assert.equal(parseClientVersion(' 1043857760 '), library)
  for (const text of ['', '2.3000', '2.2412.54', '1.3000.1043857760', '104385776', '1e9'])
    assert.equal(parseClientVersion(text), null, text)
  assert.ok(isPlausibleBuild(library, library))
  assert.ok(isPlausibleBuild(newer, library))
  assert.ok(!isPlausibleBuild(library - 1, library), 'older than the library')
  assert.ok(!isPlausibleBuild(library + 30_000_000, library), 'from a far future')
})

test('the age of a version counts from its release where that is known, else from the day it was found', () => {
  assert.equal(
    library_release.build,
    library_build,
    'the library has another build: when did it come out?'
  )
  const found = new Date('2026-11-20')
  const now = new Date('2026-11-27T12:00:00Z')
  assert.equal(buildAgeDays(library, found, now), 124)
  assert.equal(buildAgeDays(library - 1, found, now), 124)
  assert.equal(buildAgeDays(newer, found, now), 7)
  assert.equal(buildAgeDays(newer, now, found), 0)
})

/** A worker's view of the versions, on a table in memory. */
const versionsOf = (t: TestContext, rows: KnownBuild[]) => {
  const recorded: [number, string | null][] = []
  const versions = createClientVersions({
    own: { build: library, source: 'library' },
    load: async () => rows,
    record: async (build, outcome) => void recorded.push([build, outcome]),
    clock: systemClock,
    log: createLog({ level: 'silent', role: 'test' })
  })
  t.after(() => versions.stop())
  const attempt = (): Promise<BuildAttempt> =>
    until('an attempt is allowed', () => Promise.resolve(versions.attempt() ?? false))
  return { versions, recorded, attempt }
}

test('after a loss two connections go ahead, and the others follow when one of them is accepted', async (t) => {
  const { versions, attempt } = versionsOf(t, [])
  const first = await attempt()
  const second = versions.attempt()
  assert.equal(first.build, library)
  assert.equal(second?.build, library)
  assert.equal(versions.attempt(), null, 'a third waits')
  first.ended()
  const third = versions.attempt()
  assert.ok(third, 'one that ends without an answer makes room')
  assert.equal(versions.attempt(), null)
  second?.accepted()
  for (let more = 0; more < 50; more++) assert.ok(versions.attempt(), 'proven: everybody may')
  versions.lost()
  third.ended()
  assert.ok(versions.attempt())
})

test('a newer build is tried by one connection while the others keep to what is proven, and taken by all when it was accepted', async (t) => {
  const rows = [known(newer, null, null)]
  const { versions, attempt, recorded } = versionsOf(t, rows)
  const probe = await attempt()
  assert.equal(probe.build, newer)
  const other = versions.attempt()
  assert.equal(other?.build, library)
  other?.accepted()
  assert.equal(versions.attempt()?.build, library)
  probe.accepted()
  assert.equal(versions.attempt()?.build, newer)
  assert.deepEqual(
    recorded.filter(([, outcome]) => outcome === 'accepted').map(([build]) => build),
    [library, newer]
  )
})

test('when the only build is refused everybody waits, until a newer one is known, which one connection tries', async (t) => {
  const rows: KnownBuild[] = []
  const { versions, attempt } = versionsOf(t, rows)
  const first = await attempt()
  const second = versions.attempt()
  first.refused()
  assert.ok(versions.outdated)
  second?.refused()
  for (let more = 0; more < 50; more++) assert.equal(versions.attempt(), null)
  rows.push(known(library, null, new Date()), known(newer, null, null))
  const probe = await attempt()
  assert.equal(probe.build, newer)
  assert.equal(versions.attempt(), null, 'nobody else before it is known to work')
  probe.accepted()
  assert.ok(!versions.outdated)
  for (let more = 0; more < 50; more++) assert.equal(versions.attempt()?.build, newer)
})

const website = async (t: TestContext, answer: RequestListener): Promise<string> => {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
const never = new AbortController().signal

test("the newest build is read from the website's service worker, else from its page", async (t) => {
  const worker = await website(t, (request, response) => {
    assert.equal(request.headers['sec-fetch-site'], 'none')
    assert.equal(request.url, '/sw.js')
    response.end(`x("{\\"client_revision\\":${newer},\\"a\\":1}")`)
  })
  assert.equal(await findLatestBuild(worker, never), newer)
  const page = await website(t, (request, response) => {
    if (request.url === '/sw.js') response.writeHead(404).end()
    else response.end(`<html>"client_revision":${newer},</html>`)
  })
  assert.equal(await findLatestBuild(page, never), newer)
})

test('a website that says nothing, too much, or something else leads to a reason, not to a version', async (t) => {
  const cases: [RequestListener, RegExp][] = [
    [(_request, response) => response.end('hello'), /tells no client_revision/],
    [(_request, response) => response.writeHead(500).end(), /answered 500/],
    [(_request, response) => response.end('"client_revision":12,'), /tells no client_revision/],
    [(_request, response) => response.end('x'.repeat(5 * 1024 * 1024)), /too large/],
    [(request) => request.destroy(), /cannot be read/]
  ]
  for (const [answer, reason] of cases)
    await assert.rejects(findLatestBuild(await website(t, answer), never), reason)
})

test('a look for a newer version happens when it is due, and a refusal brings it forward to a minute after the last', async (t) => {
  const urls = await testDatabase(t)
  const system = openDb({ url: urls.system, connections_max: 1, application_name: 'test' })
  const worker = openDb({ url: urls.worker, connections_max: 1, application_name: 'test' })
  const owner = openDb({ url: urls.owner, connections_max: 1, application_name: 'test' })
  t.after(() => Promise.all([system.close(), worker.close(), owner.close()]))
  let looks = 0
  const find = async (): Promise<number> => {
    looks++
    return newer
  }
  await recordClientVersion(worker, library, 'library', null)
  assert.deepEqual(await refreshClientVersion(system, find, false, never), {
    did: 'found',
    build: newer,
    fresh: true
  })
  assert.equal((await refreshClientVersion(system, find, false, never)).did, 'not_due')
  assert.equal((await refreshClientVersion(system, find, true, never)).did, 'not_due')
  const [later] = await owner.query<{ in_s: number }>(
    `select extract(epoch from run_at - now())::float as in_s from graphile_worker.jobs
     where task_identifier = 'refresh_client_version'`
  )
  assert.ok(later && later.in_s > 30 && later.in_s <= 60, 'it is made up for when it may be made')
  await owner.query("update client_version_looks set looked_at = now() - interval '61 seconds'")
  assert.equal((await refreshClientVersion(system, find, false, never)).did, 'not_due')
  assert.equal((await refreshClientVersion(system, find, true, never)).did, 'found')
  assert.equal(looks, 2)

  await owner.query('update client_version_looks set next_look_at = now()')
  const wild = async (): Promise<number> => 9_999_999_999
  assert.equal((await refreshClientVersion(system, wild, false, never)).did, 'failed')
  assert.match(
    (await readClientHealth(owner, new Date()))?.look_failure ?? '',
    /not a likely successor/
  )
})

test('a refused login asks for a look at once and health tells it, and one that is accepted ends it', async (t) => {
  const urls = await testDatabase(t)
  const worker = openDb({ url: urls.worker, connections_max: 1, application_name: 'test' })
  const owner = openDb({ url: urls.owner, connections_max: 1, application_name: 'test' })
  t.after(() => Promise.all([worker.close(), owner.close()]))
  assert.equal(await readClientHealth(owner, new Date()), null)
  await recordClientVersion(worker, library, 'library', null)
  assert.equal((await readClientHealth(owner, new Date()))?.refused, false)
  await recordClientVersion(worker, library, 'library', 'refused')
  await recordClientVersion(worker, library, 'library', 'refused')
  const health = await readClientHealth(owner, new Date())
  assert.equal(health?.refused, true)
  assert.equal(health?.version, '2.3000.1043857760')
  assert.deepEqual(health?.refused_logins, [{ version: '2.3000.1043857760', logins: 2 }])
  const jobs = await owner.query(
    "select from graphile_worker.jobs where task_identifier = 'refresh_client_version'"
  )
  assert.equal(jobs.length, 1)
  await recordClientVersion(worker, newer, 'library', 'accepted')
  const after = await readClientHealth(owner, new Date())
  assert.equal(after?.version, '2.3000.1047769893')
  assert.equal(after?.refused, false)
  assert.equal(after?.age_days, 0)
  await assert.rejects(
    worker.query('insert into client_versions (build, source) values (1, $1)', ['library'])
  )
})
