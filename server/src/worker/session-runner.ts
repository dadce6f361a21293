import { randomUUID } from 'node:crypto'
import { message_errors } from '../domain/message.ts'
import type { SessionReason } from '../domain/session.ts'
import { backoffMs, pause, untilDone } from '../lib/retry.ts'
import {
  arrivedBefore,
  loadCredentials,
  loadKeys,
  sentContent
} from '../usecases/worker/stored-session.ts'
import type { CloseReason, Connection, ConnectionChange, StoredKeys } from '../whatsapp/contract.ts'
import { createJournal, type Lease, type SessionJournal } from './journal.ts'
import type { RunnerDeps, SessionRunner } from './runner-contract.ts'
import { createSender } from './sender.ts'
import {
  codeShown,
  connectionLost,
  connectionMade,
  ended,
  linkMade,
  nameLearned,
  startedAgain,
  stoppedByUser
} from './session-changes.ts'

const reconnecting = { first_ms: 500, most_ms: 60_000 }
const database_away = { first_ms: 100, most_ms: 2_000 }
/** So long new QR codes are asked for before the session gives up. */
const linking_most_ms = 10 * 60_000
const replaced_max = 3
const settle_most_ms = 10_000

/**
 * Keeps one session connected for as long as its lease is held.
 *
 * opening → (qr → linked → opening) → connected; a lost connection is opened again after a pause that grows. It ends by
 * itself as logged_out, banned, replaced by another program, or because nobody scanned a code; then `finished` is true
 * and the session's `desired` is set to stopped, so that nobody starts it again unasked. The first connection is opened
 * `after` the one before it is closed.
 */
