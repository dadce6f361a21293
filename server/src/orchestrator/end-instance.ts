import type { InstanceRow } from '../domain/instance.ts'
import { pause } from '../lib/retry.ts'
import { keepInstanceLog } from '../store/instances/logs.ts'
import type { WorkerExit } from './drivers/worker-exit.ts'
import { isSuspicious, mayHold, type Surroundings, type Verdict } from './judge-death.ts'
import { addressOf, type Leader } from './leader-context.ts'
import { poolKeyOfInstance } from './pool-key.ts'
import {
  instanceDraining,
  instanceFailed,
  instanceStopped,
  instanceUnhealthy
} from './records/instances.ts'
import type { Orchestration } from './records/load.ts'
import { instanceCrashed } from './records/suspects.ts'

/** A worker that ended sooner than this has failed to start: another is not started at once. */
const useful_life_ms = 5_000
const tail_chars = 1_500
/** Kept with the instance of one customer, for that customer and the operator. */
const kept_bytes = 64 * 1024

/** Records the end of instances whose process is gone, which frees their sessions. Returns those that are left. */
export const recordExits = async (leader: Leader, state: Orchestration): Promise<InstanceRow[]> => {
  const left: InstanceRow[] = []
  const gone: InstanceRow[] = []
  for (const instance of state.instances) {
    const spawning = leader.observations.spawning.has(instance.id)
    if (spawning || (await leader.driver.state(instance)) !== 'gone') left.push(instance)
    else gone.push(instance)
  }
  for (const instance of gone) {
    if (instance.status === 'draining') {
      await keepLogOfStopped(leader, instance)
      await instanceStopped(leader.db, instance.id, instance.status_reason)
    } else await recordFailure(leader, instance, state, surroundings(leader, left, gone))
  }
  return left
}

/** How the other workers are, as one of those that are gone is judged. */
const surroundings = (
  { observations }: Leader,
  left: InstanceRow[],
  gone: InstanceRow[]
): Surroundings => {
  const up = left.filter((one) => one.status === 'running' || one.status === 'unhealthy')
  const silent = up.filter((one) => (observations.observed.get(one.id)?.misses ?? 0) > 0)
  const ended = gone.filter((one) => one.status !== 'draining').length - 1
  return { others: up.length + ended, others_in_trouble: silent.length + ended }
}

/** A worker that has lived long enough shows that its pool is sound: the failed starts before it are forgotten, once. */
export const rememberProven = (leader: Leader, state: Orchestration): void => {
  const { proven, failed_starts } = leader.observations
  for (const instance of state.instances) {
    if (instance.status !== 'running' || proven.has(instance.id)) continue
    if (livedMs(leader, instance) < useful_life_ms) continue
    proven.add(instance.id)
    failed_starts.succeeded(poolOf(leader, instance, state))
  }
}

const livedMs = (leader: Leader, { started_at }: InstanceRow): number =>
  started_at ? leader.clock.now().getTime() - started_at.getTime() : 0

const poolOf = (leader: Leader, instance: InstanceRow, state: Orchestration): string =>
  leader.observations.pool_of.get(instance.id) ?? poolKeyOfInstance(instance, state.sessions)

const recordFailure = async (
  leader: Leader,
  instance: InstanceRow,
  state: Orchestration,
  around: Surroundings
): Promise<void> => {
  const pool = poolOf(leader, instance, state)
  if (livedMs(leader, instance) < useful_life_ms)
    leader.observations.failed_starts.failed(pool, leader.clock.monotonic_ms())
  else leader.observations.failed_starts.succeeded(pool)
  const tail = (await keepLog(leader, instance)).slice(-tail_chars)
  const exit = leader.driver.exit(instance)
  const reason = failureReason(instance, exit, tail)
  // What a worker has logged may tell of any of its sessions, so it is for the operator alone.
  leader.log.warn(
    { instance_id: instance.id, port: instance.port, reason, log: tail },
    'worker lost'
  )
  const cause = instance.status === 'unhealthy' ? 'silent' : (exit?.cause ?? 'unknown')
  if (!isSuspicious(cause, around)) return instanceFailed(leader.db, instance.id, reason)
  const { suspects } = leader.rules
  const verdicts = await instanceCrashed(leader.db, instance, reason, suspects, mayHold(around))
  tellVerdicts(leader, verdicts)
}

