import {
  containerName,
  instance_label,
  nowhere,
  placement_label,
  workerWords
} from '../../src/domain/worker-container.ts'
import { serviceBody } from '../../src/orchestrator/drivers/swarm/service-body.ts'
import { instance_id, policy as of_one, other_tenant_id, tenant_id } from './bodies.ts'

const constraint = 'node.labels.workers==yes'

export const policy = { ...of_one, constraints: [constraint] }

/** What the driver itself asks for. */
export const goodService = (): Record<string, unknown> =>
  JSON.parse(
    JSON.stringify(
      serviceBody({
        installation: policy.installation,
        image: policy.images[0] ?? '',
        instance_id,
        placement: tenant_id,
        limits: { cpu_millis: 500, memory_mb: 256, pids_max: 128, log_mb: 20 },
        environment: { INSTANCE_ID: instance_id },
        port: 4012,
        volumes: policy.volumes,
        secret_id: 'a'.repeat(25),
        constraints: [constraint],
        spread: 'node.labels.zone',
        stop_seconds: 25
      })
    )
  )

/** The good body with this at a place (`TaskTemplate/ContainerSpec/User`); undefined takes the field away. */
export const serviceWith = (place: string, value: unknown): unknown => {
  const body = goodService()
  const path = place.split('/')
  const last = path.pop() ?? ''
  const parent = path.reduce<Record<string, unknown>>((at, key) => {
    at[key] ??= {}
    return at[key] as Record<string, unknown>
  }, body)
  parent[last] = value
  return JSON.parse(JSON.stringify(body))
}

const container = 'TaskTemplate/ContainerSpec'
const tmpfs = {
  Type: 'tmpfs',
  Target: '/tmp',
  TmpfsOptions: { SizeBytes: 16 * 2 ** 20, Mode: 0o1777 }
}
const volume = { Type: 'volume', Source: 'sockets', Target: '/run/sockets', ReadOnly: true }
const port = { Protocol: 'tcp', TargetPort: 4000, PublishedPort: 4012, PublishMode: 'host' }
const secret = {
  SecretID: 'a'.repeat(25),
  SecretName: containerName(instance_id),
  File: { Name: '/run/secrets/worker', UID: '10001', GID: '10001', Mode: 0o400 }
}
const other_instance_id = `ins_${'4'.repeat(32)}`
const anything = ['x', 1, true, { a: 1 }, ['x']]

const of = (places: string[], values: unknown[]): [string, unknown][] =>
  places.flatMap((place) => values.map((value): [string, unknown] => [place, value]))
const inside = (folder: string, ...names: string[]): string[] =>
  names.map((name) => `${folder}/${name}`)

