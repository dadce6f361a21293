import type { LifecycleDeps } from './contract.ts'
import type { Life } from './life.ts'
import type { Pausing } from './pausing.ts'
import { type Afterwards, currentOf, laterOf, type State } from './state.ts'

type Release = (why: 'stopped' | 'moved') => void

/** Closes what there is, because a command says so. */
export type Closing = {
  shut(next: Afterwards): void
  /** Resolves when no connection of this session is open or being closed. */
  closeAll(): Promise<void>
  /** Who gives the session back when its connection is closed for that. */
  onRelease(work: Release): void
}

export const createClosing = (life: Life, { log }: LifecycleDeps, pausing: Pausing): Closing => {
  let release: Release = () => undefined

  const afterShut = (next: Afterwards): void => {
    if (next.do === 'release') return release(next.why)
    if (!life.mayAct()) return
    if (next.do === 'open') pausing.openSoon()
    else pausing.takeBreak({ kind: 'failure', hurried: false, tell: 'connection_lost' })
  }

  return {
    shut: (next) => {
      const { state } = life
      if (state.name === 'closing') {
        state.next = laterOf(state.next, next)
        return
      }
      const current = currentOf(state)
      if (current) life.gone = () => current.connection.close()
      const closing: State = { name: 'closing', next }
      life.enter(closing)
      life
        .gone()
        .catch((error) => log.warn({ err: error }, 'connection not closed'))
        .then(() => life.inTurn(() => void (life.state === closing && afterShut(closing.next))))
    },
    closeAll: () => currentOf(life.state)?.connection.close() ?? life.gone(),
    onRelease: (work) => {
      release = work
    }
  }
}
