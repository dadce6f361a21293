import { containerName, instance_label, placement_label } from '../../../domain/worker-container.ts'
import { pause } from '../../../lib/retry.ts'
import { instanceIdOf } from './ask-to-end.ts'
import { type Exits, removeWorker } from './exits.ts'
import type { SwarmContext } from './swarm-context.ts'
import { workerState } from './swarm-view.ts'

/** Takes away services and secrets that are none of these instances, and the networks in which nobody is then. */
export const tidyServices = async (
  context: SwarmContext,
  exits: Exits,
  live_ids: Set<string>
): Promise<void> => {
  const { engine, networks, watched, starting, options } = context
  const isUsed = (id: string): boolean => live_ids.has(id) || watched.has(id) || starting.has(id)
  const remove = removeWorker(context, containerName)
  const used = new Set<string>()
  for (const service of await engine.services()) {
    const id = instanceIdOf(service)
    if (isUsed(id)) {
      used.add(service.Spec.Labels[placement_label] ?? '')
      continue
    }
    options.log.debug({ instance_id: id }, 'service of no instance is removed')
    exits.forget(id)
    await remove(id)
  }
  // The service of a worker that was ended by force is gone before its secret.
  for (const { Spec } of await engine.secrets()) {
    const id = Spec.Labels?.[instance_label] ?? ''
    if (!isUsed(id)) await engine.removeSecret(Spec.Name)
  }
  for (const { placement } of starting.values()) used.add(placement)
  await networks.removeUnused(used)
}

const look_every_ms = 200
/** Beyond what a worker may take to end. */
const slack_ms = 10_000

/** Ends every worker that is watched, and resolves when their nodes have said that they are gone. */
export const endServices = async (context: SwarmContext, exits: Exits): Promise<void> => {
  const { engine, view, watched, options } = context
  const remove = removeWorker(context, containerName)
  const ids = [...watched]
  for (const id of ids) await remove(id)
  const deadline = performance.now() + options.stop_seconds * 1000 + slack_ms
  const areGone = async (): Promise<boolean> => {
    const snapshot = await view.look(0)
    return ids.every((id) => workerState(snapshot, id, null) !== 'running')
  }
  while (!(await areGone()) && performance.now() < deadline) await pause(look_every_ms)
  watched.clear()
  const others = (await engine.services()).map(instanceIdOf)
  await tidyServices(context, exits, new Set(others))
}