/** The end of its log, which is kept before the instance is known to be gone. */
const keepLog = async (leader: Leader, instance: InstanceRow): Promise<string> => {
  const log = (await leader.driver.logs(instance, kept_bytes)).replaceAll('\0', '')
  if (log !== '' && instance.tenant_id !== null) await keepInstanceLog(leader.db, instance.id, log)
  return log
}

/** Of one that was stopped on purpose it is good to have, and nothing that its end would wait for. */
const keepLogOfStopped = (leader: Leader, instance: InstanceRow): Promise<unknown> =>
  keepLog(leader, instance).catch((error) =>
    leader.log.warn({ instance_id: instance.id, err: error }, 'log of a worker was not kept')
  )

const tellVerdicts = ({ log }: Leader, verdicts: Verdict[]): void => {
  const apart = verdicts.filter((one) => one.part !== null && one.hold_s === null)
  if (apart.length > 0)
    log.warn(
      { session_ids: apart.map((one) => one.session_id) },
      'workers crashed again and again: these sessions run apart from others, to find the one that does it'
    )
  for (const { session_id, hold_s, deaths } of verdicts.filter((one) => one.hold_s !== null))
    log.error(
      { session_id, hold_s, deaths },
      'session is held back: its worker crashed again and again'
    )
}

/** In words. The log is quoted only of a worker that never had a session: it tells of nobody. */
const failureReason = (instance: InstanceRow, exit: WorkerExit | null, tail: string): string => {
  const how = exit?.words ?? 'The process of the worker is gone.'
  const before = instance.status === 'unhealthy' ? `${instance.status_reason} ` : ''
  if (instance.started_at) return before + how
  return tail ? `${how} The end of its log:\n${tail}` : how
}

/** Ends a worker that does not answer, so that its sessions can be taken over. */
export const killInstance = async (
  leader: Leader,
  instance: InstanceRow,
  reason: string
): Promise<void> => {
  leader.log.warn({ instance_id: instance.id, port: instance.port, reason }, 'worker is ended')
  await instanceUnhealthy(leader.db, instance.id, reason)
  await leader.driver.stop(instance, 'force')
  if (await waitUntilGone(leader, instance, 5_000)) leader.again()
}

/** Gives up an instance of another machine that does not answer: its leases have run out, so nothing is in use. */
export const abandonInstance = (leader: Leader, instance: InstanceRow): Promise<void> =>
  instanceFailed(
    leader.db,
    instance.id,
    'The worker cannot be reached and its leases have run out.'
  )

/** Drains a worker: it releases its sessions and exits. One that does not is ended. */
export const drainInstance = async (
  leader: Leader,
  instance: InstanceRow,
  reason: string | null
): Promise<void> => {
  // Why it began to be drained is told to the end.
  const why = instance.status === 'draining' ? instance.status_reason : reason
  await instanceDraining(leader.db, instance.id, why)
  await drain(leader, instance)
  await keepLogOfStopped(leader, instance)
  await instanceStopped(leader.db, instance.id, why)
  leader.log.info({ instance_id: instance.id, port: instance.port }, 'worker stopped')
}

const drain = async (leader: Leader, instance: InstanceRow): Promise<void> => {
  try {
    await leader.workers.drain(addressOf(instance))
    if (await waitUntilGone(leader, instance, leader.timing.drain_ms_max)) return
  } catch (error) {
    leader.log.warn({ instance_id: instance.id, err: error }, 'worker could not be drained')
  }
  // The next leader finds it draining, and goes on.
  if (leader.over.aborted) throw new Error('leadership ended while the worker was drained')
  await leader.driver.stop(instance, 'force')
  if (await waitUntilGone(leader, instance, 5_000)) return
  throw new Error('the worker cannot be ended')
}

/** Whether the process was seen to be gone within this time, or as long as it leads. */
export const waitUntilGone = async (
  leader: Leader,
  instance: InstanceRow,
  ms_max: number
): Promise<boolean> => {
  const deadline = leader.clock.monotonic_ms() + ms_max
  for (;;) {
    if ((await leader.driver.state(instance)) === 'gone') return true
    if (leader.clock.monotonic_ms() > deadline || leader.over.aborted) return false
    await pause(25)
  }
}
