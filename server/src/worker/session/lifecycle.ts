import type { Change } from '../commit/change.ts'
import { type Closing, createClosing } from './closing.ts'
import { createConnectionChanges } from './connection-changes.ts'
import type { LifecycleDeps } from './contract.ts'
import { createEndings } from './endings.ts'
import { createHealth } from './health.ts'
import { createLife, type Life } from './life.ts'
import { createOpening } from './opening.ts'
import { createPausing, type Pausing } from './pausing.ts'
import { createRequests, type Requests } from './requests.ts'

/** The machine of machine.ts, as commands and calls see it. */
export type Lifecycle = Life &
  Closing &
  Pick<Pausing, 'openSoon'> & {
    open(): void
    readonly requests: Requests
    /** What was told of the connection before is no longer so. */
    tell(change: Change): void
  }

/**
 * The machine of a session, put together from what moves it: `opening`, `connection-changes` (what a connection says),
 * `endings` (what follows when one ends), `pausing` (every way back to another one) and `closing` (commands). They share the
 * state and what outlives it, `life`.
 */
export const createLifecycle = (deps: LifecycleDeps): Lifecycle => {
  const { log, journal, stored } = deps
  const life = createLife(deps)
  const health = createHealth(journal, log, deps.runner.clock)
  const pausing = createPausing(life, deps, () => opening.open())
  const endings = createEndings(life, deps, health, pausing)
  const closing = createClosing(life, deps, pausing)
  const requests = createRequests({
    log,
    stored,
    life: deps.life.signal,
    inTurn: life.inTurn,
    state: () => life.state,
    leaving: (current) => {
      if (!life.mayAct()) return false
      life.enter({ name: 'leaving', current })
      return true
    },
    notLeft: () => closing.shut({ do: 'pause' })
  })
  const changed = createConnectionChanges(life, deps, { health, requests, closed: endings.closed })
  const opening = createOpening(life, deps, { pausing, end: endings.end, changed })
  // Not a copy: what is read of it is read when it is asked for.
  return Object.assign(life, {
    ...closing,
    openSoon: pausing.openSoon,
    open: opening.open,
    requests,
    tell: (change: Change): void => {
      life.told.forget()
      journal.add(change)
    }
  })
}
