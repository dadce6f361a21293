import { AppError } from '../../domain/errors.ts'
import { message_errors } from '../../domain/message.ts'
import type { SessionReason } from '../../domain/session.ts'
import type { ConnectionChange, ConnectionClosed } from '../../whatsapp/contract.ts'
import type { Change } from '../commit/change.ts'
import { type Attempt, createAttempt, type Prepared, prepare } from './attempt.ts'
import type { Said } from './changes.ts'
import * as changes from './changes.ts'
import type { LifecycleDeps } from './contract.ts'
import { createHealth } from './health.ts'
import { type Account, afterClose, type Move } from './machine.ts'
import { createPauses } from './pauses.ts'
import { createRequests } from './requests.ts'
import {
  type Afterwards,
  createFairScheduler,
  isOver,
  type Line,
  lineOf,
  type State
} from './state.ts'
import { waitOut } from './wait-out.ts'
import { createWaitingCalls } from './waiting-calls.ts'

export type Lifecycle = ReturnType<typeof createLifecycle>

/** The failures in a row that an operator hears of one by one. */
const failures_told = 3

/**
 * The machine of machine.ts with its connections, pauses and what is told of it. All that happens to a session is carried
 * out in turn, each at once and to its end, in a state that is known; what takes time comes back as something that happens.
 */
