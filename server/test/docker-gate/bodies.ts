import type { GatePolicy } from '../../src/docker-gate/policy.ts'
import {
  containerName,
  placementOf,
  worker_variables,
  workerWords
} from '../../src/domain/worker-container.ts'
import { containerBody } from '../../src/orchestrator/drivers/docker/container-body.ts'

export const instance_id = `ins_${'1'.repeat(32)}`
export const tenant_id = `ten_${'2'.repeat(32)}`
export const other_tenant_id = `ten_${'3'.repeat(32)}`
export const name = containerName(instance_id)
const image = `sha256:${'a'.repeat(64)}`

export const policy: GatePolicy = {
  installation: 'here',
  images: [image],
  ports: { first: 4000, last: 4999 },
  subnets: '10.213.0.0/16',
  volumes: [{ name: 'sockets', path: '/run/sockets' }],
  variables: worker_variables,
  constraints: []
}

type Body = Record<string, unknown> & { HostConfig: Record<string, unknown> }

/** What the driver itself asks for. */
export const goodBody = (): Body =>
  JSON.parse(
    JSON.stringify(
      containerBody({
        installation: policy.installation,
        image,
        instance_id,
        placement: placementOf({ instance_id, mode: 'tenant', tenant_id }),
        limits: { cpu_millis: 500, memory_mb: 256, pids_max: 128, log_mb: 20 },
        environment: { INSTANCE_ID: instance_id, DATABASE_WORKER_URL: 'postgresql://w@db/gateway' },
        port: 4012,
        volumes: policy.volumes
      })
    )
  )

/** The good body with this at these places (`HostConfig.Memory`); undefined takes the field away. */
export const bodyWith = (changes: Record<string, unknown>): Body => {
  const body = goodBody()
  for (const [place, value] of Object.entries(changes)) {
    const path = place.split('/')
    const last = path.pop() ?? ''
    const parent = path.reduce<Record<string, unknown>>((at, key) => {
      at[key] ??= {}
      return at[key] as Record<string, unknown>
    }, body)
    parent[last] = value
  }
  return JSON.parse(JSON.stringify(body))
}

const of = (places: string[], values: unknown[]): Record<string, unknown>[] =>
  places.flatMap((place) => values.map((value) => ({ [place]: value })))

const host = (...keys: string[]): string[] => keys.map((key) => `HostConfig/${key}`)
const socket = '/var/run/docker.sock'
const mount = (more: object): object => ({
  Type: 'volume',
  Source: 'sockets',
  Target: '/run/sockets',
  ReadOnly: true,
  ...more
})
const binding = (more: object): object => ({
  '4000/tcp': [{ HostIp: '127.0.0.1', HostPort: '4012', ...more }]
})

