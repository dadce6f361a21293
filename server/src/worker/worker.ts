import type { Assignment, WorkerHealth } from '../control/contract.ts'
import { type WorkerMeters, worker_meters } from '../control/worker-meters.ts'
import type { Clock } from '../lib/clock.ts'
import type { Db } from '../lib/db.ts'
import type { Log } from '../lib/log.ts'
import { createMeters } from '../lib/meters.ts'
import { createSemaphore } from '../lib/semaphore.ts'
import type { Tracing } from '../lib/tracing.ts'
import type { FileStore } from '../media/worker-access/client.ts'
import type { Engine } from '../whatsapp/contract.ts'
import { createClaims } from './claims.ts'
import { createClientVersions } from './client-versions.ts'
import { createCommitter } from './commit/committer.ts'
import { createFileDeps, lookForFiles } from './files/shared.ts'
import { healthOf } from './health.ts'
import { noteHeard } from './heard.ts'
import { createHeldSessions } from './held-sessions.ts'
import { createLeases } from './leases.ts'
import { measureLag, measureWritten } from './measure.ts'
import { loadClientVersions, recordClientVersion } from './records/client-versions.ts'
import { createFairScheduler } from './sending/fair-scheduler.ts'
import { createRecovery } from './sending/recovery.ts'
import type { RunnerDeps, SessionRunner } from './session/contract.ts'
import { runSession } from './session/runner.ts'
import { traceWritten } from './trace-written.ts'

export type WorkerDeps = {
  db: Db
  engine: Engine
  clock: Clock
  log: Log
  /** The stored files of the sessions it holds. */
  files: FileStore
  /** The largest file that is fetched from WhatsApp. */
  file_bytes_max: number
  instance_id: string
  lease_seconds: number
  /** The version of WhatsApp's client that the library brings along, or the one that the operator has set. */
  client: { build: number; source: 'library' | 'setting' }
  /** Where spans of messages go; none where traces are off. */
  tracing?: Tracing | null
}

export type Worker = {
  assign(assignments: Assignment[]): void
  release(session_id: string, why: 'stopped' | 'moved'): Promise<void>
  runner(session_id: string): SessionRunner | undefined
  /** There is something new to send. */
  poke(): void
  /** What it counts. */
  readonly meters: WorkerMeters
  health(): WorkerHealth
  /** Says from now on that it is to end, and works on: whoever asks for its health may move its sessions to others first. */
  announceEnd(): void
  readonly sessions_count: number
  /** Closes all sockets, writes what is left and gives the leases back. */
  stop(): Promise<void>
}

const poll_ms = 1_000
const fence_check_ms = 250
/** How exactly it is kept when a session heard something last. */
const heard_every_ms = 60_000
/** A login takes some ten milliseconds of processor time, in pieces, and mostly waits for the server. */
const logins_at_once = 16
/** How often it is looked for files whose next attempt is due. */
const files_every_ms = 5_000
/** A server that does not answer one session must not keep the others out. */
const gate_ms_max = 5_000

/**
 * Holds the sockets of many sessions. A lease is renewed at a third of its time; when it could not be renewed for two
 * thirds of it, by this process's own clock, the socket is closed: before anybody else may open it.
 */
export const startWorker = (deps: WorkerDeps): Worker => {
  const { db, log, clock, lease_seconds } = deps
  const stopped = new AbortController()
  const began_ms = clock.monotonic_ms()
  let status: WorkerHealth['status'] = 'running'
  const sessions = createHeldSessions<SessionRunner>()
  const isStopped = (): boolean => stopped.signal.aborted || status === 'draining'
  const claims = createClaims({ db, clock, log, runners: sessions.all, stopped: isStopped })
  const leases = createLeases({
    db,
    clock,
    log,
    lease_seconds,
    sessions,
    stopped: stopped.signal,
    onDropped: claims.forget
  })
  const shared = createShared(deps, stopped.signal, claims.poke)
  const noteAll = (): Promise<void> => noteHeard(db, sessions.all())

  const start = ({ session_id, tenant_id, epoch, key }: Assignment): void => {
    if (sessions.has(session_id, epoch)) return
    const present = sessions.find(session_id)
    const closed = present && leases.drop(present, 'it was assigned anew')
    if (sessions.hasEnded(session_id, epoch))
      return log.info(
        { session_id, epoch },
        'session was given up under this epoch, waiting for another'
      )
    const lease = { session_id, tenant_id, epoch, session_key: Buffer.from(key, 'base64') }
    const fence = { at_ms: leases.fenceFrom(clock.monotonic_ms()) }
    const isFenced = (): boolean => clock.monotonic_ms() > fence.at_ms
    sessions.add(runSession(shared, lease, isFenced, closed), fence)
  }

  const look = (): Promise<void> => lookForFiles(db, sessions.all())
  const every = repeating(log)
  const timers = [
    measureLag(shared.meters, clock),
    every((lease_seconds * 1000) / 3, leases.renew, 'leases cannot be renewed'),
    every(fence_check_ms, leases.checkFences, 'fences cannot be checked'),
    every(poll_ms, claims.poke, 'queue cannot be read'),
    every(heard_every_ms, noteAll, 'what was heard cannot be noted'),
    every(files_every_ms, look, 'files to be fetched cannot be looked for')
  ]

  return {
    assign: (assignments) => {
      if (status !== 'running') return
      for (const assignment of assignments) start(assignment)
    },
    release: leases.release,
    runner: sessions.find,
    poke: claims.poke,
    meters: shared.meters,
    health: () => ({
      ...healthOf(sessions.all(), clock, began_ms, process.cpuUsage()),
      instance_id: deps.instance_id,
      status,
      memory_rss_bytes: process.memoryUsage.rss(),
      facts: shared.committer.counts
    }),
    announceEnd: () => {
      if (status === 'running') status = 'ending'
    },
    get sessions_count() {
      return sessions.all().length
    },
    stop: async () => {
      status = 'draining'
      await noteAll().catch((error) => log.debug({ err: error }, 'what was heard is not noted'))
      await leases.releaseAll()
      stopped.abort()
      shared.versions.stop()
      for (const timer of timers) clearInterval(timer)
      await claims.idle()
      await shared.committer.idle()
    }
  }
}

/** Work of which one turn may fail without the next. */
const repeating =
  (log: Log) =>
  (ms: number, work: () => void | Promise<void>, failure: string): NodeJS.Timeout =>
    setInterval(() => {
      void (async () => work())().catch((error) => log.warn({ err: error }, failure))
    }, ms)

/** What all sessions of a worker share. */
const createShared = (
  deps: WorkerDeps,
  stopped: AbortSignal,
  onCapacity: () => void
): RunnerDeps & { meters: WorkerMeters } => {
  const { db, engine, clock, log, client, tracing } = deps
  const meters = createMeters(worker_meters)
  const measured = measureWritten(meters)
  return {
    meters,
    tracing,
    db,
    engine,
    committer: createCommitter(db, log, stopped, clock, (...written) => {
      measured(...written)
      if (tracing) traceWritten(tracing, clock.now, ...written)
    }),
    log,
    clock,
    scheduler: createFairScheduler(),
    gates: {
      login: createSemaphore(logins_at_once, gate_ms_max),
      link: createSemaphore(engine.capabilities.links_at_once, gate_ms_max)
    },
    recovery: createRecovery(),
    versions: createClientVersions({
      own: client,
      load: () => loadClientVersions(db),
      record: (build, outcome) => recordClientVersion(db, build, client.source, outcome),
      clock,
      log
    }),
    files: createFileDeps(deps.files, deps.file_bytes_max),
    onCapacity
  }
}