export const createLifecycle = (deps: LifecycleDeps) => {
  const { runner, log, journal, stored, sender, limits, life } = deps
  const pauses = createPauses()
  const health = createHealth(journal, log)
  const waiting_calls = createWaitingCalls()
  const inTurn = createFairScheduler((error) =>
    log.error({ err: error }, 'session could not go on')
  )
  let state: State = { name: 'waiting', over: new AbortController() }
  let account: Account = 'none'
  let first = true
  let scannable_ms = 0
  /** What the user was told last of a connection that is not there. */
  let told: SessionReason | null = null
  /** Resolves when the connection before is closed. */
  let gone = (): Promise<void> => deps.before
  let opened: (() => void)[] = []

  const now = (): number => performance.now()
  const mayAct = (): boolean => !life.signal.aborted && !journal.lost

  const attach = (connection: Line['connection'] | null): void => {
    sender.connect(connection)
    limits.connect(connection)
  }

  /** Leaves a state with what belongs to it. Every way out of one comes through here. */
  const enter = (next: State): void => {
    const last = state
    state = next
    if (last.name === 'opening') {
      last.attempt.over.abort()
      last.attempt.leaveGate()
      last.attempt.build?.ended()
    }
    if (last.name === 'waiting') last.over.abort()
    if (last.name === 'linking') {
      scannable_ms += now() - last.since_ms
      if (last.pairing === 'pending' && next.name !== 'linked') journal.add(changes.pairingOver())
    }
    if (last.name === 'passkey' && next.name === 'closing' && isMove(next.next))
      journal.add(changes.passkeyInterrupted())
    if (last.name === 'connected') attach(null)
    if (next.name === 'opening' || isOver(next)) {
      for (const resolve of opened) resolve()
      opened = []
    }
    if (isOver(next)) waiting_calls.refuse(new AppError('session_not_started'))
  }

  const open = (): void => {
    const attempt = createAttempt()
    enter({ name: 'opening', attempt, line: null })
    pauses.opening(now())
    const over = life.signal
    const outdated = (linked: boolean): void =>
      inTurn(() => waitFor(attempt, linked, 'client_outdated', runner.versions.again_at))
    const proxyLate = (linked: boolean): void =>
      inTurn(() => waitFor(attempt, linked, 'proxy_not_ready', new Date()))
    const { load } = limits
    const given = { gone, journal, stored, account, first, over, outdated, proxyLate, load }
    prepare(runner, attempt, given).then(
      (prepared) => inTurn(() => begin(attempt, prepared)),
      (error) => inTurn(() => cannotOpen(attempt, error))
    )
  }

  const isPresent = (attempt: Attempt): boolean =>
    state.name === 'opening' && state.attempt === attempt && mayAct()

  const begin = (attempt: Attempt, prepared: Prepared): void => {
    if (!isPresent(attempt) || prepared.do === 'nothing') {
      attempt.build?.ended()
      return attempt.leaveGate()
    }
    first = false
    if (prepared.do === 'wait') {
      told = prepared.reason
      return wait(prepared.ms, false)
    }
    if (prepared.do === 'fail') {
      log.error({ err: prepared.error }, 'credentials cannot be opened')
      return end('failed', 'credentials_unreadable')
    }
    if (prepared.logout && !prepared.credentials) {
      journal.add({ type: 'unlink' })
      return end('logged_out', 'logged_out_by_user')
    }
    if (!prepared.credentials) account = 'none'
    else if (account === 'none') account = 'known'
    try {
      const { credentials, proxy, build } = prepared
      const line = { build } as Line
      line.connection = deps.connect(credentials, proxy, build.build, (change) =>
        inTurn(() => changed(line, change))
      )
      state = { name: 'opening', attempt, line }
    } catch (error) {
      cannotOpen(attempt, error)
    }
  }

  const cannotOpen = (attempt: Attempt, error: unknown): void => {
    if (!isPresent(attempt)) return
    log.error({ err: error }, 'session cannot be opened, trying again')
    takeBreak({ kind: 'failure', hurried: false, tell: null })
  }

  /** There is nothing to connect with until there is a version that WhatsApp accepts, or a proxy that can be opened. */
  const waitFor = (attempt: Attempt, linked: boolean, reason: SessionReason, at: Date): void => {
    if (!isPresent(attempt)) return
    journal.add(
      told === reason ? changes.waitsAgain(at) : changes.connectionLost(linked, reason, at)
    )
    told = reason
  }

  const changed = (line: Line, change: ConnectionChange): void => {
    if (lineOf(state) !== line || !mayAct()) return
    switch (change.type) {
      case 'qr':
        if (account !== 'none' || state.name === 'passkey') return
        if (state.name === 'opening')
          enter({ name: 'linking', line, since_ms: now(), pairing: 'none' })
        told = null
        journal.add(changes.codeShown(change))
        for (const call of waiting_calls.take()) call.begin(line)
        return
      case 'pairing_offered':
        if (state.name !== 'linking') return
        state.pairing = 'pending'
        journal.add(changes.pairingOffered(change))
        return
      case 'passkey_required':
        if (account === 'none') askForSignature(line, change)
        return
      case 'passkey_signed':
      case 'passkey_code':
      case 'passkey_confirmed':
        if (state.name === 'passkey') journal.add(changes.passkeyAdvanced(change))
        return
      case 'linked':
        account = 'new'
        told = null
        enter({ name: 'linked', line })
        log.info({ platform: change.platform }, 'session linked')
        journal.add(changes.linkMade(change))
        waiting_calls.refuse(new AppError('session_connected'))
        return
      case 'connected':
        account = 'known'
        told = null
        pauses.connected(now())
        line.build.accepted()
        enter({ name: 'connected', line })
        log.info('session connected')
        journal.add(changes.connectionMade(change))
        runner.recovery.connected()
        attach(line.connection)
        requests.leaveIfWanted(line)
        return
      case 'named':
        journal.add(changes.nameLearned(change))
        return
      case 'limits':
        return limits.heard(change)
      case 'hears':
        return health.hears()
      case 'closed':
        closed(line, change)
    }
  }

  const askForSignature = (line: Line, change: Said<'passkey_required'>): void => {
    const { challenge } = change.options
    const is_new = state.name !== 'passkey' || state.challenge !== challenge
    journal.add(changes.passkeyRequired(change, is_new))
    enter({ name: 'passkey', line, challenge })
    // Somebody is there: should codes follow, they have their whole time again.
    scannable_ms = 0
    told = null
    waiting_calls.refuse(new AppError('passkey_required'))
  }

  const closed = (line: Line, { reason, detail, until }: ConnectionClosed): void => {
    if (state.name === 'linking') {
      scannable_ms += now() - state.since_ms
      state.since_ms = now()
    }
    if (reason === 'client_outdated') line.build.refused()
    else line.build.ended()
    if (state.name === 'connected') runner.versions.lost()
    pauses.closed(now(), reason === 'replaced')
    if (reason === 'agent_refused' && told !== 'client_refused')
      log.error({ detail }, 'WhatsApp does not accept what this client says it is')
    const level = pauses.failures < failures_told ? 'info' : 'debug'
    log[level]({ reason, detail }, 'connection closed')
    gone = () => line.connection.close()
    const standing = { state: state.name, account, scannable_ms, replaced: pauses.replaced }
    follow(afterClose(standing, reason), until)
    if (reason === 'silent' && account === 'known') health.wentSilent()
  }

  const follow = (move: Move, until: Date | undefined): void => {
    if (move.do === 'pause') return takeBreak(move, until)
    if (move.do === 'nothing') return
    if (move.unlink) {
      failQueued('session_logged_out')
      journal.add({ type: 'unlink' })
    } else if (move.reason === 'banned') failQueued('session_failed')
    end(move.status, move.reason)
  }

  const failQueued = (code: 'session_logged_out' | 'session_failed'): void =>
    journal.add({ type: 'fail_queued', error: { code, message: message_errors[code] } })

  const end = (status: 'logged_out' | 'failed', reason: SessionReason): void => {
    journal.add(changes.ended(status, reason))
    log.info({ status, reason }, 'session ended')
    enter({ name: 'ended' })
  }

  /** Where others can connect again there is no reason to wait, but one trial must do: it may be only this session. */
  const takeBreak = (of: Omit<Extract<Move, { do: 'pause' }>, 'do'>, until?: Date): void => {
    const ms = pauses.next_ms(of.kind, now(), until && until.getTime() - Date.now())
    if (of.tell) {
      const at = new Date(Date.now() + ms)
      const known = account === 'known'
      journal.add(
        of.tell === told ? changes.waitsAgain(at) : changes.connectionLost(known, of.tell, at)
      )
      told = of.tell
    }
    wait(ms, of.hurried && pauses.may_hurry)
  }

  const wait = (ms: number, hurried: boolean): void => {
    const over = new AbortController()
    const waiting: State = { name: 'waiting', over }
    enter(waiting)
    const signal = AbortSignal.any([over.signal, life.signal])
    const hurry = hurried ? { recovery: runner.recovery, hurried: pauses.hurried } : null
    void waitOut(ms, signal, hurry).then(() =>
      inTurn(() => void (state === waiting && mayAct() && open()))
    )
  }

  /** Somebody has asked for a connection. */
  const openSoon = (): void => {
    const ms = pauses.least_ms(now())
    if (ms > 0) wait(ms, false)
    else open()
  }

  /** Closes what there is. Who is closing already goes on with what was asked for last, unless that is less. */
  const shut = (next: Afterwards): void => {
    if (state.name === 'closing') {
      if (!isLess(next, state.next)) state.next = next
      return
    }
    const line = lineOf(state)
    if (line) gone = () => line.connection.close()
    const closing: State = { name: 'closing', next }
    enter(closing)
    gone()
      .catch((error) => log.warn({ err: error }, 'connection not closed'))
      .then(() => inTurn(() => void (state === closing && afterShut(closing.next))))
  }

  let release = (_why: 'stopped' | 'moved'): void => undefined

  const afterShut = (next: Afterwards): void => {
    if (next.do === 'release') return release(next.why)
    if (!mayAct()) return
    if (next.do === 'open') openSoon()
    else takeBreak({ kind: 'failure', hurried: false, tell: 'connection_lost' })
  }

  const requests = createRequests({
    log,
    stored,
    life: life.signal,
    inTurn,
    state: () => state,
    leaving: (line) => {
      if (!mayAct()) return false
      enter({ name: 'leaving', line })
      return true
    },
    notLeft: () => shut({ do: 'pause' })
  })

  return {
    inTurn,
    open,
    /** Resolves when no connection of this session is open or being closed. */
    closeAll: (): Promise<void> => lineOf(state)?.connection.close() ?? gone(),
    openSoon,
    shut,
    enter,
    requests,
    pauses,
    waiting_calls,
    /** Calls back when a connection is being opened, or never will be. */
    whenOpened: (resolve: () => void) => void opened.push(resolve),
    /** What was told of the connection before is no longer so. */
    tell: (change: Change) => {
      told = null
      journal.add(change)
    },
    onRelease: (work: typeof release) => {
      release = work
    },
    get state() {
      return state
    },
    get account() {
      return account
    }
  }
}

const isMove = (next: Afterwards): boolean => next.do === 'release' && next.why === 'moved'

const isLess = (next: Afterwards, present: Afterwards): boolean =>
  present.do === 'release' && (next.do !== 'release' || next.why === 'moved')
