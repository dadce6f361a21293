import type { LifecycleDeps } from './contract.ts'
import type { Life } from './life.ts'
import type { Move } from './machine.ts'
import type { State } from './state.ts'
import { waitOut } from './wait-out.ts'

export type Pause = Omit<Extract<Move, { do: 'pause' }>, 'do'>

/** Every way back to `opening`: through a pause, at whose end the next connection is opened. */
export type Pausing = {
  /** `until`: when WhatsApp lets the account in again, where it says so. */
  takeBreak(of: Pause, until?: Date): void
  wait(ms: number, hurried: boolean): void
  /** Somebody has asked for a connection. */
  openSoon(): void
}

export const createPausing = (life: Life, deps: LifecycleDeps, open: () => void): Pausing => {
  const { recovery, clock } = deps.runner
  const { pauses } = life

  const wait = (ms: number, hurried: boolean): void => {
    const over = new AbortController()
    const waiting: State = { name: 'waiting', over }
    life.enter(waiting)
    const signal = AbortSignal.any([over.signal, deps.life.signal])
    const hurry = hurried ? { recovery, hurried: pauses.hurried } : null
    void waitOut(ms, signal, hurry).then(() =>
      life.inTurn(() => void (life.state === waiting && life.mayAct() && open()))
    )
  }

  return {
    // Where others can connect again there is no reason to wait, but one trial must do: it may be only this session.
    takeBreak: (of, until) => {
      const now_ms = clock.now().getTime()
      const ms = pauses.next_ms(of.kind, clock.monotonic_ms(), until && until.getTime() - now_ms)
      if (of.tell) life.told.lost(life.account === 'known', of.tell, new Date(now_ms + ms))
      wait(ms, of.hurried && pauses.may_hurry)
    },
    wait,
    openSoon: () => {
      const ms = pauses.least_ms(clock.monotonic_ms())
      if (ms > 0) wait(ms, false)
      else open()
    }
  }
}
