import { z } from 'zod'
import {
  container_name,
  containerName,
  installation_label,
  instance_label,
  networkName,
  nowhere,
  placement,
  placement_label,
  secrets_file,
  worker_port,
  worker_user
} from '../domain/worker-container.ts'
import {
  environmentOf,
  inWords,
  type Judgement,
  megabytes,
  within,
  wordsOfWorker
} from './judge-container.ts'
import { bounds, type GatePolicy } from './policy.ts'

const only = z.literal
const second = 1_000_000_000
const [uid = '', gid = ''] = worker_user.split(':')
const constraints_max = 20

const labelsOf = (policy: GatePolicy) =>
  z.strictObject({
    [installation_label]: only(policy.installation),
    [instance_label]: z.string(),
    [placement_label]: z.string().regex(placement)
  })

const mounts = (policy: GatePolicy) =>
  z.tuple(
    [
      z.strictObject({
        Type: only('tmpfs'),
        Target: only('/tmp'),
        TmpfsOptions: z.strictObject({
          SizeBytes: within({
            min: bounds.tmp_mb.min * 2 ** 20,
            max: bounds.tmp_mb.max * 2 ** 20
          }),
          Mode: only(0o1777)
        })
      })
    ],
    z
      .strictObject({
        Type: only('volume'),
        Source: z.string(),
        Target: z.string(),
        ReadOnly: only(true)
      })
      .refine(
        (mount) =>
          policy.volumes.some(({ name, path }) => mount.Source === name && mount.Target === path),
        { error: 'must be a volume of the list, at its path' }
      )
  )

const containerSpec = (policy: GatePolicy) =>
  z.strictObject({
    Image: z
      .string()
      .refine((image) => policy.images.includes(image), { error: 'must be one of the list' }),
    Args: wordsOfWorker,
    Env: environmentOf(policy.variables),
    User: only(worker_user),
    Labels: labelsOf(policy),
    Healthcheck: z.strictObject({ Test: z.tuple([only('NONE')]) }),
    StopGracePeriod: within({ min: second, max: 120 * second }),
    ReadOnly: only(true),
    Init: only(true),
    CapabilityDrop: z.tuple([only('ALL')]),
    Privileges: z.strictObject({ NoNewPrivileges: only(true) }),
    Mounts: mounts(policy),
    Secrets: z
      .tuple([
        z.strictObject({
          SecretID: z.string().regex(/^[a-z0-9]{25}$/),
          SecretName: z.string().regex(container_name),
          File: z.strictObject({
            Name: only(secrets_file),
            UID: only(uid),
            GID: only(gid),
            Mode: only(0o400)
          })
        })
      ])
      .optional()
  })

const taskTemplate = (policy: GatePolicy) =>
  z.strictObject({
    ContainerSpec: containerSpec(policy),
    Resources: z.strictObject({
      Limits: z.strictObject({
        NanoCPUs: within(bounds.nano_cpus),
        MemoryBytes: within(bounds.memory_bytes),
        Pids: within(bounds.pids)
      }),
      Reservations: z.strictObject({ MemoryBytes: within(bounds.memory_bytes) })
    }),
    RestartPolicy: z.strictObject({ Condition: only('none') }),
    Placement: z.strictObject({
      Constraints: z
        .array(z.string())
        .max(constraints_max)
        .refine(
          (given) =>
            given.every((one) => one === nowhere || policy.constraints.includes(one)) &&
            policy.constraints.every((one) => given.includes(one)),
          { error: 'must be those of SWARM_CONSTRAINTS' }
        ),
      Preferences: z
        .tuple([
          z.strictObject({
            Spread: z.strictObject({
              SpreadDescriptor: z.string().regex(/^(node|engine)\.labels\.[\w.-]{1,100}$/)
            })
          })
        ])
        .optional()
    }),
    LogDriver: z.strictObject({
      Name: only('local'),
      Options: z.strictObject({
        'max-size': megabytes(/^([1-9]\d{0,3})m$/, bounds.log_mb),
        'max-file': z.enum(['1', '2', '3', '4', '5'])
      })
    }),
    Networks: z.tuple([z.strictObject({ Target: z.string() })])
  })

const serviceSchema = (policy: GatePolicy) =>
  z.strictObject({
    Name: z.string().regex(container_name),
    Labels: labelsOf(policy),
    Mode: z.strictObject({ Replicated: z.strictObject({ Replicas: only(1) }) }),
    TaskTemplate: taskTemplate(policy),
    EndpointSpec: z.strictObject({
      Mode: only('dnsrr'),
      Ports: z.tuple([
        z.strictObject({
          Protocol: only('tcp'),
          TargetPort: only(worker_port),
          PublishedPort: within({ min: policy.ports.first, max: policy.ports.last }),
          PublishMode: only('host')
        })
      ])
    })
  })

/** What does not follow from a field alone: the name, both sets of labels, the network and the secret are of one worker. */
const fits = (
  policy: GatePolicy,
  body: z.infer<ReturnType<typeof serviceSchema>>
): string | null => {
  const { ContainerSpec: container, Networks, Resources } = body.TaskTemplate
  const labels = body.Labels as Record<string, string>
  if (JSON.stringify(labels) !== JSON.stringify(container.Labels))
    return 'TaskTemplate.ContainerSpec.Labels: must be those of the service'
  if (body.Name !== containerName(labels[instance_label] ?? ''))
    return `Labels.${instance_label}: must be that of the name`
  if (Networks[0].Target !== networkName(policy.installation, labels[placement_label] ?? ''))
    return 'TaskTemplate.Networks: must be the network of the placement'
  if (container.Secrets && container.Secrets[0].SecretName !== body.Name)
    return 'TaskTemplate.ContainerSpec.Secrets: must be its own'
  if (Resources.Reservations.MemoryBytes !== Resources.Limits.MemoryBytes)
    return 'TaskTemplate.Resources.Reservations: must be as much as the limit'
  return null
}

/** A service that is one worker, made anew out of what was read, or why it is none. With a name it has to be that one. */
export const createServiceJudge = (
  policy: GatePolicy
): ((given: unknown, name?: string) => Judgement) => {
  const schema = serviceSchema(policy)
  return (given, name) => {
    const judged = schema.safeParse(given)
    if (!judged.success) return { refused: inWords(judged.error) }
    if (name !== undefined && judged.data.Name !== name)
      return { refused: 'Name: must be that of the call' }
    const refused = fits(policy, judged.data)
    return refused === null ? { body: judged.data } : { refused }
  }
}

const secret_bytes_max = 32 * 1024

/** A secret of one worker. */
export const createSecretJudge = (policy: GatePolicy): ((given: unknown) => Judgement) => {
  const schema = z
    .strictObject({
      Name: z.string().regex(container_name),
      Labels: z.strictObject({
        [installation_label]: only(policy.installation),
        [instance_label]: z.string()
      }),
      Data: z.base64().max(secret_bytes_max)
    })
    .refine(
      (body) =>
        body.Name ===
        containerName(String((body.Labels as Record<string, string>)[instance_label])),
      { path: ['Name'], error: 'must be that of the instance' }
    )
  return (given) => {
    const judged = schema.safeParse(given)
    return judged.success ? { body: judged.data } : { refused: inWords(judged.error) }
  }
}
