import { AppError } from '../../domain/errors.ts'
import { type Connection, PasskeyNotExpected } from '../../whatsapp/contract.ts'
import { startedAgain } from './changes.ts'
import type { Lifecycle } from './lifecycle.ts'
import type { PairingWish } from './pairing.ts'
import { isOver } from './state.ts'

/** An offer that is nearly over would end the code with it. */
const offer_left_least_ms = 60_000

const notStarted = (): AppError => new AppError('session_not_started')

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
  if (isOver(state) || leaves) return reject(notStarted())
  if (state.name === 'opening' && !state.line) return resolve()
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
  if (state.name === 'connected') return life.requests.leaveIfWanted(state.line)
  if (state.name !== 'waiting') return
  life.pauses.forget()
  life.openSoon()
}

/**
 * Pairing code. Linking: asked for at once, on a new connection when the present one is about to end. Opening or closing:
 * when a link is offered. Waiting: the pause ends. With an account there is nothing to link, and while one with a passkey is
 * being linked there is no code to type.
 */
export const requestPairingCode = (life: Lifecycle, wish: PairingWish): void => {
  const { state } = life
  const leaves = state.name === 'closing' && state.next.do === 'release'
  if (isOver(state) || leaves) return wish.reject(notStarted())
  if (life.account !== 'none') return wish.reject(new AppError('session_connected'))
  if (state.name === 'passkey') return wish.reject(new AppError('passkey_required'))
  if (state.name === 'linking' && !endsSoon(state))
    return life.requests.askForCode(state.line, wish)
  life.wishes.add(wish)
  if (state.name === 'linking') life.shut({ do: 'open' })
  if (state.name !== 'waiting') return
  life.pauses.forget()
  life.openSoon()
}

/**
 * Signature, or confirmation, of a number with a passkey: taken once, in the state that waits for it. `unexpected` says that
 * it is not waited for.
 */
export const advancePasskey = (
  life: Lifecycle,
  unexpected: 'passkey_not_asked' | 'passkey_code_not_shown',
  work: (connection: Connection) => void
): void => {
  const { state } = life
  if (isOver(state)) throw notStarted()
  if (state.name !== 'passkey') throw new AppError(unexpected)
  try {
    work(state.line.connection)
  } catch (error) {
    if (!(error instanceof PasskeyNotExpected)) throw error
    throw new AppError(unexpected, {}, { cause: error })
  }
}

const endsSoon = (state: Extract<Lifecycle['state'], { name: 'linking' }>): boolean => {
  const left_ms = (state.line.connection.offer_ends_at?.getTime() ?? 0) - Date.now()
  const lasted_ms = performance.now() - state.since_ms
  return left_ms < offer_left_least_ms && left_ms < lasted_ms
}