/** What would let a worker out of its container, onto other nodes, into other networks, or give it more than its share. */
export const forbidden_services: [string, unknown][] = [
  // Fields that a worker never has.
  ...of(
    inside(
      container,
      'CapabilityAdd',
      'Capabilities',
      'Configs',
      'Command',
      'Dir',
      'DNSConfig',
      'Groups',
      'Hosts',
      'Hostname',
      'Isolation',
      'OpenStdin',
      'StopSignal',
      'Sysctls',
      'TTY',
      'Ulimits',
      'OomScoreAdj'
    ),
    anything
  ),
  ...of(
    [
      'TaskTemplate/NetworkAttachmentSpec',
      'TaskTemplate/PluginSpec',
      'TaskTemplate/Runtime',
      'TaskTemplate/ForceUpdate',
      'TaskTemplate/Resources/Limits/GenericResources',
      'TaskTemplate/Resources/Reservations/GenericResources',
      'TaskTemplate/Placement/Platforms',
      'TaskTemplate/Placement/MaxReplicas',
      'UpdateConfig',
      'RollbackConfig',
      'Networks',
      'Unheard',
      'tasktemplate',
      'TASKTEMPLATE'
    ],
    anything
  ),
  // Who it is, and what it may do.
  ...of(inside(container, 'User'), [undefined, '', 'root', '0', '0:0', '10001']),
  ...of(inside(container, 'ReadOnly', 'Init'), [undefined, false, 'true', 1]),
  ...of(inside(container, 'CapabilityDrop'), [undefined, [], ['NET_RAW'], ['ALL', 'NET_RAW']]),
  ...of(inside(container, 'Privileges'), [
    undefined,
    {},
    { NoNewPrivileges: false },
    { NoNewPrivileges: true, SELinuxContext: { Disable: true } },
    { NoNewPrivileges: true, Seccomp: { Mode: 'unconfined' } },
    { NoNewPrivileges: true, AppArmor: { Mode: 'disabled' } },
    { NoNewPrivileges: true, CredentialSpec: { File: 'x' } }
  ]),
  ...of(inside(container, 'Healthcheck'), [
    undefined,
    { Test: ['CMD', 'node'] },
    { Test: ['NONE'], Interval: 1 }
  ]),
  ...of(inside(container, 'StopGracePeriod'), [undefined, 0, -1, 10 ** 15]),
  // What it runs.
  ...of(inside(container, 'Image'), [undefined, 'whatsapp-saas:0.1.0', `sha256:${'b'.repeat(64)}`]),
  ...of(inside(container, 'Args'), [
    undefined,
    [],
    ['gateway-api'],
    workerWords(166).slice(1),
    [...workerWords(166), '--inspect'],
    [...workerWords(166).slice(0, -1), 'orchestrator']
  ]),
  ...of(inside(container, 'Env'), [
    undefined,
    ['NODE_OPTIONS=--require=/x'],
    ['LD_PRELOAD=/x'],
    ['PATH=/x'],
    ['MASTER_KEY=x'],
    ['TZ={{.Node.Hostname}}', 'TZ=b']
  ]),
  // What it sees and writes to.
  ...of(inside(container, 'Mounts'), [
    undefined,
    [],
    [volume],
    [tmpfs, { ...volume, Type: 'bind', Source: '/' }],
    [tmpfs, { ...volume, Source: '/var/run/docker.sock', Target: '/var/run/docker.sock' }],
    [tmpfs, { ...volume, ReadOnly: false }],
    [tmpfs, { ...volume, ReadOnly: undefined }],
    [tmpfs, { ...volume, Source: 'other' }],
    [tmpfs, { ...volume, Target: '/app' }],
    [tmpfs, { ...volume, VolumeOptions: { DriverConfig: { Name: 'local' } } }],
    [{ ...tmpfs, Target: '/app' }],
    [{ ...tmpfs, TmpfsOptions: { SizeBytes: 2 ** 40, Mode: 0o1777 } }],
    [{ ...tmpfs, TmpfsOptions: { SizeBytes: 2 ** 24, Mode: 0o1777, Options: [['exec']] } }],
    [{ ...tmpfs, TmpfsOptions: undefined }],
    [tmpfs, tmpfs]
  ]),
  ...of(inside(container, 'Secrets'), [
    [],
    [{ ...secret, SecretName: containerName(other_instance_id) }],
    [{ ...secret, SecretName: 'master-key' }],
    [{ ...secret, SecretID: '../x' }],
    [{ ...secret, File: { ...secret.File, Name: '/app/x' } }],
    [{ ...secret, File: { ...secret.File, UID: '0' } }],
    [{ ...secret, File: { ...secret.File, Mode: 0o444 } }],
    [secret, secret]
  ]),
  // What it may use.
  ...of(
    [
      'TaskTemplate/Resources',
      'TaskTemplate/Resources/Limits',
      'TaskTemplate/Resources/Reservations'
    ],
    [undefined, {}]
  ),
  ...of(inside('TaskTemplate/Resources/Limits', 'MemoryBytes'), [
    undefined,
    0,
    -1,
    2 ** 50,
    2 ** 30
  ]),
  ...of(inside('TaskTemplate/Resources/Limits', 'NanoCPUs'), [undefined, 0, -1, 10 ** 15]),
  ...of(inside('TaskTemplate/Resources/Limits', 'Pids'), [undefined, 0, -1, 100_000]),
  ...of(inside('TaskTemplate/Resources/Reservations', 'MemoryBytes'), [undefined, 0, 2 ** 29]),
  ...of(
    ['TaskTemplate/LogDriver'],
    [
      undefined,
      { Name: 'none' },
      { Name: 'syslog', Options: { 'syslog-address': 'tcp://10.0.0.1:514' } },
      { Name: 'local', Options: { 'max-size': '10g', 'max-file': '2' } },
      { Name: 'local', Options: { 'max-size': '10m', 'max-file': '2', env: 'x' } }
    ]
  ),
  // How often, where, and who reaches it.
  ...of(
    ['TaskTemplate/RestartPolicy'],
    [
      undefined,
      { Condition: 'any' },
      { Condition: 'on-failure' },
      { Condition: 'none', MaxAttempts: 3 }
    ]
  ),
  ...of(
    ['Mode'],
    [
      undefined,
      { Global: {} },
      { Replicated: { Replicas: 2 } },
      { Replicated: { Replicas: 0 } },
      { ReplicatedJob: {} }
    ]
  ),
  ...of(inside('TaskTemplate/Placement', 'Constraints'), [
    undefined,
    [],
    ['node.role==manager'],
    [nowhere],
    [constraint, 'node.hostname==other']
  ]),
  ...of(inside('TaskTemplate/Placement', 'Preferences'), [
    [],
    [{ Spread: { SpreadDescriptor: 'x' } }],
    [{ Other: {} }]
  ]),
  ...of(
    ['TaskTemplate/Networks'],
    [
      undefined,
      [],
      [{ Target: 'ingress' }],
      [{ Target: 'host' }],
      [{ Target: 'here-workers-shared' }],
      [{ Target: `here-workers-${other_tenant_id}` }],
      [{ Target: `here-workers-${tenant_id}`, Aliases: ['database'] }],
      [{ Target: `here-workers-${tenant_id}` }, { Target: 'here-workers-shared' }]
    ]
  ),
  ...of(inside('EndpointSpec', 'Mode'), [undefined, 'vip']),
  ...of(inside('EndpointSpec', 'Ports'), [
    undefined,
    [],
    [{ ...port, PublishMode: 'ingress' }],
    [{ ...port, PublishedPort: 80 }],
    [{ ...port, PublishedPort: 5_000 }],
    [{ ...port, TargetPort: 9_229 }],
    [{ ...port, Protocol: 'udp' }],
    [port, { ...port, TargetPort: 9_229 }]
  ]),
  // Whose it is.
  ...of(['Name'], [undefined, 'other', containerName(other_instance_id)]),
  ...of(['Labels'], [undefined, {}]),
  ...of(['Labels/whatsapp-saas.installation'], [undefined, 'there']),
  ...of([`Labels/${instance_label}`], [undefined, other_instance_id]),
  ...of([`Labels/${placement_label}`], [undefined, 'shared', other_tenant_id]),
  ...of(inside(container, 'Labels'), [undefined, {}]),
  ...of(inside(`${container}/Labels`, 'com.docker.stack.namespace'), ['other'])
]
