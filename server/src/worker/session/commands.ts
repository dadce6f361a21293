import { AppError } from '../../domain/errors.ts'
import { startedAgain } from './changes.ts'
import type { Lifecycle } from './lifecycle.ts'
import { isOver } from './state.ts'

/**
 * Restart. A pause ends; what is open or being opened is closed first; a connection that is only being prepared is new
 * enough. While another restart closes the connection, both have the same one opened. What is over or given back is not
 * restarted: whoever wants that starts the session.
 */
export const restart = (
  life: Lifecycle,
  resolve: () => void,
  reject: (error: Error) => void
): void => {
  const { state } = life
  const leaves = state.name === 'closing' && state.next.do === 'release'
  if (isOver(state) || leaves) return reject(new AppError('session_not_started'))
  if (state.name === 'opening' && !state.current) return resolve()
  life.pauses.forget()
  life.whenOpened(resolve)
  life.tell(startedAgain())
  if (state.name === 'waiting') return life.openSoon()
  life.shut({ do: 'open' })
}

/**
 * Log-out. Connected: done at once, if it is still wanted. Waiting: the pause ends. In every other state the next
 * connection looks whether it is wanted; what is over has nothing to leave.
 */
export const logout = (life: Lifecycle): void => {
  const { state } = life
  if (state.name === 'connected') return life.requests.leaveIfWanted(state.current)
  if (state.name !== 'waiting') return
  life.pauses.forget()
  life.openSoon()
}
