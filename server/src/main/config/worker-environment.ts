import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { secrets_variable } from '../../domain/worker-container.ts'
import { type Config, configSchema, type Environment, readSettings } from './config.ts'
import { mediaSocket } from './media-socket.ts'
import { tracing_settings } from './tracing.ts'

/** A worker sends its spans by itself. */
const tracing = Object.fromEntries(Object.keys(tracing_settings).map((name) => [name, true])) as {
  [Name in keyof typeof tracing_settings]: true
}

/** Settings of the product that each worker gets as well, with the meaning and the default they have there. */
const passed_on = {
  ...tracing,
  LEASE_SECONDS: true,
  LOG_LEVEL: true,
  MEDIA_RECEIVED_BYTES_MAX: true,
  PROXY_ALLOWED_ADDRESSES: true,
  WHATSAPP_WS_URL: true,
  WHATSAPP_WEB_VERSION: true,
  WHATSAPP_ROOT_KEY: true,
  WHATSAPP_MEDIA_CA: true
} as const satisfies { [Name in keyof Config]?: true }

/** What a worker reads from its environment; nothing of it opens another tenant's data. */
export const workerSchema = z.object({
  ...z.object(configSchema.shape).pick(passed_on).shape,
  INSTANCE_ID: z.string().min(1),
  WORKER_HOST: z.string().default('127.0.0.1'),
  WORKER_PORT: z.coerce.number().int(),
  WORKER_TOKEN: z.string().min(32),
  /** Where it reaches whoever keeps the files. */
  MEDIA_SOCKET: z.string().min(1).default('media.sock'),
  /** The user it becomes before it connects to anything. */
  WORKER_UID: z.coerce.number().int().min(1).optional(),
  DATABASE_WORKER_URL: z.string().min(1),
  NODE_EXTRA_CA_CERTS: z.string().optional(),
  /** It ends by itself when nobody has asked for it for so long. 0: never. */
  ORPHAN_EXIT_SECONDS: z.coerce.number().int().min(0).default(0),
  /** So long it works on after SIGTERM, for its sessions to be moved to other workers first. */
  MOVE_SECONDS: z.coerce.number().int().min(0).default(0)
})

export type WorkerEnvironment = z.infer<typeof workerSchema>

/** Reads and checks what the orchestrator has given a worker: in its environment, and in a file where a swarm keeps secrets. */
export const readWorkerEnvironment = (environment: Environment): WorkerEnvironment => {
  const file = environment[secrets_variable]
  const secrets = file ? (JSON.parse(readFileSync(file, 'utf8')) as Environment) : {}
  return readSettings(workerSchema, { ...environment, ...secrets })
}

/** The part of a worker's environment that is the same for all of them. */
export const workerEnvironment = (
  config: Config,
  given: { database_url: string; orphan_exit_seconds: number; move_seconds: number }
): Record<string, string> => ({
  DATABASE_WORKER_URL: given.database_url,
  MEDIA_SOCKET: mediaSocket(config),
  ORPHAN_EXIT_SECONDS: String(given.orphan_exit_seconds),
  MOVE_SECONDS: String(given.move_seconds),
  ...Object.fromEntries(
    Object.keys(passed_on).flatMap((name) => {
      const value = config[name as keyof typeof passed_on]
      return value === undefined ? [] : [[name, String(value)]]
    })
  )
})
