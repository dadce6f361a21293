import type { Log } from '../../lib/log.ts'
import { type CurrentConnection, currentOf, type State } from './state.ts'
import type { Stored } from './stored.ts'

/** What is asked of WhatsApp through a connection, whose answer finds the session in any state. */
export type Requests = {
  /** Logs out if that is still wanted. */
  leaveIfWanted(current: CurrentConnection): void
}

export const createRequests = (deps: {
  log: Log
  stored: Stored
  life: AbortSignal
  inTurn: (work: () => void) => void
  state: () => State
  /** Nothing else is done with the connection from here on; false: the session may not act any more. */
  leaving: (current: CurrentConnection) => boolean
  notLeft: () => void
}): Requests => {
  const { log, inTurn } = deps

  const leave = (current: CurrentConnection): void => {
    const state = deps.state()
    if (state.name !== 'connected' || state.current !== current || !deps.leaving(current)) return
    current.connection.logout().catch((error) =>
      inTurn(() => {
        if (currentOf(deps.state()) !== current) return
        log.warn({ err: error }, 'log-out not confirmed, trying again')
        deps.notLeft()
      })
    )
  }

  return {
    // It cannot be undone: what the user wants is looked at right before.
    leaveIfWanted: (current) => {
      deps.stored.logoutRequested(deps.life).then(
        (wanted) => inTurn(() => void (wanted && leave(current))),
        (error) => log.debug({ err: error }, 'not known whether a log-out is wanted')
      )
    }
  }
}
