import { containerName, instance_label, placement_label } from '../../../domain/worker-container.ts'
import { pause } from '../../../lib/retry.ts'
import type { DockerContext } from './docker-context.ts'

/** Takes away what is none of these instances, nor being started or watched, and the networks in which nobody is then. */
export const tidyContainers = async (
  { engine, networks, exits, watched, starting, options }: DockerContext,
  live_ids: Set<string>
): Promise<void> => {
  const used = new Set(starting.values())
  for (const one of await engine.list()) {
    const id = one.Labels[instance_label] ?? ''
    if (live_ids.has(id) || watched.has(id)) {
      used.add(one.Labels[placement_label] ?? '')
      continue
    }
    if (one.State === 'running')
      options.log.warn({ instance_id: id }, 'worker of no instance is ended')
    exits.forget(id)
    await engine.remove(containerName(id))
  }
  for (const placement of starting.values()) used.add(placement)
  await networks.removeUnused(used)
}

const tries_max = 100
const every_ms = 50

/** Ends every worker that is watched, asked first, then by force, and takes away what has ended. */
export const endContainers = async (context: DockerContext): Promise<void> => {
  const { engine, watched, exits } = context
  const ids = async (runs: boolean): Promise<string[]> =>
    (await engine.list())
      .filter((one) => (one.State === 'running') === runs)
      .map((one) => one.Labels[instance_label] ?? '')
  const left = async (): Promise<string[]> => (await ids(true)).filter((id) => watched.has(id))
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    for (const id of await left()) await engine.kill(containerName(id), signal)
    for (let tries = 0; tries < tries_max && (await left()).length > 0; tries++)
      await pause(every_ms)
  }
  for (const id of await ids(false)) exits.remove(id)
  await exits.settled()
  watched.clear()
  await tidyContainers(context, new Set(await ids(true)))
}
