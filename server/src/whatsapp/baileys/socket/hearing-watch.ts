import { type BinaryNode, S_WHATSAPP_NET, type WASocket } from 'baileys'
import type { HeardKind } from '../../../domain/session.ts'
import { systemClock } from '../../../lib/clock.ts'
import type { After } from '../../../lib/timer-wheel.ts'

/**
 * A connection may answer keep-alive pings for hours and say nothing else. So one that has said nothing but those answers
 * for so long is asked for something that another service behind it has to look up; when that is not answered either, it is
 * deaf. `hears_after_ms`: what comes so late counts as hearing, while a login that is answered says nothing of what follows.
 */
export const hearing_limits = {
  ask_after_ms: 40_000,
  /** Up to so much later, so that sessions that came together do not ask together. */
  spread_ms: 15_000,
  answer_within_ms: 10_000,
  hears_after_ms: 30_000
}

/** A timer that comes so late says that this process was busy or frozen: the answer may lie unread. */
const late_ms = 1_000

const kinds = new Set<string>(['message', 'receipt', 'notification'] satisfies HeardKind[])

export type HearingListener = {
  /** Something of this kind came, whatever is made of it. */
  heard: (kind: HeardKind) => void
  /** What comes still comes, long after the login; told once. */
  hears: () => void
  /** It is open and deaf. */
  deaf: () => void
  /** What is said does not leave this process at the moment, so no answer can be expected. */
  held: () => boolean
}

/** Watches from the login to the end whether a connection brings more than answers to pings. */
export const watchHearing = (
  socket: WASocket,
  after: After,
  listener: HearingListener,
  limits: typeof hearing_limits = hearing_limits
): void => {
  const now = systemClock.monotonic_ms
  let opened_ms = Number.POSITIVE_INFINITY
  let heard_ms = now()
  let asked: string | null = null
  let told = false
  let cancel = (): void => undefined

  // Each frame that Baileys has decrypted and made out, before its own listeners have it.
  socket.ws.on('frame', (frame: BinaryNode | Uint8Array) => {
    if (frame instanceof Uint8Array) return
    if (kinds.has(frame.tag)) listener.heard(frame.tag as HeardKind)
    if (isAnswerToPing(frame)) return
    heard_ms = now()
    if (asked !== null) {
      asked = null
      wait(askAfter())
    }
    if (told || heard_ms - opened_ms < limits.hears_after_ms) return
    told = true
    listener.hears()
  })

  const askAfter = (): number => limits.ask_after_ms + Math.random() * limits.spread_ms

  const wait = (ms: number): void => {
    cancel()
    const due_ms = now() + ms
    cancel = after(ms, () => look(due_ms))
  }

  const look = (due_ms: number): void => {
    const silent_ms = now() - heard_ms
    if (listener.held()) return wait(limits.answer_within_ms)
    if (asked === null) {
      if (silent_ms < limits.ask_after_ms) return wait(askAfter() - silent_ms)
      asked = socket.generateMessageTag()
      // One that cannot be written ends the connection by itself.
      socket.sendNode(countOfKeys(asked)).catch(() => undefined)
      return wait(limits.answer_within_ms)
    }
    if (now() - due_ms > late_ms) return wait(late_ms)
    listener.deaf()
  }

  socket.ev.on('connection.update', ({ connection }) => {
    if (connection === 'close') return cancel()
    if (connection !== 'open') return
    opened_ms = now()
    wait(askAfter())
  })
}

/** Only the answer to a ping always has nothing in it. Others that have nothing count for as little. */
const isAnswerToPing = ({ tag, attrs, content }: BinaryNode): boolean =>
  tag === 'iq' && attrs['type'] === 'result' && content === undefined

/** How many one-time keys the server has of this device, which clients ask at every login. */
const countOfKeys = (id: string): BinaryNode => ({
  tag: 'iq',
  attrs: { id, to: S_WHATSAPP_NET, type: 'get', xmlns: 'encrypt' },
  content: [{ tag: 'count', attrs: {} }]
})