export const startSession = (
  deps: RunnerDeps,
  lease: Lease,
  fenced: () => boolean,
  after: Promise<void> = Promise.resolve()
): SessionRunner => {
  const log = deps.log.child({ session_id: lease.session_id, epoch: lease.epoch })
  const stopped = new AbortController()
  const journal: SessionJournal = createJournal(lease, deps.committer, fenced)
  const sender = createSender({
    tenant_id: lease.tenant_id,
    journal,
    turns: deps.turns,
    learned: (lid, jid) => learned(lid, jid),
    hungry: deps.hungry,
    log,
    stopped: stopped.signal
  })
  // Keys in memory that were never written must not be found by whoever opens the session next.
  const cache_scope = `${lease.session_id} ${randomUUID()}`
  const began = Date.now()
  let connection: Connection | null = null
  let connected = false
  let linked = false
  let just_linked = false
  let leaveGate = (): void => undefined
  let finished = false
  let logging_out = false
  let told_reconnecting = false
  let hurried = false
  let failures = 0
  let replaced = 0
  let opened: Promise<void> = Promise.resolve()

  const retryRead = <T>(work: () => Promise<T>): Promise<T> =>
    untilDone(work, database_away, stopped.signal, (error, attempt) => {
      if (attempt === 1) log.warn({ err: error }, 'stored keys cannot be read, waiting')
    })

  const stored: StoredKeys = {
    load: (kind, ids) =>
      retryRead(() => loadKeys(deps.db, lease.session_id, lease.session_key, kind, ids)),
    known: (id) => retryRead(() => arrivedBefore(deps.db, lease.session_id, id)),
    sentContent: (id) => retryRead(() => sentContent(deps.db, lease.session_id, id))
  }

  const open = async (): Promise<void> => {
    const credentials = await retryRead(() =>
      loadCredentials(deps.db, lease.session_id, lease.session_key).catch(unreadable)
    )
    if (stopped.signal.aborted || journal.lost) return
    if (credentials instanceof Error) {
      log.error({ err: credentials }, 'credentials cannot be opened')
      return end('failed', 'credentials_unreadable')
    }
    linked = credentials !== null
    if (linked) await queueUp()
    if (stopped.signal.aborted || journal.lost) return leaveGate()
    connection = deps.engine.open({
      session_id: lease.session_id,
      cache_scope,
      journal,
      keys: stored,
      credentials,
      changed,
      learned
    })
  }

  /** Many that come back at once would leave no time to those that are there. Who waits for a scan is not one of them. */
  const queueUp = async (): Promise<void> => {
    const gate = just_linked ? deps.gates.link : deps.gates.login
    leaveGate()
    leaveGate = await gate.enter(stopped.signal)
    if (just_linked && !stopped.signal.aborted) await deps.engine.readyToLink()
  }

  /** Where others can connect again there is no reason to wait, but one trial must do: it may be only this session. */
  const waitToRetry = async (ms: number): Promise<void> => {
    if (hurried) await pause(ms, stopped.signal)
    else hurried = await deps.recovery.wait(ms, stopped.signal)
  }

  const reopen = (waited: Promise<void> = Promise.resolve()): void => {
    opened = (async () => {
      await waited
      // The credentials a new connection begins with must be those the old one ended with.
      await journal.settled()
      if (!stopped.signal.aborted && !finished) await open()
    })().catch(openAgain)
  }

  const openAgain = (error: unknown): void => {
    if (stopped.signal.aborted || journal.lost) return
    log.error({ err: error }, 'session cannot be opened, trying again')
    reopen(pause(backoffMs(reconnecting, ++failures), stopped.signal))
  }

  const changed = (change: ConnectionChange): void => {
    if (change.type === 'connected' || change.type === 'closed') leaveGate()
    if (stopped.signal.aborted || journal.lost) return
    switch (change.type) {
      case 'qr':
        journal.add(codeShown(change))
        return
      case 'linked':
        linked = true
        just_linked = true
        log.info({ platform: change.platform }, 'session linked')
        journal.add(linkMade(change))
        return
      case 'connected':
        connected = true
        just_linked = false
        hurried = false
        failures = 0
        told_reconnecting = false
        log.info('session connected')
        journal.add(connectionMade(change))
        deps.recovery.connected()
        sender.connect(connection)
        return
      case 'named':
        journal.add(nameLearned(change))
        return
      case 'closed':
        connected = false
        sender.connect(null)
        onClosed(change.reason, change.detail)
    }
  }

  const learned = (lid: string, jid: string): void => {
    // What makes it known is written anyway, and together with this.
    journal.note({ type: 'lid', lid, jid })
    sender.unite(lid, jid)
  }

  const onClosed = (reason: CloseReason, detail: string): void => {
    log.info({ reason, detail }, 'connection closed')
    switch (reason) {
      case 'closed_by_us':
        return
      case 'restart_required':
        return reopen()
      case 'logged_out':
        journal.add({
          type: 'fail_queued',
          error: { code: 'session_logged_out', message: message_errors.session_logged_out }
        })
        journal.add({ type: 'unlink' })
        return end('logged_out', logging_out ? 'logged_out_by_user' : 'logged_out_by_phone')
      case 'banned':
        journal.add({
          type: 'fail_queued',
          error: { code: 'session_failed', message: message_errors.session_failed }
        })
        return end('failed', 'banned')
      case 'qr_expired':
        if (Date.now() - began > linking_most_ms) return end('failed', 'qr_expired')
        return reopen()
      case 'replaced':
        if (++replaced >= replaced_max) return end('failed', 'replaced')
        return retry('replaced')
      case 'refused':
        return retry('connection_refused')
      case 'lost':
        return retry('connection_lost')
    }
  }

  const retry = (reason: SessionReason): void => {
    failures++
    if (!told_reconnecting) {
      told_reconnecting = true
      journal.add(connectionLost(linked, reason))
    }
    const wait_ms = backoffMs(reconnecting, failures)
    reopen(reason === 'replaced' ? pause(wait_ms, stopped.signal) : waitToRetry(wait_ms))
  }

  const end = (status: 'logged_out' | 'failed', reason: SessionReason): void => {
    finished = true
    journal.add(ended(status, reason))
    log.info({ status, reason }, 'session ended')
  }

  const close = async (): Promise<void> => {
    sender.connect(null)
    connected = false
    const last = connection
    connection = null
    await last?.close()
  }

  opened = after.then(open).catch(openAgain)

  return {
    lease,
    get connected() {
      return connected
    },
    get depth() {
      return sender.depth
    },
    get finished() {
      return finished
    },
    get lost() {
      return journal.lost
    },
    appetite: () => (connected ? sender.appetite() : null),
    take: (messages, appetite) => sender.take(messages, appetite),
    held: () => sender.held(),
    settled: () => journal.settled(),
    get paced() {
      return sender.paced
    },
    pace: (pacing, sent) => sender.pace(pacing, sent),
    restart: async () => {
      await opened
      await close()
      failures = 0
      journal.add(startedAgain())
      reopen()
    },
    logout: async () => {
      if (!connection || !connected) throw new Error('not connected')
      logging_out = true
      await connection.logout()
      await journal.settled()
    },
    requestPairingCode: async (phone_number) => {
      await opened
      if (!connection) throw new Error('not open')
      const code = await connection.requestPairingCode(phone_number)
      await journal.settled()
      return code
    },
    stop: async (why) => {
      stopped.abort()
      await opened
      await close()
      if (why === 'stopped' && !finished) journal.add(stoppedByUser())
      await Promise.race([journal.settled(), pause(settle_most_ms)]).catch((error) =>
        log.warn({ err: error }, 'last changes not written')
      )
      journal.lose(new Error('stopped'))
    },
    abandon: async (error) => {
      log.warn({ err: error }, 'session abandoned')
      journal.lose(error)
      stopped.abort()
      await close()
    }
  }
}

// What Node's crypto says when the authentication tag does not fit: reading again would not help.
const unreadable = (error: Error): Error => {
  if (/unable to authenticate|authentication tag/.test(error.message)) return error
  throw error
}
