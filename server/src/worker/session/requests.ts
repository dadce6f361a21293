import type { Log } from '../../lib/log.ts'
import type { SessionJournal } from '../commit/journal.ts'
import { pairingOffered } from './changes.ts'
import { type PairingWish, pairingFailure } from './pairing.ts'
import { type Line, lineOf, type State } from './state.ts'
import type { Stored } from './stored.ts'

/** What is asked of WhatsApp through a connection, whose answer finds the session in any state. */
export type Requests = {
  /** Logs out if that is still wanted. */
  leaveIfWanted(line: Line): void
  askForCode(line: Line, wish: PairingWish): void
}

export const createRequests = (deps: {
  log: Log
  journal: SessionJournal
  stored: Stored
  life: AbortSignal
  inTurn: (work: () => void) => void
  state: () => State
  /** Nothing else is done with the connection from here on; false: the session may not act any more. */
  leaving: (line: Line) => boolean
  notLeft: () => void
}): Requests => {
  const { log, journal, inTurn } = deps

  const leave = (line: Line): void => {
    const state = deps.state()
    if (state.name !== 'connected' || state.line !== line || !deps.leaving(line)) return
    line.connection.logout().catch((error) =>
      inTurn(() => {
        if (lineOf(deps.state()) !== line) return
        log.warn({ err: error }, 'log-out not confirmed, trying again')
        deps.notLeft()
      })
    )
  }

  return {
    // It cannot be undone: what the user wants is looked at right before.
    leaveIfWanted: (line) => {
      deps.stored.logoutRequested(deps.life).then(
        (wanted) => inTurn(() => void (wanted && leave(line))),
        (error) => log.debug({ err: error }, 'not known whether a log-out is wanted')
      )
    },
    askForCode: (line, { phone_number, resolve, reject }) => {
      const answer = async (): Promise<void> => {
        const code = await line.connection.requestPairingCode(phone_number)
        inTurn(() => {
          const state = deps.state()
          if (state.name !== 'linking' || state.line !== line) return
          state.pairing = 'pending'
          journal.add(pairingOffered(phone_number, code.expires_at))
        })
        await journal.settled()
        resolve(code)
      }
      answer().catch((error) => reject(pairingFailure(error)))
    }
  }
}
