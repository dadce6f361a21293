import { newId } from '../domain/ids.ts'
import type { InstanceRow } from '../domain/instance.ts'
import { sha256 } from '../lib/crypto.ts'
import { pause } from '../lib/retry.ts'
import type { Start } from './decide.ts'
import { waitUntilGone } from './end-instance.ts'
import { addressOf, type Leader } from './leader-context.ts'
import type { Limits } from './pool-key.ts'
import { instanceFailed, instanceStarted, rememberReference } from './records/instances.ts'
import { placeOnNew } from './records/place.ts'
import { workerDatabaseUrl } from './records/worker-login.ts'

/** So long nothing is started after every port was found taken: looking at each of them takes its time. */
const ports_full_ms = 5_000

/** Makes an instance, places these sessions on it and starts its worker. Without a port nothing happens, and nothing is tried for a while. */
export const startInstance = async (leader: Leader, start: Start): Promise<void> => {
  const instance_id = newId('instance')
  leader.memory.spawning.add(instance_id)
  leader.memory.slot_of.set(instance_id, start.slot)
  const instance = await reserve(leader, instance_id, start).catch((error: unknown) => {
    leader.memory.spawning.delete(instance_id)
    throw error
  })
  if (instance) {
    leader.tasks.start(`start ${instance_id}`, () => spawn(leader, instance, start.limits))
    return
  }
  leader.memory.spawning.delete(instance_id)
  leader.memory.slot_of.delete(instance_id)
  leader.memory.ports_full_until_ms = leader.clock.monotonic_ms() + ports_full_ms
  leader.again()
}

/** Waits for the first answer of a worker whose process is there. */
export const awaitInstance = async (leader: Leader, instance: InstanceRow): Promise<void> => {
  const deadline = leader.clock.monotonic_ms() + leader.timing.start_ms_max
  while (!leader.over.aborted) {
    const answered = await leader.workers.health(addressOf(instance)).then(
      (health) => health.instance_id === instance.id,
      () => false
    )
    if (answered) {
      await instanceStarted(leader.db, instance.id)
      // It has nothing yet, and is known to have nothing.
      leader.memory.observed.set(instance.id, {
        asked_at_ms: leader.clock.monotonic_ms(),
        sessions: new Map(),
        misses: 0
      })
      leader.log.info({ instance_id: instance.id, port: instance.port }, 'worker started')
      return leader.again()
    }
    // Its end is noticed and recorded by the next pass.
    if ((await leader.driver.look(instance)) === 'gone') return
    if (leader.clock.monotonic_ms() > deadline) return giveUp(leader, instance)
    await pause(50, leader.over)
  }
}

const reserve = async (
  leader: Leader,
  instance_id: string,
  start: Start
): Promise<InstanceRow | null> => {
  const { driver, worker_host, worker_ports, memory } = leader
  const token_hash = sha256(leader.control_token(instance_id))
  for (let port = worker_ports.first; port <= worker_ports.last; port++) {
    if (leader.ports_used.has(port) || (await driver.addressTaken(worker_host, port))) continue
    const row = await placeOnNew(
      leader.db,
      {
        id: instance_id,
        tenant_id: start.tenant_id,
        mode: start.mode,
        driver: driver.name,
        host: worker_host,
        port,
        reference: driver.claim(),
        token_hash,
        sessions_max: start.mode === 'dedicated' ? 1 : leader.rules.sessions_per_worker,
        restarts: memory.slots.count(start.slot)
      },
      start.session_ids
    )
    if (row) return row
  }
  return null
}

const spawn = async (leader: Leader, instance: InstanceRow, limits: Limits): Promise<void> => {
  const { id, host, port } = instance
  let reference: string
  try {
    const shared = leader.worker_environment['DATABASE_WORKER_URL']
    const database_url = shared && (await workerDatabaseUrl(leader, id, shared))
    reference = await leader.driver.start({
      instance_id: id,
      host,
      port,
      limits,
      environment: {
        ...leader.worker_environment,
        ...(database_url && { DATABASE_WORKER_URL: database_url }),
        INSTANCE_ID: id,
        WORKER_HOST: host,
        WORKER_PORT: String(port),
        WORKER_TOKEN: leader.control_token(id)
      }
    })
  } catch (error) {
    leader.log.error({ instance_id: id, err: error }, 'worker could not be started')
    startedInVain(leader, instance)
    return instanceFailed(
      leader.db,
      id,
      `The worker could not be started: ${(error as Error).message}`
    )
  } finally {
    leader.memory.spawning.delete(id)
  }
  await rememberReference(leader.db, id, reference)
  await awaitInstance(leader, { ...instance, reference })
}

/** Nobody tells of the end of one that never answered, so it is counted here. */
const startedInVain = ({ memory, clock }: Leader, instance: InstanceRow): void => {
  const slot = memory.slot_of.get(instance.id)
  if (slot) memory.slots.failed(slot, clock.monotonic_ms())
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
