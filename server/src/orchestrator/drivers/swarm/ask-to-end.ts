import {
  containerName,
  instance_label,
  networkName,
  nowhere,
  placement_label
} from '../../../domain/worker-container.ts'
import type { SwarmContext } from './swarm-context.ts'
import type { ServiceSpec, SwarmService } from './swarm-engine.ts'

/**
 * Asks a worker to end. A swarm has no word for that alone: its service is moved to where no node is, so that the task gets
 * SIGTERM, is remembered with its exit code, and is followed by none.
 */
export const askToEnd = async (
  { engine, options }: SwarmContext,
  instance_id: string
): Promise<void> => {
  const name = containerName(instance_id)
  const service = await engine.service(name)
  if (!service) return
  await engine.updateService(
    name,
    service.Version.Index,
    movedNowhere(service, options.installation)
  )
}

/** Of what the manager has made of our body, that which was ours. */
const movedNowhere = ({ Spec }: SwarmService, installation: string): ServiceSpec => {
  const { TaskTemplate: task, EndpointSpec } = Spec
  const container = task.ContainerSpec
  const mine = (of: Record<string, unknown>, names: string[]): Record<string, unknown> =>
    Object.fromEntries(names.flatMap((name) => (of[name] === undefined ? [] : [[name, of[name]]])))
  const placement = Spec.Labels[placement_label] ?? ''
  return {
    ...mine(Spec, ['Name', 'Labels', 'Mode']),
    TaskTemplate: {
      ContainerSpec: {
        ...mine(container, container_fields),
        // Engines that do not know it have left it out.
        Privileges: { NoNewPrivileges: true },
        Mounts: container.Mounts ?? []
      },
      ...mine(task, ['Resources', 'LogDriver']),
      RestartPolicy: { Condition: 'none' },
      Placement: {
        ...task.Placement,
        Constraints: [...(task.Placement?.Constraints ?? []), nowhere]
      },
      Networks: [{ Target: networkName(installation, placement) }]
    },
    EndpointSpec: mine(EndpointSpec, ['Mode', 'Ports'])
  } as unknown as ServiceSpec
}

const container_fields = [
  'Image',
  'Args',
  'Env',
  'User',
  'Labels',
  'Healthcheck',
  'StopGracePeriod',
  'ReadOnly',
  'Init',
  'CapabilityDrop',
  'Secrets'
]

export const instanceIdOf = (service: SwarmService): string =>
  service.Spec.Labels[instance_label] ?? ''
