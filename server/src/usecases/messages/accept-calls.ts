import type { Counters } from '../../cache/contract.ts'
import type { WorkerAddress, WorkerControl } from '../../control/contract.ts'
import { AppError } from '../../domain/errors.ts'
import type { Idempotency } from '../../domain/idempotency.ts'
import type { MessageRow } from '../../domain/message.ts'
import { createBatches } from '../../lib/batch.ts'
import type { Clock } from '../../lib/clock.ts'
import { DatabaseUnavailable } from '../../lib/database-unavailable.ts'
import type { Bounds, Db } from '../../lib/db.ts'
import type { KeyRing } from '../../lib/key-ring.ts'
import type { Tracing } from '../../lib/tracing.ts'
import type { Message } from '../../schemas/messages/message.ts'
import { withIdempotencies } from '../idempotency/with-idempotencies.ts'
import type { ServiceMeters } from '../meters.ts'
import { acceptMessages } from './accept.ts'
import type { SendMessage } from './send-message.ts'
import { traceAccepted } from './trace-accepted.ts'

/** A call that asks for one message to be sent. */
export type AcceptCall = {
  /** A refusal is the answer, unless the call was made before. */
  input: SendMessage | AppError
  idempotency: Idempotency | undefined
  /** When the call began. */
  began_ms: number
}

/** The accepted message, or why there is none. */
export type AcceptAnswer = { view: Message } | { error: unknown }

export type AcceptCalls = (bounds: Bounds, call: AcceptCall) => Promise<AcceptAnswer>

export type AcceptDeps = {
  db: Db
  clock: Clock
  jwt_secret: KeyRing
  workers: WorkerControl
  message_counters: Counters
  meters: Pick<ServiceMeters, 'count'>
  tracing?: Tracing | null
}

/** So many calls share a transaction at most: each waits for all of them. */
const calls_max = 64

/**
 * Accepts messages for calls that come one by one. Those of a tenant that arrive while a transaction is under way share
 * the next one, so the more there are the less each costs; none waits when it is alone. A call that is refused, or whose
 * rows the database does not take, changes nothing for the others.
 */
export const createAcceptCalls = (deps: AcceptDeps): AcceptCalls => {
  // Callers who see other rows share no transaction.
  const accept = createBatches<AcceptCall, AcceptAnswer>((callers, calls) => {
    const [tenant_id = '', ...session_ids] = callers.split(' ')
    const bounds = { tenant_id, session_ids: session_ids.length > 0 ? session_ids : null }
    return acceptAll(deps, bounds, calls)
  }, calls_max)
  return ({ tenant_id, session_ids }, call) =>
    accept([tenant_id, ...(session_ids ?? [])].join(' '), call)
}

const acceptAll = async (
  deps: AcceptDeps,
  bounds: Bounds,
  calls: AcceptCall[]
): Promise<AcceptAnswer[]> => {
  const answers = new Map<AcceptCall, AcceptAnswer>()
  for (let left = calls; left.length > 0; ) {
    const { first, repeated } = byKey(left)
    const given = await acceptTogether(deps, bounds, first)
    for (const [index, call] of first.entries()) answers.set(call, given[index] as AcceptAnswer)
    left = repeated
  }
  return calls.map((call) => answers.get(call) as AcceptAnswer)
}

/** Calls with the same key come one after the other: the later ones get the answer of the first. */
const byKey = (calls: AcceptCall[]): { first: AcceptCall[]; repeated: AcceptCall[] } => {
  const keys = new Set<string>()
  const first: AcceptCall[] = []
  const repeated: AcceptCall[] = []
  for (const call of calls) {
    const key = call.idempotency?.key
    if (key !== undefined && keys.has(key)) repeated.push(call)
    else first.push(call)
    if (key !== undefined) keys.add(key)
  }
  return { first, repeated }
}

const acceptTogether = async (
  deps: AcceptDeps,
  bounds: Bounds,
  calls: AcceptCall[]
): Promise<AcceptAnswer[]> => {
  try {
    return await acceptInOne(deps, bounds, calls)
  } catch (error) {
    if (calls.length === 1 || error instanceof DatabaseUnavailable)
      return calls.map(() => ({ error }))
  }
  // Something is wrong with one of them: the others must not suffer for it.
  const answers: AcceptAnswer[] = []
  for (const call of calls) answers.push(...(await acceptTogether(deps, bounds, [call])))
  return answers
}

const acceptInOne = async (
  deps: AcceptDeps,
  bounds: Bounds,
  calls: AcceptCall[]
): Promise<AcceptAnswer[]> => {
  const workers = new Map<string, WorkerAddress>()
  const kept: { message: MessageRow; began_ms: number }[] = []
  const { tenant_id } = bounds
  const answers = await deps.db.withTenant(bounds, (tx) =>
    withIdempotencies(deps, tx, tenant_id, calls, async (fresh) => {
      const inputs = fresh.map((call) => call.input)
      const now = deps.clock.now()
      const accepted = await acceptMessages(
        tx,
        tenant_id,
        inputs,
        'normal',
        now,
        deps.message_counters
      )
      return accepted.map((one, index) => {
        if (one instanceof AppError) return one
        if (one.worker) workers.set(one.worker.instance_id, one.worker)
        kept.push({ message: one.message, began_ms: fresh[index]?.began_ms ?? 0 })
        return one.view
      })
    })
  )
  // step: accept committed
  for (const worker of workers.values()) deps.workers.poke(worker)
  // step: worker poked
  for (const { message, began_ms } of kept) {
    deps.meters.count('gateway_messages_accepted_total', { kind: message.type })
    traceAccepted(deps.tracing, message, began_ms, deps.clock.now().getTime())
  }
  return answers.map((one) => (one instanceof AppError ? { error: one } : { view: one }))
}
