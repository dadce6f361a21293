import { AppError } from '../../domain/errors.ts'
import { createSerialQueue } from '../../lib/serial-queue.ts'
import type { Connection } from '../../whatsapp/contract.ts'
import { pairingOver, passkeyInterrupted } from './changes.ts'
import type { LifecycleDeps } from './contract.ts'
import type { Account } from './machine.ts'
import { createPauses, type Pauses } from './pauses.ts'
import { type Afterwards, isOver, type State } from './state.ts'
import { createTold, type Told } from './told.ts'
import { createWaitingCalls, type WaitingCalls } from './waiting-calls.ts'

/**
 * The state that the session is in, and what outlives each state. All that happens to a session is carried out in turn, each
 * at once and to its end, in a state that is known; what takes time comes back as something that happens.
 */
export type Life = {
  readonly state: State
  /** Leaves a state with what belongs to it. Every way out of one comes through here. */
  enter(next: State): void
  inTurn(work: () => void): void
  /** Whether this worker may still do anything for the session. */
  mayAct(): boolean
  account: Account
  /** How long codes could be scanned, with all connections of this runner. */
  scannable_ms: number
  /** Resolves when the connection before is closed. */
  gone: () => Promise<void>
  readonly pauses: Pauses
  readonly told: Told
  readonly waiting_calls: WaitingCalls
  /** Calls back when a connection is being opened, or never will be. */
  whenOpened(resolve: () => void): void
}

export const createLife = (deps: LifecycleDeps): Life => {
  const { log, journal, sender, limits, files } = deps
  const { clock } = deps.runner
  const waiting_calls = createWaitingCalls()
  let state: State = { name: 'waiting', over: new AbortController() }
  let opened: (() => void)[] = []

  const attach = (connection: Connection | null): void => {
    sender.connect(connection)
    limits.connect(connection)
    files.connect(connection?.files ?? null)
  }

  const leave = (last: State, next: State): void => {
    switch (last.name) {
      case 'opening':
        last.attempt.over.abort()
        last.attempt.leaveGate()
        last.attempt.build?.ended()
        return
      case 'waiting':
        last.over.abort()
        return
      case 'linking':
        life.scannable_ms += clock.monotonic_ms() - last.since_ms
        if (last.pairing === 'pending' && next.name !== 'linked')
          journal.add(pairingOver(clock.now()))
        return
      case 'passkey':
        if (next.name === 'closing' && isMove(next.next)) journal.add(passkeyInterrupted())
        return
      case 'connected':
        attach(null)
    }
  }

  const life: Life = {
    get state() {
      return state
    },
    enter: (next) => {
      const last = state
      state = next
      leave(last, next)
      if (next.name === 'opening' || isOver(next)) {
        for (const resolve of opened) resolve()
        opened = []
      }
      if (isOver(next)) waiting_calls.refuse(new AppError('session_not_started'))
    },
    inTurn: createSerialQueue((error) => log.error({ err: error }, 'session could not go on')),
    mayAct: () => !deps.life.signal.aborted && !journal.lost,
    account: 'none',
    scannable_ms: 0,
    gone: () => deps.before,
    pauses: createPauses(),
    told: createTold(journal),
    waiting_calls,
    whenOpened: (resolve) => void opened.push(resolve)
  }
  return life
}

const isMove = (next: Afterwards): boolean => next.do === 'release' && next.why === 'moved'
