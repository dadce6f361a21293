import { newId } from '../domain/ids.ts'
import { hasAddress, type InstanceRow } from '../domain/instance.ts'
import { sha256 } from '../lib/crypto.ts'
import { pause } from '../lib/retry.ts'
import type { Start } from './decision.ts'
import {
  type FoundWorker,
  MachineLostError,
  NoRoomError,
  type StartedWorker
} from './drivers/contract.ts'
import { waitUntilGone } from './end-instance.ts'
import { addressOf, type Leader } from './leader-context.ts'
import { no_usage } from './observations.ts'
import type { Limits } from './pool-key.ts'
import { instanceFailed, instanceStarted, noteAddress } from './records/instances.ts'
import { placeOnNew } from './records/place.ts'
import { workerDatabaseUrl } from './records/worker-login.ts'

/** So long nothing is started after the driver was found full: asking it (each port, say) takes time. */
const driver_full_ms = 5_000

/** Makes an instance, places these sessions on it and starts its worker. When the driver is full nothing happens, and nothing is tried for a while. */
export const startInstance = async (leader: Leader, start: Start): Promise<void> => {
  const { driver, observations } = leader
  const instance_id = newId('instance')
  observations.spawning.add(instance_id)
  try {
    if (!(await driver.hasRoom([...observations.spawning], leader.addresses_taken))) {
      observations.driver_full_until_ms = leader.clock.monotonic_ms() + driver_full_ms
      observations.spawning.delete(instance_id)
      return leader.again()
    }
    const instance = await placeOnNew(
      leader.db,
      {
        id: instance_id,
        tenant_id: start.tenant_id,
        mode: start.mode,
        driver: driver.name,
        reference: driver.claim(),
        token_hash: sha256(leader.control_token(instance_id)),
        sessions_max: start.mode === 'dedicated' ? 1 : leader.rules.sessions_per_worker,
        restarts: observations.failed_starts.count(start.pool),
        part: start.part
      },
      start.session_ids
    )
    observations.pool_of.set(instance_id, start.pool)
    leader.tasks.start(`start ${instance_id}`, () => spawn(leader, instance, start.limits))
  } catch (error) {
    observations.spawning.delete(instance_id)
    throw error
  }
}

/** Notes what the driver has found of an instance, as far as it was not known. Gives the instance with it. */
export const noteFound = async (
  leader: Leader,
  instance: InstanceRow,
  { reference, address }: FoundWorker
): Promise<InstanceRow> => {
  if (instance.reference !== leader.driver.claim()) return instance
  const { host, port } = address ?? instance
  await noteAddress(leader.db, instance.id, { reference, host, port })
  return { ...instance, reference, host, port }
}

/** For such a part of the time that a start may take nothing may be known of a worker: its machine is lost then. */
const unknown_share = 0.5

/** Waits for the first answer of a worker that was started. */
export const awaitInstance = async (leader: Leader, started: InstanceRow): Promise<void> => {
  const deadline = leader.clock.monotonic_ms() + leader.timing.start_ms_max
  let seen_ms = leader.clock.monotonic_ms()
  let instance = started
  while (!leader.over.aborted) {
    if (!hasAddress(instance)) instance = await locate(leader, instance)
    const answered = await leader.workers.health(addressOf(instance)).then(
      (health) => health.instance_id === instance.id,
      () => false
    )
    if (answered) {
      await instanceStarted(leader.db, instance.id)
      // It has nothing yet, and is known to have nothing.
      leader.observations.observed.set(instance.id, {
        ...no_usage,
        asked_at_ms: leader.clock.monotonic_ms(),
        sessions: new Map(),
        misses: 0
      })
      leader.log.info({ instance_id: instance.id, port: instance.port }, 'worker started')
      return leader.again()
    }
    const state = await leader.driver.state(instance)
    // Its end is noticed and recorded by the next pass.
    if (state === 'gone') return
    if (state !== 'unknown') seen_ms = leader.clock.monotonic_ms()
    else if (leader.clock.monotonic_ms() - seen_ms > leader.timing.start_ms_max * unknown_share)
      return abandonStart(leader, instance)
    if (leader.clock.monotonic_ms() > deadline) return giveUp(leader, instance)
    await pause(50, leader.over)
  }
}

/** An orchestrator that ended right after the start has not noted where the worker is. */
const locate = async (leader: Leader, instance: InstanceRow): Promise<InstanceRow> => {
  const found = (await leader.driver.find()).get(instance.id)
  if (!found) return instance
  const located = await noteFound(leader, instance, found)
  leader.driver.watch(located)
  return located
}

const spawn = async (leader: Leader, instance: InstanceRow, limits: Limits): Promise<void> => {
  const { id } = instance
  let started: StartedWorker
  try {
    const shared = leader.worker_environment['DATABASE_WORKER_URL']
    const database_url = shared && (await workerDatabaseUrl(leader, id, shared))
    started = await leader.driver.start({
      instance_id: id,
      mode: instance.mode,
      tenant_id: instance.tenant_id,
      limits,
      taken: leader.addresses_taken,
      environment: {
        ...leader.worker_environment,
        ...(database_url && { DATABASE_WORKER_URL: database_url }),
        INSTANCE_ID: id,
        WORKER_TOKEN: leader.control_token(id)
      }
    })
  } catch (error) {
    if (error instanceof NoRoomError)
      leader.observations.driver_full_until_ms = leader.clock.monotonic_ms() + driver_full_ms
    leader.log.error({ instance_id: id, err: error }, 'worker could not be started')
    if (!(error instanceof MachineLostError)) startedInVain(leader, instance)
    return instanceFailed(
      leader.db,
      id,
      `The worker could not be started: ${(error as Error).message}`
    )
  } finally {
    leader.observations.spawning.delete(id)
  }
  const located = { ...instance, ...started }
  try {
    await noteAddress(leader.db, id, started)
  } catch (error) {
    // Nobody could tell the two apart. Anything else is tried again: the driver finds the worker.
    if ((error as { code?: string }).code === unique_violation)
      await leader.driver.stop(located, 'force')
    throw error
  }
  await awaitInstance(leader, located)
}

const unique_violation = '23505'

/** Nobody tells of the end of one that never answered, so it is counted here. */
const startedInVain = ({ observations, clock }: Leader, instance: InstanceRow): void => {
  const pool = observations.pool_of.get(instance.id)
  if (pool) observations.failed_starts.failed(pool, clock.monotonic_ms())
}

/** It was given no session, so whatever becomes of it where it is, others may have those that wait for it. */
const abandonStart = async (leader: Leader, instance: InstanceRow): Promise<void> => {
  const reason = 'The worker was not reached after its start: its machine is lost.'
  leader.log.warn({ instance_id: instance.id }, 'worker is lost with its machine')
  await leader.driver.stop(instance, 'force').catch(() => undefined)
  await instanceFailed(leader.db, instance.id, reason)
  leader.again()
}

const giveUp = async (leader: Leader, instance: InstanceRow): Promise<void> => {
  const seconds = leader.timing.start_ms_max / 1000
  const reason = `The worker did not answer within ${seconds} seconds of its start.`
  leader.log.warn({ instance_id: instance.id }, 'worker did not answer after its start')
  await leader.driver.stop(instance, 'force')
  if (await waitUntilGone(leader, instance, 5_000)) {
    startedInVain(leader, instance)
    await instanceFailed(leader.db, instance.id, reason)
  }
}
