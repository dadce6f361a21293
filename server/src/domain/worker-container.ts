import type { InstanceMode } from './instance.ts'

/** On whatever this installation makes in an engine: its name. */
export const installation_label = 'whatsapp-saas.installation'
/** On a container: the instance that it is. */
export const instance_label = 'whatsapp-saas.instance'
/** On a container and its network: whose they are. Containers of different placements have no network in common. */
export const placement_label = 'whatsapp-saas.placement'

/** Where a worker listens within its container. */
export const worker_port = 4000

/** The user of the image, who owns nothing in it. */
export const worker_user = '10001:10001'

/** Where the image keeps compiled code, which belongs to root. */
const compiled_code = '/app/compiled'

/**
 * The words of a worker after `node`. The heap leaves room below the limit of the container, which ends what goes beyond it.
 * Node reads compiled code only where it would be allowed to write some; nothing in the container can be written.
 */
export const workerWords = (heap_mb: number): string[] => [
  '--permission',
  '--allow-fs-read=*',
  `--allow-fs-write=${compiled_code}`,
  `--max-old-space-size=${heap_mb}`,
  'worker'
]

/**
 * What a worker in a container may be told, by name: its settings and nothing that changes how Node or the system loads code,
 * whom it trusts, or where compiled code is read from.
 */
export const worker_variables = [
  'DATABASE_WORKER_URL',
  'INSTANCE_ID',
  'LANG',
  'LEASE_SECONDS',
  'LOG_LEVEL',
  'MEDIA_RECEIVED_BYTES_MAX',
  'MEDIA_SOCKET',
  'MOVE_SECONDS',
  'ORPHAN_EXIT_SECONDS',
  'OTEL_BSP_MAX_EXPORT_BATCH_SIZE',
  'OTEL_BSP_MAX_QUEUE_SIZE',
  'OTEL_BSP_SCHEDULE_DELAY',
  'OTEL_EXPORTER_OTLP_CERTIFICATE',
  'OTEL_EXPORTER_OTLP_COMPRESSION',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'OTEL_EXPORTER_OTLP_HEADERS',
  'OTEL_EXPORTER_OTLP_PROTOCOL',
  'OTEL_EXPORTER_OTLP_TIMEOUT',
  'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
  'OTEL_RESOURCE_ATTRIBUTES',
  'OTEL_SDK_DISABLED',
  'OTEL_SERVICE_NAME',
  'OTEL_TRACES_SAMPLER',
  'OTEL_TRACES_SAMPLER_ARG',
  'PROXY_ALLOWED_ADDRESSES',
  'TZ',
  'WHATSAPP_MEDIA_CA',
  'WHATSAPP_ROOT_KEY',
  'WHATSAPP_WEB_VERSION',
  'WHATSAPP_WS_URL',
  'WORKER_HOST',
  'WORKER_PORT',
  'WORKER_SECRETS_FILE',
  'WORKER_TOKEN'
]

/** Of those the ones that open something. A swarm hands them to the container as a file, which only its user can read. */
export const secret_variables = [
  'DATABASE_WORKER_URL',
  'OTEL_EXPORTER_OTLP_HEADERS',
  'WORKER_TOKEN'
]

/** Where that file is, and the name by which a worker is told of it. */
export const secrets_file = '/run/secrets/worker'
export const secrets_variable = 'WORKER_SECRETS_FILE'

/** No node of a swarm fulfils this: a worker that gets it is asked to end, and starts nowhere else. */
export const nowhere = 'node.id==nowhere'

/** A service of a swarm has the name of the container that it is elsewhere; so has its secret. */
export const containerName = (instance_id: string): string => `whatsapp-worker-${instance_id}`

export const container_name = /^whatsapp-worker-(ins_[0-9a-f]{32})$/

/** Whose a worker is: everybody's, a tenant's, or one instance's alone. */
export const placementOf = (instance: {
  instance_id: string
  mode: InstanceMode
  tenant_id: string | null
}): string =>
  instance.mode === 'dedicated'
    ? instance.instance_id
    : instance.mode === 'tenant' && instance.tenant_id !== null
      ? instance.tenant_id
      : 'shared'

export const placement = /^(shared|ten_[0-9a-f]{32}|ins_[0-9a-f]{32})$/

/** The one network of the containers of a placement. */
export const networkName = (installation: string, of: string): string =>
  `${installation}-workers-${of}`

/** Networks are so large: 125 containers each. */
export const network_prefix_bits = 25

/** A named volume that each worker sees and cannot change, such as the one in which the sockets of files and database are. */
export type WorkerVolume = { name: string; path: string }
