import { randomUUID } from 'node:crypto'
import { AppError } from '../../domain/errors.ts'
import type { Log } from '../../lib/log.ts'
import { pause } from '../../lib/retry.ts'
import { createJournal, type Lease, type SessionJournal } from '../commit/journal.ts'
import { createIncomingFiles } from '../files/incoming-files.ts'
import { createOutgoingFiles } from '../files/outgoing-files.ts'
import { heardNothing } from '../heard.ts'
import { createSender } from '../sending/sender.ts'
import { createCalls } from './calls.ts'
import { stoppedByUser } from './changes.ts'
import { logout, restart } from './commands.ts'
import type { RunnerDeps, SessionRunner } from './contract.ts'
import { createLifecycle } from './lifecycle.ts'
import { createLimits } from './limits.ts'
import { createStored } from './stored.ts'

const settle_most_ms = 10_000
/** What is not acknowledged by then is sent again by the next worker, under its id, and shown once. */
const finish_most_ms = 1_000

/** Whether the last changes were written in the time that there is for it; undefined: they could not be. */
const inTime = (written: Promise<unknown>, log: Log): Promise<boolean | undefined> =>
  Promise.race([written.then(() => true), pause(settle_most_ms).then(() => false)]).catch(
    (error) => void log.warn({ err: error }, 'last changes not written')
  )

/**
 * Keeps one session connected for as long as its lease is held; machine.ts says how. When it is over by itself `finished`
 * is true and the session's `desired` is set to stopped, so that nobody starts it again unasked. The first connection is
 * opened `after` the one before it is closed.
 */
export const runSession = (
  deps: RunnerDeps,
  lease: Lease,
  fenced: () => boolean,
  after: Promise<void> = Promise.resolve()
): SessionRunner => {
  const log = deps.log.child({ session_id: lease.session_id, epoch: lease.epoch })
  const life = new AbortController()
  const journal: SessionJournal = createJournal(lease, deps.committer, fenced, (fact) => {
    limits.recorded(fact)
    if ('content' in fact && fact.content && 'file' in fact.content) incoming.arrived()
  })
  const chatMapped = (lid: string, jid: string): void => {
    // What makes it known is written anyway, and together with this.
    journal.note({ type: 'lid', lid, jid })
    sender.merge(lid, jid)
  }
  const stored = createStored({ db: deps.db, log }, lease, life.signal)
  const { store, uploads, downloads, bytes_max } = deps.files
  const files = { db: deps.db, store, lease, life: life.signal }
  const outgoing = createOutgoingFiles({ ...files, places: uploads })
  const incoming = createIncomingFiles({ ...files, places: downloads, bytes_max, journal, log })
  const limits = createLimits({
    journal,
    firstMessages: stored.firstMessages,
    onCapacity: deps.onCapacity,
    clock: deps.clock,
    log,
    life: life.signal
  })
  const sender = createSender({
    limits,
    tenant_id: lease.tenant_id,
    journal,
    scheduler: deps.scheduler,
    clock: deps.clock,
    chatMapped,
    files: outgoing,
    onCapacity: deps.onCapacity,
    log,
    tracing: deps.tracing,
    stopped: life.signal
  })
  const heard = heardNothing()
  // Keys in memory that were never written must not be found by whoever opens the session next.
  const cache_scope = `${lease.session_id} ${randomUUID()}`
  const lifecycle = createLifecycle({
    runner: deps,
    log,
    journal,
    stored,
    sender,
    files: incoming,
    limits,
    life,
    before: after,
    connect: (credentials, proxy, client_build, changed) =>
      deps.engine.open({
        session_id: lease.session_id,
        cache_scope,
        journal,
        keys: stored.keys,
        credentials,
        proxy,
        client_build,
        changed,
        lidMapped: chatMapped,
        sentFile: outgoing.again,
        rejectsCalls: stored.rejectsCalls,
        keepsStatuses: stored.keepsStatuses,
        heard: (kind) => {
          heard.kind = kind
          heard.at_ms = deps.clock.now().getTime()
        }
      })
  })
  const released = Promise.withResolvers<void>()

  /** The connection is closed, or there was none: writes what is left and lets go. */
  const giveBack = async (why: 'stopped' | 'moved' | 'ended'): Promise<void> => {
    if (why === 'stopped') journal.add(stoppedByUser())
    const written = await inTime(journal.settled(), log)
    if (written === false) log.warn('last changes not written in time')
    journal.lose(new Error('stopped'))
    lifecycle.inTurn(() => lifecycle.enter({ name: 'released' }))
    released.resolve()
  }

  const stop = (why: 'stopped' | 'moved'): void => {
    const { name } = lifecycle.state
    if (name === 'released') return released.resolve()
    life.abort()
    if (name !== 'ended') return lifecycle.shut({ do: 'release', why })
    void giveBack('ended')
  }
  lifecycle.onRelease((why) => void giveBack(why))

  /** What is recorded is on disk, or takes too long. Whoever waits while the session is given back hears that it is not here. */
  const settledSoon = (): Promise<void> =>
    Promise.race([journal.settled(), pause(settle_most_ms)]).catch((cause) => {
      throw new AppError('session_not_started', {}, { cause })
    })

  lifecycle.inTurn(lifecycle.open)

  return {
    lease,
    heard,
    get connected() {
      return lifecycle.state.name === 'connected'
    },
    get depth() {
      return sender.depth
    },
    get finished() {
      return lifecycle.state.name === 'ended'
    },
    get lost() {
      return journal.lost
    },
    capacity: () =>
      lifecycle.state.name === 'connected' && !limits.releases ? sender.capacity() : null,
    get releases() {
      return lifecycle.state.name === 'connected' && limits.releases
    },
    release: async () => {
      const { holds } = limits
      await journal.settled()
      if (await stored.releaseFirstMessages()) limits.released(holds)
    },
    take: (messages, capacity) => sender.take(messages, capacity),
    held: () => sender.held(),
    lookForFiles: incoming.wake,
    settled: () => journal.settled(),
    get paced() {
      return sender.paced
    },
    pace: (pacing, sent) => sender.pace(pacing, sent),
    restart: () =>
      new Promise<void>((resolve, reject) =>
        lifecycle.inTurn(() => restart(lifecycle, resolve, reject))
      ).then(settledSoon),
    logout: () => lifecycle.inTurn(() => logout(lifecycle)),
    call: createCalls(lifecycle, deps.clock, settledSoon),
    finishSending: () => Promise.race([sender.finish(), pause(finish_most_ms, life.signal)]),
    stop: (why) => {
      lifecycle.inTurn(() => stop(why))
      return released.promise
    },
    abandon: async (error) => {
      log.warn({ err: error }, 'session abandoned')
      journal.lose(error)
      life.abort()
      const closed = lifecycle.closeAll()
      lifecycle.inTurn(() => lifecycle.enter({ name: 'released' }))
      released.resolve()
      await closed
    }
  }
}
