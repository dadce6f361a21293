import type { CloseReason, ConnectionClosed } from '../contract.ts'
import type { Closed } from './close-reason.ts'

/**
 * How far a connection is from its end:
 *
 *   open     → failing   `fault`: something is wrong with it, and it is being closed for that. The first fault counts.
 *   open     → over      `socket_closed`, or `closed_here`: we closed it, or nothing can be sent any more.
 *   failing  → over      likewise. A socket that closes now does so because of the fault, whatever it says itself.
 *
 * Nothing leaves `over`.
 */
export type EndState =
  | { name: 'open' }
  | { name: 'failing'; fault: Closed }
  | { name: 'over'; why: Closed }

export type EndStep = { type: 'fault' | 'socket_closed' | 'closed_here'; why: Closed }

export const afterEndStep = (state: EndState, { type, why }: EndStep): EndState => {
  if (state.name === 'over') return state
  if (type === 'closed_here') return { name: 'over', why }
  if (type === 'socket_closed')
    return { name: 'over', why: state.name === 'failing' ? state.fault : why }
  return state.name === 'failing' ? state : { name: 'failing', fault: why }
}

export type ConnectionEnd = {
  /** Aborts when the connection is over, before that is reported. */
  readonly over: AbortSignal
  /** `work` is done as soon as it is over. */
  whenOver(work: () => void): void
  /** Why it is over. */
  readonly reason: CloseReason | undefined
  fault(reason: CloseReason, detail: string): void
  socketClosed(why: Closed): void
  closedHere(why: Closed): void
}

/** Reports the end of a connection, once. */
export const createConnectionEnd = (report: (closed: ConnectionClosed) => void): ConnectionEnd => {
  const over = new AbortController()
  let state = { name: 'open' } as EndState
  const step = (next: EndStep): void => {
    if (state.name === 'over') return
    const after = afterEndStep(state, next)
    state = after
    if (after.name !== 'over') return
    over.abort()
    report({ type: 'closed', ...after.why })
  }
  return {
    over: over.signal,
    whenOver: (work) => over.signal.addEventListener('abort', work, { once: true }),
    get reason() {
      return state.name === 'over' ? state.why.reason : undefined
    },
    fault: (reason, detail) => step({ type: 'fault', why: { reason, detail } }),
    socketClosed: (why) => step({ type: 'socket_closed', why }),
    closedHere: (why) => step({ type: 'closed_here', why })
  }
}