/** What would let a worker out of its container, or take more than its share: each is refused. */
export const forbidden: Record<string, unknown>[] = [
  // The host itself.
  ...of(host('Privileged', 'PublishAllPorts', 'OomKillDisable', 'AutoRemove'), [true, 'true', 1]),
  ...of(host('PidMode', 'IpcMode', 'UTSMode', 'UsernsMode', 'CgroupnsMode'), [
    'host',
    'private',
    'container:other'
  ]),
  ...of(host('NetworkMode'), [
    'host',
    'bridge',
    'default',
    'none',
    'container:other',
    'there-workers-shared',
    'here-workers-shared',
    `here-workers-${other_tenant_id}`,
    'here-workers-',
    'here-workers-shared\u0000',
    undefined
  ]),
  ...of(host('Binds'), [['/:/host'], [`${socket}:${socket}`], ['sockets:/run/sockets']]),
  ...of(host('VolumesFrom', 'Links', 'ExtraHosts', 'Dns', 'DnsOptions', 'DnsSearch', 'GroupAdd'), [
    ['other'],
    ['0']
  ]),
  ...of(host('Devices', 'DeviceRequests'), [
    [{ PathOnHost: '/dev/sda', PathInContainer: '/dev/sda', CgroupPermissions: 'rwm' }],
    [{ Driver: 'nvidia', Count: -1 }]
  ]),
  ...of(host('DeviceCgroupRules'), [['a *:* rwm'], ['c 1:* r']]),
  ...of(host('CapAdd'), [['ALL'], ['SYS_ADMIN'], ['NET_RAW'], ['CAP_SYS_PTRACE']]),
  ...of(host('CapDrop'), [undefined, ['NET_RAW'], ['ALL', 'NET_RAW'], 'ALL']),
  ...of(host('SecurityOpt'), [
    undefined,
    ['no-new-privileges:false'],
    ['no-new-privileges:true', 'seccomp=unconfined'],
    ['no-new-privileges:true', 'apparmor=unconfined'],
    ['no-new-privileges:true', 'label=disable'],
    ['seccomp=unconfined']
  ]),
  ...of(host('Runtime', 'Isolation', 'CgroupParent', 'ContainerIDFile', 'VolumeDriver'), ['other']),
  ...of(host('Cgroup', 'StorageOpt', 'Sysctls'), [{ 'net.ipv4.ip_forward': '1' }]),
  ...of(host('MaskedPaths', 'ReadonlyPaths'), [['/nothing']]),
  ...of(host('Ulimits'), [[{ Name: 'nofile', Soft: 1_048_576, Hard: 1_048_576 }]]),
  ...of(host('ShmSize', 'OomScoreAdj', 'CpuRealtimePeriod', 'KernelMemory'), [1_000_000, -1]),
  ...of(host('CpusetCpus', 'CpusetMems', 'CpuShares', 'CpuQuota', 'BlkioWeight'), [1, '0']),
  // What it may write to.
  ...of(host('ReadonlyRootfs'), [false, undefined, 'true']),
  ...of(host('Tmpfs'), [
    undefined,
    { '/tmp': 'rw,exec,size=16m' },
    { '/tmp': '' },
    { '/tmp': 'rw,noexec,nosuid,nodev,size=4096m,mode=1777' },
    { '/tmp': 'rw,noexec,nosuid,nodev,size=16m,mode=1777', '/app': 'rw' }
  ]),
  ...of(host('Mounts'), [
    [mount({ Type: 'bind', Source: '/' })],
    [mount({ Type: 'bind', Source: socket, Target: socket })],
    [mount({ Type: 'tmpfs', Source: undefined })],
    [mount({ Type: 'npipe' })],
    [mount({ Type: undefined })],
    [mount({ Source: 'database' })],
    [mount({ Source: '/run/sockets' })],
    [mount({ Source: '' })],
    [mount({ Target: '/app' })],
    [mount({ Target: '/run/sockets/..' })],
    [mount({ ReadOnly: false })],
    [mount({ ReadOnly: undefined })],
    [mount({ BindOptions: { Propagation: 'rshared' } })],
    [mount({ VolumeOptions: { DriverConfig: { Name: 'local', Options: { device: '/' } } } })],
    [mount({}), mount({ Type: 'bind', Source: '/' })],
    { 0: mount({}) }
  ]),
  ...of(['Volumes'], [{ '/data': {} }, { '/:/host': {} }]),
  // What it may use.
  ...of(host('Memory', 'MemorySwap'), [undefined, 0, -1, 1024, 2 ** 50, '268435456', 1.5, null]),
  { 'HostConfig/MemorySwap': 2 ** 30 },
  ...of(host('MemorySwappiness'), [100]),
  ...of(host('NanoCpus'), [undefined, 0, -1, 1, 10 ** 15, '500000000']),
  ...of(host('PidsLimit'), [undefined, 0, -1, 1, 100_000, '128', null]),
  ...of(host('LogConfig'), [
    undefined,
    { Type: 'local' },
    { Type: 'none', Config: {} },
    { Type: 'syslog', Config: { 'syslog-address': 'tcp://10.0.0.1:514' } },
    { Type: 'json-file', Config: { 'max-size': '10m' } },
    { Type: 'local', Config: { 'max-size': '-1', 'max-file': '2' } },
    { Type: 'local', Config: { 'max-size': '10g', 'max-file': '2' } },
    { Type: 'local', Config: { 'max-size': '10m', 'max-file': '100' } },
    { Type: 'local', Config: { 'max-size': '10m', 'max-file': '2', env: 'SECRET' } }
  ]),
  ...of(host('RestartPolicy'), [{ Name: 'always' }, { Name: 'on-failure', MaximumRetryCount: 5 }]),
  // Who reaches it.
  ...of(host('PortBindings'), [
    undefined,
    binding({ HostIp: '0.0.0.0' }),
    binding({ HostIp: '' }),
    binding({ HostIp: '::' }),
    binding({ HostIp: '127.0.0.2' }),
    binding({ HostPort: '80' }),
    binding({ HostPort: '3000' }),
    binding({ HostPort: '5000' }),
    binding({ HostPort: '' }),
    binding({ HostPort: '4000-4999' }),
    binding({ HostPort: 4012 }),
    { ...binding({}), '9229/tcp': [{ HostIp: '127.0.0.1', HostPort: '4013' }] },
    { '9229/tcp': [{ HostIp: '127.0.0.1', HostPort: '4012' }] },
    {
      '4000/tcp': [
        { HostIp: '127.0.0.1', HostPort: '4012' },
        { HostIp: '', HostPort: '4012' }
      ]
    }
  ]),
  ...of(['ExposedPorts'], [{ '9229/tcp': {} }, { '4000/tcp': {}, '22/tcp': {} }]),
  ...of(
    ['NetworkingConfig'],
    [
      { EndpointsConfig: { bridge: {} } },
      { EndpointsConfig: { [`here-workers-${other_tenant_id}`]: {} } }
    ]
  ),
  ...of(['Hostname', 'Domainname', 'MacAddress', 'WorkingDir', 'StopSignal'], ['other']),
  // What it runs.
  ...of(
    ['Image'],
    [
      undefined,
      'whatsapp-saas',
      'whatsapp-saas:0.1.0',
      `sha256:${'b'.repeat(64)}`,
      'a'.repeat(64),
      `${image}:latest`
    ]
  ),
  ...of(
    ['Cmd'],
    [
      undefined,
      [],
      ['gateway-api'],
      ['--eval', 'process.exit()', 'worker'],
      [...workerWords(166).slice(0, -1), 'orchestrator'],
      ['--permission', '--allow-fs-read=*', '--allow-child-process', 'worker'],
      workerWords(0),
      [
        '--permission',
        '--allow-fs-read=*',
        '--allow-fs-write=*',
        '--max-old-space-size=166',
        'worker'
      ],
      [...workerWords(166), '--inspect'],
      ['--inspect', ...workerWords(166)],
      workerWords(166).slice(1),
      'worker'
    ]
  ),
  ...of(['Entrypoint', 'Shell', 'OnBuild'], [['/bin/sh', '-c', 'id'], ['node']]),
  ...of(['User'], [undefined, '', 'root', '0', '0:0', '10001', '10001:0']),
  ...of(
    ['Env'],
    [undefined, ['lower=1'], ['=1'], ['TZ'], [`TZ=${'x'.repeat(9_000)}`], [7], ['TZ=a', 'TZ=b']]
  ),
  // What would have other code run in it, or let it trust others.
  ...of(
    ['Env'],
    [
      'NODE_OPTIONS',
      'NODE_PATH',
      'NODE_COMPILE_CACHE',
      'NODE_EXTRA_CA_CERTS',
      'NODE_TLS_REJECT_UNAUTHORIZED',
      'NODE_REPL_EXTERNAL_MODULE',
      'NODE_V8_COVERAGE',
      'OPENSSL_CONF',
      'SSL_CERT_FILE',
      'LD_PRELOAD',
      'LD_LIBRARY_PATH',
      'LD_AUDIT',
      'GCONV_PATH',
      'MALLOC_TRACE',
      'PATH',
      'HOME',
      'HTTPS_PROXY',
      'WORKER_UID',
      'MASTER_KEY',
      'DATABASE_URL',
      'TZ ',
      'tz'
    ].map((variable) => [`INSTANCE_ID=${instance_id}`, `${variable}=1`])
  ),
  ...of(['Healthcheck'], [undefined, { Test: ['CMD', 'node'] }, { Test: ['NONE'], Interval: 1 }]),
  ...of(['Tty', 'OpenStdin', 'AttachStdin', 'NetworkDisabled', 'ArgsEscaped'], [true]),
  ...of(['StopTimeout'], [-1, 100_000]),
  // Whose it is.
  ...of(['Labels'], [undefined, {}, { 'whatsapp-saas.installation': 'here' }]),
  ...of(['Labels/whatsapp-saas.installation'], [undefined, 'there', '']),
  ...of(['Labels/whatsapp-saas.instance'], [undefined, `ins_${'4'.repeat(32)}`]),
  ...of(['Labels/whatsapp-saas.placement'], [undefined, 'shared', other_tenant_id, 'everybody']),
  ...of(['Labels/com.docker.swarm.service.name'], ['other']),
  // The engine reads fields whatever their capitals.
  ...of(['hostconfig', 'HOSTCONFIG', 'hostConfig'], [{ Privileged: true }]),
  ...of(host('privileged', 'PRIVILEGED', 'capadd', 'binds', 'networkmode'), [
    true,
    ['ALL'],
    'host'
  ]),
  ...of(['image', 'IMAGE', 'user', 'cmd'], ['root']),
  ...of(['Unheard', 'HostConfig/Unheard'], ['of', 1, true])
]
