import { LRUCache } from 'lru-cache'
import type { Assignment, WorkerHealth } from '../control/contract.ts'
import { AppError } from '../domain/errors.ts'
import type { Clock } from '../lib/clock.ts'
import type { Db } from '../lib/db.ts'
import type { Log } from '../lib/log.ts'
import { untilDone } from '../lib/retry.ts'
import { createSemaphore } from '../lib/semaphore.ts'
import type { FileStore } from '../media/worker-access/client.ts'
import type { Engine } from '../whatsapp/contract.ts'
import { createClaims } from './claims.ts'
import { createClientVersions } from './client-versions.ts'
import { createCommitter } from './commit/committer.ts'
import { createFileDeps, lookForFiles } from './files/shared.ts'
import { noteHeard } from './heard.ts'
import { loadClientVersions, recordClientVersion } from './records/client-versions.ts'
import { keepLeases, returnLeases } from './records/leases.ts'
import { isWanted } from './records/stored-session.ts'
import { createFairScheduler } from './sending/fair-scheduler.ts'
import { createRecovery } from './sending/recovery.ts'
import type { SessionRunner } from './session/contract.ts'
import { runSession } from './session/runner.ts'

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
}

export type Worker = {
  assign(assignments: Assignment[]): void
  release(session_id: string, why: 'stopped' | 'moved'): Promise<void>
  runner(session_id: string): SessionRunner | undefined
  /** There is something new to send. */
  poke(): void
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
const remembered_max = 10_000
const returning = { first_ms: 100, most_ms: 2_000 }
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
  const { db, log, clock } = deps
  const stopped = new AbortController()
  const committer = createCommitter(db, log, stopped.signal, clock)
  const scheduler = createFairScheduler()
  const recovery = createRecovery()
  const versions = createClientVersions({
    own: deps.client,
    load: () => loadClientVersions(db),
    record: (build, outcome) => recordClientVersion(db, build, deps.client.source, outcome),
    clock,
    log
  })
  const gates = {
    login: createSemaphore(logins_at_once, gate_ms_max),
    link: createSemaphore(deps.engine.capabilities.links_at_once, gate_ms_max)
  }
  const files = createFileDeps(deps.files, deps.file_bytes_max)
  const runners = new Map<string, { runner: SessionRunner; fence_at_ms: number }>()
  const leaving = new WeakSet<SessionRunner>()
  // A session that ended here never begins again under the same epoch: what its last run left half done, in memory or on
  // its way to the database, must not be taken for the new one's.
  const ended_epochs = new LRUCache<string, number>({ max: remembered_max })
  const began_ms = clock.monotonic_ms()
  let status: WorkerHealth['status'] = 'running'
  const held = (): SessionRunner[] => [...runners.values()].map(({ runner }) => runner)
  const claims = createClaims({
    db,
    clock,
    log,
    runners: held,
    stopped: () => stopped.signal.aborted || status === 'draining'
  })

  const fence_ms = (deps.lease_seconds * 1000 * 2) / 3
  const start = (assignment: Assignment): void => {
    const { session_id, tenant_id, epoch } = assignment
    const present = runners.get(session_id)
    if (present && present.runner.lease.epoch >= epoch && !present.runner.lost) return
    const closed = present && drop(session_id, present.runner, 'it was assigned anew')
    if ((ended_epochs.get(session_id) ?? 0) >= epoch)
      return log.info(
        { session_id, epoch },
        'session was given up under this epoch, waiting for another'
      )
    const lease = {
      session_id,
      tenant_id,
      epoch,
      session_key: Buffer.from(assignment.key, 'base64')
    }
    const entry = { fence_at_ms: clock.monotonic_ms() + fence_ms }
    const runner = runSession(
      {
        db,
        engine: deps.engine,
        committer,
        log,
        clock,
        scheduler,
        gates,
        recovery,
        versions,
        files,
        onCapacity: claims.poke
      },
      lease,
      () => clock.monotonic_ms() > entry.fence_at_ms,
      closed
    )
    runners.set(session_id, Object.assign(entry, { runner }))
  }

  const renew = async (): Promise<void> => {
    const asked_ms = clock.monotonic_ms()
    const leases = held().map((runner) => runner.lease)
    if (leases.length === 0) return
    const { lost } = await keepLeases(db, leases, deps.lease_seconds)
    for (const lease of leases) {
      const entry = runners.get(lease.session_id)
      if (!entry || entry.runner.lease !== lease) continue
      if (lost.includes(lease.session_id))
        void drop(lease.session_id, entry.runner, 'its lease belongs to another worker')
      else entry.fence_at_ms = asked_ms + fence_ms
    }
  }

  /** Resolves when its socket is closed. */
  const drop = (session_id: string, runner: SessionRunner, why: string): Promise<void> => {
    claims.forget(runner)
    forget(session_id, runner)
    const closed = runner
      .abandon(new Error(why))
      .catch((error) => log.warn({ err: error, session_id }, 'abandoned socket not closed'))
    // Nobody has to wait until it has run out.
    untilDone(
      () => closed.then(() => returnLeases(db, [runner.lease])),
      returning,
      stopped.signal,
      () => undefined
    ).catch((error) => log.debug({ err: error, session_id }, 'lease not given back'))
    return closed
  }

  const forget = (session_id: string, runner: SessionRunner): void => {
    ended_epochs.set(session_id, Math.max(ended_epochs.get(session_id) ?? 0, runner.lease.epoch))
    if (runners.get(session_id)?.runner === runner) runners.delete(session_id)
  }

  const checkFences = (): void => {
    for (const [session_id, { runner }] of runners) {
      if (runner.lost) void drop(session_id, runner, 'its lease could not be renewed in time')
      // Over by itself: whoever starts the session again gives it out anew.
      else if (runner.finished && !leaving.has(runner)) {
        leaving.add(runner)
        release(session_id, 'moved').catch((error) =>
          log.warn({ err: error, session_id }, 'ended session not released')
        )
      }
    }
  }

  const every = (ms: number, work: () => void | Promise<void>, failure: string): NodeJS.Timeout =>
    setInterval(() => {
      void (async () => work())().catch((error) => log.warn({ err: error }, failure))
    }, ms)

  const noteAll = (): Promise<void> => noteHeard(db, held())
  const timers = [
    every((deps.lease_seconds * 1000) / 3, renew, 'leases cannot be renewed'),
    every(fence_check_ms, checkFences, 'fences cannot be checked'),
    every(poll_ms, claims.poke, 'queue cannot be read'),
    every(heard_every_ms, noteAll, 'what was heard cannot be noted'),
    every(
      files_every_ms,
      () => lookForFiles(db, held()),
      'files to be fetched cannot be looked for'
    )
  ]

  /** Whether it was started after the call that is to stop it. A database that does not answer keeps nobody from stopping. */
  const isWantedAgain = (session_id: string): Promise<boolean> =>
    isWanted(db, session_id).catch((error) => {
      log.debug({ err: error, session_id }, 'not known whether the session is wanted')
      return false
    })

  const release = async (session_id: string, why: 'stopped' | 'moved'): Promise<void> => {
    const entry = runners.get(session_id)
    if (!entry) return
    const { runner } = entry
    if (why === 'stopped' && !runner.finished && (await isWantedAgain(session_id)))
      throw new AppError('session_wanted', { session_id })
    if (why === 'moved' && !runner.finished) await runner.finishSending()
    await runner.stop(why)
    forget(session_id, runner)
    await returnLeases(db, [runner.lease])
  }

  return {
    assign: (assignments) => {
      if (status !== 'running') return
      for (const assignment of assignments) start(assignment)
    },
    release,
    runner: (session_id) => runners.get(session_id)?.runner,
    poke: claims.poke,
    health: () => ({
      instance_id: deps.instance_id,
      status,
      uptime_s: Math.round((clock.monotonic_ms() - began_ms) / 1000),
      ...usage(),
      ...sessionsOf(held()),
      facts: committer.counts
    }),
    announceEnd: () => {
      if (status === 'running') status = 'ending'
    },
    get sessions_count() {
      return runners.size
    },
    stop: async () => {
      status = 'draining'
      await noteAll().catch((error) => log.debug({ err: error }, 'what was heard is not noted'))
      await Promise.all(
        [...runners.keys()].map((session_id) =>
          release(session_id, 'moved').catch((error) =>
            log.warn({ err: error }, 'session not released')
          )
        )
      )
      stopped.abort()
      versions.stop()
      for (const timer of timers) clearInterval(timer)
      await claims.idle()
      await committer.idle()
    }
  }
}

/** What the process uses. */
const usage = (): Pick<WorkerHealth, 'memory_rss_bytes' | 'cpu_s'> => {
  const { user, system } = process.cpuUsage()
  return { memory_rss_bytes: process.memoryUsage.rss(), cpu_s: (user + system) / 1e6 }
}

const sessionsOf = (runners: SessionRunner[]): Pick<WorkerHealth, 'sessions' | 'queue_depth'> => ({
  sessions: runners.map((runner) => ({
    session_id: runner.lease.session_id,
    epoch: runner.lease.epoch,
    connected: runner.connected
  })),
  queue_depth: runners.reduce((sum, runner) => sum + runner.depth, 0)
})
