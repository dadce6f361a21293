import { hasAddress, type InstanceRow } from '../domain/instance.ts'
import type { ScaleDecision } from '../domain/scale.ts'
import { pause } from '../lib/retry.ts'
import { assignSession, releaseSession } from './assign.ts'
import { decide } from './decide.ts'
import type { Decision } from './decision.ts'
import {
  abandonInstance,
  drainInstance,
  killInstance,
  recordExits,
  rememberProven
} from './end-instance.ts'
import type { Leader } from './leader-context.ts'
import { forget } from './observations.ts'
import { noteDecision } from './records/decisions.ts'
import { instanceDraining } from './records/instances.ts'
import { loadOrchestration } from './records/load.ts'
import { placeOn, unplace } from './records/place.ts'
import { takeOverProxies } from './records/proxies.ts'
import { endQuietParts, retryHeld } from './records/suspects.ts'
import { reportWaiting } from './report-waiting.ts'
import { awaitInstance, startInstance } from './start-instance.ts'

/** Brings what runs one step nearer to what should. What takes long is started here and goes on by itself. */
export const reconcile = async (leader: Leader): Promise<void> => {
  await sealProxies(leader)
  await goOnWithSuspects(leader)
  const before = await loadOrchestration(leader.db)
  const instances = await recordExits(leader, before)
  // Where workers have crashed it was judged anew where their sessions may go.
  const ended = instances.length < before.instances.length
  const state = ended
    ? { ...(await loadOrchestration(leader.db)), instances }
    : { ...before, instances }
  forget(
    leader.observations,
    new Set(instances.map((instance) => instance.id)),
    new Set(state.sessions.map((session) => session.session_id))
  )
  leader.addresses_taken = instances.filter(hasAddress)
  for (const instance of instances) {
    if (instance.status !== 'starting' || leader.observations.spawning.has(instance.id)) continue
    leader.tasks.start(`start ${instance.id}`, () => awaitInstance(leader, instance))
  }
  rememberProven(leader, state)
  leader.observations.waiting.key_unavailable = state.sessions.filter(
    (one) => one.status_reason === 'key_unavailable'
  ).length
  const decision = decide(state, leader.observations, leader.rules, leader.clock.monotonic_ms())
  leader.decided(decision)
  await act(leader, decision)
  startTasks(leader, decision, leasesInUse(state.sessions))
  if (decision.again_ms < leader.timing.health_every_ms) {
    leader.tasks.start('again', async () => {
      await pause(decision.again_ms, leader.over)
      leader.again()
    })
  }
}

/** Those that were held back for long enough are tried again, and those that have been quiet are with others again. */
const goOnWithSuspects = async ({ db, log, rules }: Leader): Promise<void> => {
  for (const { id } of await retryHeld(db))
    log.info({ session_id: id }, 'session that was held back is tried again, apart from others')
  const parts = await endQuietParts(db, rules.suspects)
  if (parts.length > 0)
    log.info({ parts }, 'workers did not crash again: their sessions are as any others')
}

/** One that cannot be opened keeps its session waiting, which is told there; everything else goes on. */
const sealProxies = async (leader: Leader): Promise<void> => {
  const { unreadable } = await takeOverProxies(leader)
  if (unreadable.length > 0)
    leader.log.error(
      { session_ids: unreadable },
      'proxies cannot be opened: is CONTROL_SECRET the one of the gateway, and MASTER_KEY the one of before?'
    )
}

const act = async (leader: Leader, decision: Decision): Promise<void> => {
  await reportWaiting(leader, decision.waiting)
  if (decision.unplace.length > 0) await unplace(leader.db, decision.unplace)
  for (const [instance_id, session_ids] of decision.place) {
    await placeOn(leader.db, instance_id, session_ids, 'worker_lost')
  }
  for (const [instance_id, session_ids] of decision.move) {
    await placeOn(leader.db, instance_id, session_ids, 'worker_moved')
    leader.log.info(
      { instance_id, sessions: session_ids.length },
      'sessions move to another worker'
    )
  }
  for (const start of decision.start) {
    const { pool, reason, session_ids } = start
    noteDecision(leader, {
      decision: 'start',
      pool,
      instance_id: null,
      sessions: session_ids.length,
      reason
    })
    await startInstance(leader, start)
  }
  for (const { instance, reason } of decision.retire) {
    noteDecision(leader, endingOf('drain', instance, leader, reason))
    await instanceDraining(leader.db, instance.id, `Fewer workers are enough: ${reason}.`)
    leader.again()
  }
  // They are placed now, and can be handed over.
  if (decision.place.size > 0 || decision.move.size > 0) leader.again()
}

const startTasks = (leader: Leader, decision: Decision, in_use: Set<string>): void => {
  const { tasks } = leader
  for (const [instance, sessions] of decision.host) {
    tasks.start(`host ${instance.id}`, () => assignSession(leader, instance, sessions))
  }
  for (const release of decision.release) {
    tasks.start(`release ${release.instance.id} ${release.session_id}`, () =>
      releaseSession(leader, release)
    )
  }
  for (const { instance, reason } of decision.kill) {
    tasks.start(`end ${instance.id}`, async () => {
      noteDecision(leader, endingOf('end', instance, leader, reason))
      if ((await leader.driver.state(instance)) !== 'unknown')
        await killInstance(leader, instance, reason)
      else if (!in_use.has(instance.id)) await abandonInstance(leader, instance)
    })
  }
  for (const { instance, reason } of decision.drain) {
    tasks.start(`end ${instance.id}`, () => {
      if (instance.status !== 'draining')
        noteDecision(leader, endingOf('drain', instance, leader, reason))
      leader.log.info({ instance_id: instance.id, reason }, 'worker is drained')
      return drainInstance(leader, instance, reason)
    })
  }
}

const endingOf = (
  decision: ScaleDecision['decision'],
  instance: InstanceRow,
  { observations }: Leader,
  reason: string
): ScaleDecision => ({
  decision,
  pool: observations.pool_of.get(instance.id) ?? instance.mode,
  instance_id: instance.id,
  sessions: observations.observed.get(instance.id)?.sessions.size ?? 0,
  reason
})

const leasesInUse = (
  sessions: { lease_instance_id: string | null; lease_valid: boolean }[]
): Set<string> =>
  new Set(sessions.flatMap((one) => (one.lease_valid ? (one.lease_instance_id ?? []) : [])))
