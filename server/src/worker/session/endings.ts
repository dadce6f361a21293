import { message_errors } from '../../domain/message.ts'
import type { SessionReason } from '../../domain/session.ts'
import type { ConnectionClosed } from '../../whatsapp/contract.ts'
import { ended } from './changes.ts'
import type { LifecycleDeps } from './contract.ts'
import type { Health } from './health.ts'
import type { Life } from './life.ts'
import { afterClose, type Move } from './machine.ts'
import type { Pausing } from './pausing.ts'
import type { CurrentConnection } from './state.ts'

/** What follows when a connection has ended, or a session. */
export type Endings = {
  closed(current: CurrentConnection, change: ConnectionClosed): void
  end(status: 'logged_out' | 'failed', reason: SessionReason): void
}

/** The failures in a row that an operator hears of one by one. */
const failures_told = 3

export const createEndings = (
  life: Life,
  deps: LifecycleDeps,
  health: Health,
  pausing: Pausing
): Endings => {
  const { log, journal } = deps
  const { clock, versions } = deps.runner
  const { pauses, told } = life

  const failQueued = (code: 'session_logged_out' | 'session_failed'): void =>
    journal.add({ type: 'fail_queued', error: { code, message: message_errors[code] } })

  const end: Endings['end'] = (status, reason) => {
    journal.add(ended(status, reason))
    log.info({ status, reason }, 'session ended')
    life.enter({ name: 'ended' })
  }

  const follow = (move: Move, until: Date | undefined): void => {
    if (move.do === 'pause') return pausing.takeBreak(move, until)
    if (move.do === 'nothing') return
    if (move.unlink) {
      failQueued('session_logged_out')
      journal.add({ type: 'unlink' })
    } else if (move.reason === 'banned') failQueued('session_failed')
    end(move.status, move.reason)
  }

  const tell = ({ reason, detail }: ConnectionClosed): void => {
    if (reason === 'agent_refused' && told.reason !== 'client_refused')
      log.error({ detail }, 'WhatsApp does not accept what this client says it is')
    const level = pauses.failures < failures_told ? 'info' : 'debug'
    log[level]({ reason, detail }, 'connection closed')
  }

  return {
    end,
    closed: (current, change) => {
      const { state } = life
      const { reason, until } = change
      const now_ms = clock.monotonic_ms()
      if (state.name === 'linking') {
        life.scannable_ms += now_ms - state.since_ms
        state.since_ms = now_ms
      }
      if (reason === 'client_outdated') current.build.refused()
      else current.build.ended()
      if (state.name === 'connected') versions.lost()
      pauses.closed(now_ms, reason === 'replaced')
      tell(change)
      life.gone = () => current.connection.close()
      const { account, scannable_ms } = life
      const standing = { state: state.name, account, scannable_ms, replaced: pauses.replaced }
      follow(afterClose(standing, reason), until)
      if (reason === 'silent' && account === 'known') health.wentSilent()
    }
  }
}
