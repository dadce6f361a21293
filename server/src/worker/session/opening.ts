import type { SessionReason } from '../../domain/session.ts'
import type { ConnectionChange } from '../../whatsapp/contract.ts'
import { type Attempt, createAttempt, type Prepared, prepare } from './attempt.ts'
import type { LifecycleDeps } from './contract.ts'
import type { Endings } from './endings.ts'
import type { Life } from './life.ts'
import type { Account } from './machine.ts'
import type { Pausing } from './pausing.ts'
import type { CurrentConnection, StateOf } from './state.ts'

type Then = {
  pausing: Pausing
  end: Endings['end']
  changed: (current: CurrentConnection, change: ConnectionChange) => void
}

/** Opens the connections of a session: what has to be done before, and what becomes of it. */
export const createOpening = (
  life: Life,
  deps: LifecycleDeps,
  then: Then
): { open: () => void } => {
  const { runner, log, journal, stored, limits } = deps
  const { clock, versions } = runner
  let first = true

  const open = (): void => {
    const attempt = createAttempt()
    life.enter({ name: 'opening', attempt, current: null })
    life.pauses.opening(clock.monotonic_ms())
    prepare(runner, attempt, {
      gone: life.gone,
      journal,
      stored,
      account: life.account,
      first,
      over: deps.life.signal,
      load: limits.load,
      outdated: (linked) => waits(attempt, linked, 'client_outdated'),
      proxyLate: (linked) => waits(attempt, linked, 'proxy_not_ready')
    }).then(
      (prepared) => life.inTurn(() => begin(attempt, prepared)),
      (error) => life.inTurn(() => cannotOpen(attempt, error))
    )
  }

  /** There is nothing to connect with until there is a version that WhatsApp accepts, or a proxy that can be opened. */
  const waits = (attempt: Attempt, linked: boolean, reason: SessionReason): void =>
    life.inTurn(() => {
      const at = reason === 'client_outdated' ? versions.again_at : clock.now()
      if (present(attempt)) life.told.lost(linked, reason, at)
    })

  const present = (attempt: Attempt): StateOf<'opening'> | null => presentState(life, attempt)

  const begin = (attempt: Attempt, prepared: Prepared): void => {
    const state = present(attempt)
    if (!state || prepared.do === 'nothing') {
      attempt.build?.ended()
      return attempt.leaveGate()
    }
    first = false
    switch (prepared.do) {
      case 'wait':
        life.told.before(prepared.reason)
        return then.pausing.wait(prepared.ms, false)
      case 'fail':
        log.error({ err: prepared.error }, 'credentials cannot be opened')
        return then.end('failed', 'credentials_unreadable')
      case 'open':
        return connect({ life, deps, then, cannotOpen }, state, prepared)
    }
  }

  const cannotOpen = (attempt: Attempt, error: unknown): void => {
    if (!present(attempt)) return
    log.error({ err: error }, 'session cannot be opened, trying again')
    then.pausing.takeBreak({ kind: 'failure', hurried: false, tell: null })
  }

  return { open }
}

type Given = {
  life: Life
  deps: LifecycleDeps
  then: Then
  cannotOpen: (attempt: Attempt, error: unknown) => void
}

const connect = (
  { life, deps, then, cannotOpen }: Given,
  state: StateOf<'opening'>,
  { credentials, proxy, build, logout }: Extract<Prepared, { do: 'open' }>
): void => {
  if (logout && !credentials) {
    deps.journal.add({ type: 'unlink' })
    return then.end('logged_out', 'logged_out_by_user')
  }
  life.account = accountWith(credentials, life.account)
  try {
    const current = { build } as CurrentConnection
    current.connection = deps.connect(credentials, proxy, build.build, (change) =>
      life.inTurn(() => then.changed(current, change))
    )
    state.current = current
  } catch (error) {
    cannotOpen(state.attempt, error)
  }
}

/** The state, if it is still this attempt that it waits for. */
const presentState = (life: Life, attempt: Attempt): StateOf<'opening'> | null => {
  const { state } = life
  return state.name === 'opening' && state.attempt === attempt && life.mayAct() ? state : null
}

/** Credentials that are stored have logged in before, unless they were made by this runner. */
const accountWith = (credentials: Buffer | null, before: Account): Account => {
  if (!credentials) return 'none'
  return before === 'none' ? 'known' : before
}
