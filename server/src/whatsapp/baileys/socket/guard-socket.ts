import type { WASocket } from 'baileys'
import type { HeardKind } from '../../../domain/session.ts'
import type { Log } from '../../../lib/log.ts'
import type { After } from '../../../lib/timer-wheel.ts'
import type { CloseReason, ConnectionChange } from '../../contract.ts'
import type { BorderJournal } from '../border.ts'
import { patchListeners } from '../patches/apply.ts'
import { watchHearing } from './hearing-watch.ts'
import { limitSocketTimes } from './socket-timeouts.ts'
import { watchSocket } from './socket-watch.ts'

/** Gives a connection up when it fails in a way that Baileys does not notice, or notices too late. */
export const guardSocket = (
  socket: WASocket,
  on: {
    linked: boolean
    after: After
    journal: BorderJournal
    heard: (kind: HeardKind) => void
    changed: (change: ConnectionChange) => void
    giveUp: (reason: CloseReason, detail: string) => void
    log: Log
  }
): void => {
  patchListeners(socket, on.log, (error) =>
    on.giveUp('lost', `what comes cannot be decrypted: ${error.message}`)
  )
  limitSocketTimes(socket, on.linked, (why) => on.giveUp('refused', why))
  watchSocket(socket, on.after, (why) => on.giveUp('silent', why))
  watchHearing(socket, on.after, {
    heard: on.heard,
    hears: () => on.changed({ type: 'hears' }),
    deaf: () => on.giveUp('silent', 'the server answers pings and nothing else'),
    held: () => on.journal.pending
  })
}
