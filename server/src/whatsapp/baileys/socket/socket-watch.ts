import { type BinaryNode, S_WHATSAPP_NET, type WASocket } from 'baileys'
import { systemClock } from '../../../lib/clock.ts'
import type { After } from '../../../lib/timer-wheel.ts'

/**
 * A socket of which nothing was heard for so long is asked whether it is still there, and one that says nothing for so long
 * after that is given up: twenty seconds in all, which is what WhatsApp Web gives it. One that is busy is never asked, so
 * this costs less than asking by the clock; and what is written to a dead socket does not keep it alive, because only what is
 * heard counts.
 */
export const silence_limits = { ask_after_ms: 15_000, answer_within_ms: 5_000 }

const monotonicMs = systemClock.monotonic_ms

/** A timer that comes so late says that this process was busy or frozen: what the other side said may lie unread. */
const late_ms = 1_000

export type SilenceWatch = {
  /** The other side has said something. */
  heard(): void
  stop(): void
}

/** Calls `ask` when nothing was heard for a while, and `dead` when nothing came of it. */
export const watchSilence = (
  ask: () => void,
  dead: () => void,
  after: After,
  limits: typeof silence_limits = silence_limits
): SilenceWatch => {
  let heard_ms = monotonicMs()
  let asked = false
  let cancel: () => void
  const wait = (ms: number): void => {
    const due_ms = monotonicMs() + ms
    cancel = after(ms, () => look(due_ms))
  }
  const look = (due_ms: number): void => {
    const now_ms = monotonicMs()
    const silent_ms = now_ms - heard_ms
    if (!asked && silent_ms < limits.ask_after_ms) return wait(limits.ask_after_ms - silent_ms)
    if (!asked) {
      asked = true
      ask()
      return wait(limits.answer_within_ms)
    }
    if (now_ms - due_ms > late_ms) return wait(late_ms)
    dead()
  }
  wait(limits.ask_after_ms)
  return {
    heard: () => {
      heard_ms = monotonicMs()
      asked = false
    },
    stop: () => cancel()
  }
}

/** Watches a connection from when the server talks with it (a code is offered, or the login is over) until it is closed. */
export const watchSocket = (
  socket: WASocket,
  after: After,
  failed: (reason: string) => void
): void => {
  let watch: SilenceWatch | undefined
  socket.ev.on('connection.update', ({ connection, qr }) => {
    if (connection === 'close') return watch?.stop()
    if (watch || (connection !== 'open' && !qr)) return
    watch = watchSilence(
      () => void socket.sendNode(ping(socket.generateMessageTag())).catch(() => undefined),
      () => failed('the server has not answered'),
      after
    )
    socket.ws.on('message', watch.heard)
  })
}

const ping = (id: string): BinaryNode => ({
  tag: 'iq',
  attrs: { id, to: S_WHATSAPP_NET, type: 'get', xmlns: 'w:p' },
  content: [{ tag: 'ping', attrs: {} }]
})
