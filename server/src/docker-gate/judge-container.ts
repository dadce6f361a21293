import { z } from 'zod'
import {
  container_name,
  installation_label,
  instance_label,
  networkName,
  placement,
  placement_label,
  worker_port,
  worker_user,
  workerWords
} from '../domain/worker-container.ts'
import { bounds, type GatePolicy } from './policy.ts'
import { withoutEmpty } from './without-empty.ts'

/** A whole number between two bounds. */
export const within = ({ min, max }: { min: number; max: number }) =>
  z.number().int().min(min).max(max)

/** A text of the form `<number><unit>` within bounds, such as 16m. */
export const megabytes = (text: RegExp, { min, max }: { min: number; max: number }) =>
  z.string().refine(
    (given) => {
      const amount = Number(text.exec(given)?.[1])
      return amount >= min && amount <= max
    },
    { error: `must be between ${min} and ${max} megabytes` }
  )

const only = z.literal
const port_key = `${worker_port}/tcp`

/** The command line of a worker with some size of heap. */
export const wordsOfWorker = z.array(z.string()).refine(
  (words) => {
    const heap_mb = Number(/^--max-old-space-size=([1-9]\d{0,5})$/.exec(words.at(-2) ?? '')?.[1])
    return heap_mb > 0 && JSON.stringify(words) === JSON.stringify(workerWords(heap_mb))
  },
  { error: 'must be the words of a worker' }
)

const value_length_max = 8_192

/** Lines of `NAME=value`: names of the list, each once. */
export const environmentOf = (names: string[]) =>
  z.array(z.string().max(value_length_max)).superRefine((lines, context) => {
    const seen = new Set<string>()
    for (const [place, line] of lines.entries()) {
      const name = line.includes('=') ? line.slice(0, line.indexOf('=')) : line
      const message = !names.includes(name)
        ? 'is nothing that a worker may be told'
        : line === name || seen.has(name)
          ? 'must be there once, with a value'
          : null
      if (message !== null)
        context.addIssue({ code: 'custom', path: [place], message: `${name} ${message}` })
      seen.add(name)
    }
  })

const hostConfig = (policy: GatePolicy) =>
  z.strictObject({
    NetworkMode: z
      .string()
      .refine((name) => isNetworkOf(policy.installation, name), { error: 'must be one of ours' }),
    PortBindings: z.strictObject({
      [port_key]: z.tuple([
        z.strictObject({
          HostIp: only('127.0.0.1'),
          HostPort: z
            .string()
            .regex(/^[1-9]\d{3,4}$/)
            .refine((text) => {
              const { first, last } = policy.ports
              return Number(text) >= first && Number(text) <= last
            }, `must be a port from ${policy.ports.first} to ${policy.ports.last}`)
        })
      ])
    }),
    Memory: within(bounds.memory_bytes),
    MemorySwap: within(bounds.memory_bytes),
    NanoCpus: within(bounds.nano_cpus),
    PidsLimit: within(bounds.pids),
    LogConfig: z.strictObject({
      Type: z.enum(['local', 'json-file']),
      Config: z.strictObject({
        'max-size': megabytes(/^([1-9]\d{0,3})m$/, bounds.log_mb),
        'max-file': z.enum(['1', '2', '3', '4', '5'])
      })
    }),
    ReadonlyRootfs: only(true),
    CapDrop: z.tuple([only('ALL')]),
    SecurityOpt: z.tuple([only('no-new-privileges:true')]),
    Tmpfs: z.strictObject({
      '/tmp': megabytes(/^rw,noexec,nosuid,nodev,size=([1-9]\d{0,4})m,mode=1777$/, bounds.tmp_mb)
    }),
    Mounts: z
      .array(
        z.strictObject({
          Type: only('volume'),
          Source: z.string(),
          Target: z.string(),
          ReadOnly: only(true)
        })
      )
      .refine(
        (mounts) =>
          mounts.every((mount) =>
            policy.volumes.some(({ name, path }) => mount.Source === name && mount.Target === path)
          ),
        { error: 'must be volumes of the list, at their paths' }
      )
      .optional(),
    Init: only(true),
    RestartPolicy: z.strictObject({ Name: only('no') }).optional()
  })

const containerSchema = (policy: GatePolicy) =>
  z
    .strictObject({
      Image: z
        .string()
        .refine((image) => policy.images.includes(image), { error: 'must be one of the list' }),
      Cmd: wordsOfWorker,
      Env: environmentOf(policy.variables),
      User: only(worker_user),
      Labels: z.strictObject({
        [installation_label]: only(policy.installation),
        [instance_label]: z.string(),
        [placement_label]: z.string().regex(placement)
      }),
      ExposedPorts: z.strictObject({ [port_key]: z.strictObject({}) }),
      Healthcheck: z.strictObject({ Test: z.tuple([only('NONE')]) }),
      StopTimeout: z.number().int().min(1).max(120).optional(),
      HostConfig: hostConfig(policy)
    })
    .refine((body) => body.HostConfig.MemorySwap === body.HostConfig.Memory, {
      path: ['HostConfig', 'MemorySwap'],
      error: 'must be as much as Memory, so that nothing is swapped'
    })
    .refine(
      (body) =>
        body.HostConfig.NetworkMode ===
        networkName(policy.installation, String(body.Labels[placement_label])),
      { path: ['HostConfig', 'NetworkMode'], error: 'must be the network of the placement' }
    )

const isNetworkOf = (installation: string, name: string): boolean => {
  const before = networkName(installation, '')
  return name.startsWith(before) && placement.test(name.slice(before.length))
}

export type Judgement = { body: unknown } | { refused: string }

export type JudgeContainer = (name: string, given: unknown) => Judgement

/**
 * What of a body goes to the engine: a worker within its limits and nothing else, made anew out of what was read. The engine
 * reads a field whatever its capitals and joins those that are there twice, so nothing of the text itself is passed on.
 */
export const createContainerJudge = (policy: GatePolicy): JudgeContainer => {
  const schema = containerSchema(policy)
  return (name, given) => {
    const instance_id = container_name.exec(name)?.[1]
    if (instance_id === undefined) return { refused: 'name: must be that of a worker' }
    const judged = schema.safeParse(withoutEmpty(given, ['HostConfig']))
    if (!judged.success) return { refused: inWords(judged.error) }
    if (judged.data.Labels[instance_label] !== instance_id)
      return { refused: `Labels.${instance_label}: must be that of the name` }
    return { body: judged.data }
  }
}

/** The first thing that is wrong, with its place. */
export const inWords = (error: z.ZodError): string => {
  const [issue] = error.issues
  return issue ? `${issue.path.join('.') || 'body'}: ${issue.message}` : 'body: cannot be read'
}
