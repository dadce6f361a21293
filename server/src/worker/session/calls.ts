import {
  type CallInput,
  type CallName,
  type CallNeeds,
  type CallOutput,
  definitionOf
} from '../../control/calls.ts'
import { AppError, type ErrorCode } from '../../domain/errors.ts'
import type { Clock } from '../../lib/clock.ts'
import { pause } from '../../lib/retry.ts'
import type { CallHandler } from '../../whatsapp/contract.ts'
import type { MakeCall } from './contract.ts'
import type { Lifecycle } from './lifecycle.ts'
import { createRates } from './rates.ts'
import { isOver, type StateOf } from './state.ts'
import type { PendingCall } from './waiting-calls.ts'

type Session = { life: Lifecycle; clock: Clock }

/** A program that asks faster than WhatsApp answers must not fill the memory of those who share the worker. */
const calls_at_once_max = 32

/**
 * Makes the calls of one session. Whether the session is in the state that a call needs is decided in the machine's own
 * queue, and the call begins in the same step. When one that links a number resolves, what it has changed is on disk.
 */
export const createCalls = (
  life: Lifecycle,
  clock: Clock,
  settled: () => Promise<void>
): MakeCall => {
  let running = 0
  const rates = createRates(clock.monotonic_ms)

  const make: MakeCall = async (name, input, signal) => {
    const { needs, timeout_ms } = definitionOf(name)
    const answer = await begin({ life, clock }, name, input, signal, rates.refuse).catch(
      (error) => {
        throw rates.note(name, error)
      }
    )
    // What is only asked changes nothing of the session. What WhatsApp has done is answered also when it cannot be written now.
    if (needs !== 'connected') await Promise.race([settled(), pause(timeout_ms, signal)])
    return answer
  }

  return async (name, input, signal) => {
    if (running >= calls_at_once_max)
      throw new AppError('too_much_at_once', { call: name }, { retry_after_s: 1 })
    running++
    try {
      return await make(name, input, signal)
    } finally {
      running--
    }
  }
}

const begin = <N extends CallName>(
  { life, clock }: Session,
  name: N,
  input: CallInput<N>,
  signal: AbortSignal,
  refuse: (name: N, input: CallInput<N>) => AppError | null
): Promise<CallOutput<N>> =>
  new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const giveUp = (): void => reject(signal.reason)
    signal.addEventListener('abort', giveUp, { once: true })
    const call: PendingCall = {
      begin: ({ connection }) => {
        const refusal = refuse(name, input)
        if (refusal) return reject(refusal)
        const handler = connection.calls[name] as CallHandler<N>
        handler(input, signal).then(resolve, reject)
      },
      reject,
      signal
    }
    life.inTurn(() => {
      if (isOver(life.state)) return reject(new AppError('session_not_started'))
      admissions[definitionOf(name).needs]({ life, clock }, call)
    })
  })

/** An offer that is nearly over would end the code with it. */
const offer_left_least_ms = 60_000

/**
 * Linking: begun at once, on a new connection when the present one is about to end. Opening or closing: when a link is
 * offered. Waiting: the pause ends. With an account there is nothing to link, and while one with a passkey is being linked
 * there is no code to type.
 */
const whenLinkOffered = ({ life, clock }: Session, call: PendingCall): void => {
  const { state } = life
  if (state.name === 'closing' && state.next.do === 'release')
    return call.reject(new AppError('session_not_started'))
  if (life.account !== 'none') return call.reject(new AppError('session_connected'))
  if (state.name === 'passkey') return call.reject(new AppError('passkey_required'))
  if (state.name === 'linking' && !endsSoon(state, clock)) return call.begin(state.current)
  life.waiting_calls.add(call)
  if (state.name === 'linking') life.shut({ do: 'open' })
  if (state.name !== 'waiting') return
  life.pauses.forget()
  life.openSoon()
}

const endsSoon = (state: StateOf<'linking'>, clock: Clock): boolean => {
  const left_ms = (state.current.connection.offer_ends_at?.getTime() ?? 0) - clock.now().getTime()
  const lasted_ms = clock.monotonic_ms() - state.since_ms
  return left_ms < offer_left_least_ms && left_ms < lasted_ms
}

/** In this state alone, through its connection. */
const only =
  (name: 'passkey' | 'connected', otherwise: ErrorCode) =>
  ({ life }: Session, call: PendingCall): void => {
    const { state } = life
    if (state.name === name) call.begin(state.current)
    else call.reject(new AppError(otherwise, { state: state.name }))
  }

/** What becomes of a call in each state of the machine, by what it needs. What is over was refused before. */
const admissions: Record<CallNeeds, (session: Session, call: PendingCall) => void> = {
  link_offer: whenLinkOffered,
  passkey_signature: only('passkey', 'passkey_not_asked'),
  passkey_comparison: only('passkey', 'passkey_code_not_shown'),
  connected: only('connected', 'session_not_connected')
}
