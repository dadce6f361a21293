import type { Db } from '../../src/lib/db.ts'
import { until } from '../../testkit/until.ts'
import type { Callers, Client } from './client.ts'
import type { Installation } from './installation.ts'
import type { Pace } from './pace.ts'

const within_ms = 180_000
const kills = 12
const kill_every_ms = 5_000

type Bed = { db: Db; admin: Client; installation: Installation; say(what: string): void }

/** The first customer as an administrator of the installation. */
export const createAdmin = async (db: Db, callers: Callers): Promise<Client> => {
  const email = 'tenant0@example.com'
  await db.query("update users set role = 'admin' where email = $1", [email])
  const credentials = { email, password: 'a long enough password' }
  const { body } = await callers.as().call('POST', '/api/v1/auth/login', credentials)
  return callers.as(body.access_token)
}

/**
 * Grows an installation to so many workers and back to one while messages come and go; in between every worker is replaced
 * by another, one is told to end by a signal, and the leading orchestrator is killed again and again. Tells what went wrong.
 */
export const scaleInSteps = async (pace: Pace, bed: Bed, workers: number): Promise<string[]> => {
  const problems: string[] = []
  const steps: { at: number; run: () => Promise<string> }[] = [
    { at: 0.05, run: () => scaleTo(bed, workers) },
    { at: 0.3, run: () => replaceAll(bed) },
    { at: 0.5, run: () => killLeaders(bed, problems) },
    { at: 0.7, run: () => endOne(bed) },
    { at: 0.8, run: () => scaleTo(bed, 1) }
  ]
  pace.leave(steps[0]?.at ?? 1)
  for (const [index, step] of steps.entries()) {
    await pace.reached(step.at)
    // Messages go on while it is done.
    pace.leave(steps[index + 1]?.at ?? 1)
    const since = await databaseTime(bed.db)
    const began_ms = performance.now()
    const done = await step.run()
    bed.say(`${done}, ${((performance.now() - began_ms) / 1000).toFixed(1)} s`)
    bed.say(`  sessions were away ${await awayTimes(bed.db, since)}`)
  }
  bed.say(`in all sessions were away ${await awayTimes(bed.db, new Date(0))}`)
  return problems
}

/** What a session that moves should be away at most. */
const away_max_s = 3

type Instance = { id: string; status: string; pid: number; sessions: number }

const liveInstances = (db: Db): Promise<Instance[]> =>
  db.query<Instance>(
    `select i.id, i.status, nullif(split_part(i.reference, ':', -1), '')::int as pid,
       (select count(*) from sessions s where s.instance_id = i.id and s.status = 'connected') as sessions
     from instances i where i.status not in ('stopped', 'failed') and i.reference is not null order by i.id`
  )

/** There are so many, all sessions are connected, and no worker has far more than another. */
const scaleTo = async ({ db, admin }: Bed, workers: number): Promise<string> => {
  const answer = await admin.call('PUT', '/api/v1/admin/scale', { workers })
  if (answer.status !== 200) throw new Error(`scale: ${answer.status} ${JSON.stringify(answer)}`)
  const loads = await levelled(db, workers)
  await allConnected(db)
  return `scaled to ${workers}: ${loads.join(', ')} sessions`
}

/** So many workers run, and none has so many more sessions than another that some of them would move. */
const levelled = (db: Db, workers: number): Promise<number[]> =>
  until(
    `${workers} workers share the sessions`,
    async () => {
      const counts = (await liveInstances(db)).map((one) => one.sessions)
      const spread = Math.max(...counts) - Math.min(...counts)
      const mean = counts.reduce((sum, one) => sum + one, 0) / counts.length
      return counts.length === workers && spread <= Math.max(10, mean) && counts
    },
    within_ms
  )

const allConnected = (db: Db): Promise<unknown> =>
  until(
    'all sessions are connected',
    async () => {
      const [row] = await db.query<{ away: number }>(
        "select count(*) as away from sessions where desired = 'running' and status <> 'connected'"
      )
      return row?.away === 0
    },
    within_ms
  )

const replaceAll = async (bed: Bed): Promise<string> => {
  const before = await liveInstances(bed.db)
  for (const { id } of before) {
    const { status } = await bed.admin.call('POST', `/api/v1/admin/instances/${id}/drain`)
    if (status !== 202) throw new Error(`drain: ${status}`)
    await untilGone(bed, id)
  }
  await levelled(bed.db, before.length)
  await allConnected(bed.db)
  return `replaced ${before.length} workers one after the other`
}

const untilGone = ({ db }: Bed, id: string): Promise<unknown> =>
  until(
    `${id} has ended`,
    async () => (await liveInstances(db)).every((one) => one.id !== id),
    within_ms
  )

const endOne = async (bed: Bed): Promise<string> => {
  const [one] = await liveInstances(bed.db)
  if (!one) throw new Error('no worker runs')
  process.kill(one.pid, 'SIGTERM')
  await untilGone(bed, one.id)
  await allConnected(bed.db)
  return `ended a worker with ${one.sessions} sessions by SIGTERM`
}

/** Workers and their sessions are none the wiser. */
const killLeaders = async ({ db }: Bed, problems: string[]): Promise<string> => {
  const epochs = async (): Promise<string> =>
    JSON.stringify(await db.query('select session_id, epoch from session_leases order by 1'))
  const pids = async (): Promise<string> =>
    (await liveInstances(db)).map((one) => one.pid).join(',')
  const before = [await pids(), await epochs()]
  const led = new Set<number>()
  for (let count = 0; count < kills; count++) {
    const leader = await until('another leads', () => leaderOf(db, led), within_ms)
    led.add(leader)
    const began_ms = performance.now()
    process.kill(leader, 'SIGKILL')
    await new Promise((resolve) =>
      setTimeout(resolve, Math.max(0, kill_every_ms - (performance.now() - began_ms)))
    )
  }
  const after = [await pids(), await epochs()]
  if (before[0] !== after[0]) problems.push('workers were started or ended while leaders changed')
  if (before[1] !== after[1]) problems.push('sessions were given out anew while leaders changed')
  return `killed ${kills} leaders, every 5 s or later`
}

const leaderOf = async (db: Db, led: Set<number>): Promise<number | false> => {
  const rows = await db.query<{ pid: number }>(
    "select pid from service_heartbeats where role = 'orchestrator' and (details ->> 'leading')::boolean"
  )
  return rows.find((row) => !led.has(row.pid))?.pid ?? false
}

const databaseTime = async (db: Db): Promise<Date> =>
  (await db.query<{ at: Date }>('select clock_timestamp() as at'))[0]?.at ?? new Date(0)

/** How long sessions that began to move since then were away, until they were connected again. */
const awayTimes = async (db: Db, since: Date): Promise<string> => {
  const rows = await db.query<{ s: number; ago: number }>(
    `select extract(epoch from ended_at - began_at)::float8 as s, extract(epoch from now() - began_at)::float8 as ago
     from session_spans where reason = 'worker_moved' and ended_at is not null and began_at >= $1 order by 1`,
    [since]
  )
  const at = (share: number): string =>
    `${(rows[Math.ceil(rows.length * share) - 1]?.s ?? 0).toFixed(2)} s`
  const longest = rows.slice(-5).map(({ s, ago }) => `${s.toFixed(1)} s (${Math.round(ago)} s ago)`)
  const long = rows.filter(({ s }) => s > away_max_s).length
  return `${rows.length} times to move: ${at(0.5)} half of them, ${at(0.95)} 95 %; ${long} longer than ${away_max_s} s; longest ${longest.join(', ')}`
}
