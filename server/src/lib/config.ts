import { z } from 'zod'
import { parseNetworks } from './networks.ts'

const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback)
const whole = (fallback: number, min = 1) => z.coerce.number().int().min(min).default(fallback)
const key = z
  .string()
  .regex(/^[0-9a-fA-F]{64}$/, 'must be 64 hex digits (32 bytes)')
  .optional()

const previous = z
  .string()
  .regex(
    /^ *[0-9a-fA-F]{64}( *, *[0-9a-fA-F]{64})* *$/,
    'must be keys of 64 hex digits with commas between them'
  )
  .optional()

/** Every setting the product reads from its environment. This is also the source of `.env.example`. */
export const configSchema = z
  .object({
    DATA_DIR: z
      .string()
      .min(1)
      .default('./data')
      .describe('Folder for the embedded database, generated secrets and logs.'),
    HOST: z
      .string()
      .min(1)
      .default('127.0.0.1')
      .describe(
        'Address the gateway and session auth listen on. Behind nginx leave it; in a container use 0.0.0.0.'
      ),
    GATEWAY_PORT: port(3000).describe('Port of the gateway API.'),
    SESSION_AUTH_PORT: port(3001).describe('Port of the session auth service.'),
    WORKER_HOST: z
      .string()
      .min(1)
      .default('127.0.0.1')
      .describe('Address on which workers listen for the gateway.'),
    WORKER_PORT_FIRST: z.coerce
      .number()
      .int()
      .min(4000)
      .max(4999)
      .default(4000)
      .describe('First port for workers.'),
    WORKER_PORT_LAST: z.coerce
      .number()
      .int()
      .min(4000)
      .max(4999)
      .default(4999)
      .describe('Last port for workers.'),
    TRUSTED_PROXIES: z
      .string()
      .min(1)
      .regex(
        /^ *(loopback|linklocal|uniquelocal|[\d.a-fA-F:]+(\/\d+)?)( *, *(loopback|linklocal|uniquelocal|[\d.a-fA-F:]+(\/\d+)?))* *$/,
        'must be addresses or networks with commas between them'
      )
      .default('loopback')
      .describe(
        'Addresses whose X-Forwarded-For is believed, with commas between them: loopback, uniquelocal, an IP or a network such as 172.20.0.0/16.'
      ),
    PUBLIC_URL: z
      .url()
      .optional()
      .describe('Address under which customers reach the gateway, such as https://wa.example.com.'),
    DATABASE_URL: z
      .string()
      .optional()
      .describe(
        'PostgreSQL as the owner of the schema. Unset: an embedded PostgreSQL in DATA_DIR.'
      ),
    DATABASE_TENANT_URL: z
      .string()
      .optional()
      .describe('PostgreSQL as role wa_tenant. Unset: derived from DATABASE_URL and MASTER_KEY.'),
    DATABASE_WORKER_URL: z
      .string()
      .optional()
      .describe('PostgreSQL as role wa_worker. Unset: derived.'),
    DATABASE_SYSTEM_URL: z
      .string()
      .optional()
      .describe('PostgreSQL as role wa_system. Unset: derived.'),
    MASTER_KEY: key.describe(
      '32 bytes in hex that seal the keys of all sessions. Unset: generated once into DATA_DIR/secrets.json. Losing it means linking every number again.'
    ),
    MASTER_KEY_PREVIOUS: previous.describe(
      'Master keys of before, with commas between them: what they sealed is still opened. Then npm run keys:rotate seals it anew.'
    ),
    JWT_SECRET: key.describe(
      '32 bytes in hex that sign access tokens. Unset: derived from MASTER_KEY.'
    ),
    JWT_SECRET_PREVIOUS: previous.describe(
      'Those of before, with commas between them: tokens they signed stay valid until they end.'
    ),
    CONTROL_SECRET: key.describe(
      '32 bytes in hex for the control ports of workers. Unset: derived from MASTER_KEY.'
    ),
    CONTROL_SECRET_PREVIOUS: previous.describe(
      'Those of before, with commas between them: workers started under them are still reached.'
    ),
    WEBHOOK_KEY: key.describe(
      '32 bytes in hex that seal the secrets of webhooks. Unset: derived from MASTER_KEY.'
    ),
    WEBHOOK_KEY_PREVIOUS: previous.describe(
      'Those of before, with commas between them: what they sealed is still opened.'
    ),
    ACCESS_TOKEN_MINUTES: whole(15).describe('Life of an access token, in minutes.'),
    REFRESH_TOKEN_DAYS: whole(30).describe('Life of a refresh token, in days.'),
    BCRYPT_COST: z.coerce
      .number()
      .int()
      .min(4)
      .max(16)
      .default(12)
      .describe('Cost of password hashes.'),
    DEFAULT_PLAN: z
      .string()
      .min(1)
      .default('trial')
      .describe('Code of the plan a new customer starts with.'),
    REGISTRATION: z
      .enum(['open', 'closed'])
      .default('open')
      .describe('Whether anyone may register. closed: nobody may, and answers tell nobody who is.'),
    REGISTRATIONS_PER_ADDRESS_PER_HOUR: whole(20).describe(
      'Most registrations from one address (of IPv6: one /64) within an hour.'
    ),
    REGISTRATIONS_PER_ADDRESS_PER_DAY: z.coerce
      .number()
      .int()
      .min(1)
      .optional()
      .describe('The same within a day. Unset: as many as the hours allow.'),
    ANONYMOUS_REQUESTS_PER_MINUTE: whole(1200, 0).describe(
      'Most requests a minute from one address (of IPv6: one /64) without a good credential. 0: any number.'
    ),
    TENANT_REQUESTS_PER_MINUTE: z.coerce
      .number()
      .int()
      .min(0)
      .optional()
      .describe('Most requests a minute of each tenant. Unset: as its plan says. 0: any number.'),
    SELF_SERVICE_PLANS: z
      .enum(['free', 'all'])
      .default('free')
      .describe(
        'Which plans customers may move to by themselves: those without a price, or all. The others are set with `npm run plan:set`.'
      ),
    OPERATOR_CONTACT: z
      .string()
      .max(200)
      .optional()
      .describe(
        'E-mail or web address customers are told to turn to, for example for another plan.'
      ),
    TRIAL_ACCOUNT: z
      .enum(['auto', 'always', 'never'])
      .default('auto')
      .describe(
        'Whether the first start makes an account to try things out, with its password in DATA_DIR/trial-account.txt. auto: only while HOST is a loopback address and PUBLIC_URL is unset.'
      ),
    METRICS_TOKEN: z
      .string()
      .regex(/^[\x21-\x7e]{16,}$/, 'must be 16 or more visible characters')
      .optional()
      .describe(
        'Whoever sends it as "Authorization: Bearer …" may read /metrics. Unset: programs of this machine may, as long as PUBLIC_URL is unset.'
      ),
    SESSIONS_PER_WORKER: whole(100).describe('Most sessions that one shared worker holds.'),
    WORKERS_MAX: z.coerce
      .number()
      .int()
      .min(1)
      .optional()
      .describe(
        'Most workers that run at once. A quarter of them is kept for sessions that share workers, and one customer has at most half of the rest to itself; sessions beyond that share. Unset: what half of the memory holds at 200 MB each, and at most 8 for each core.'
      ),
    WARM_WORKERS: whole(1, 0).describe(
      'Shared workers with room that are kept running before anybody needs them, so that a QR code comes at once. Each takes about 150 MB.'
    ),
    UNLINKED_SESSIONS_MAX: whole(20).describe(
      'Most sessions of one customer that run without having been linked to a number.'
    ),
    LEASE_SECONDS: whole(15, 3).describe(
      'Seconds after which the sessions of a silent worker may be given to another.'
    ),
    WEBHOOK_ALLOWED_ADDRESSES: z
      .string()
      .refine((text) => parseNetworks(text) !== null, {
        message:
          'must be addresses or networks with commas between them, or the words loopback and private'
      })
      .optional()
      .describe(
        'Addresses that webhooks may go to although they are not public, with commas between them: an IP, a network such as 172.20.0.0/16, loopback, or private (10/8, 172.16/12, 192.168/16, fc00::/7). Unset: none. Link-local addresses and those of cloud metadata stay closed whatever stands here.'
      ),
    WEBHOOK_PRIVATE_ADDRESSES: z
      .enum(['auto', 'allow', 'deny'])
      .default('deny')
      .describe(
        'What WEBHOOK_ALLOWED_ADDRESSES was called before. allow: the same as loopback,private there. The other two open nothing.'
      ),
    PROXY_ALLOWED_ADDRESSES: z
      .string()
      .refine((text) => parseNetworks(text) !== null, {
        message:
          'must be addresses or networks with commas between them, or the words loopback and private'
      })
      .optional()
      .describe(
        'Addresses at which proxies of sessions may be although they are not public, with commas between them, written as in WEBHOOK_ALLOWED_ADDRESSES. Unset: none. Link-local addresses and those of cloud metadata stay closed whatever stands here.'
      ),
    WEBHOOK_TIMEOUT_MS: whole(10_000).describe(
      'Milliseconds after which an unanswered webhook counts as failed.'
    ),
    EVENT_DAYS: whole(30).describe('Days for which events and webhook deliveries are kept.'),
    DISK_FREE_MB_MIN: whole(500, 0).describe(
      'Megabytes that must be free on the disk of DATA_DIR for /health to call it ok.'
    ),
    LOG_LEVEL: z
      .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
      .default('info')
      .describe('Least severity that is logged.'),
    LOG_TO: z
      .enum(['file', 'stderr'])
      .default('file')
      .describe(
        'Where npm start logs to: DATA_DIR/logs/gateway.log, or standard error. Roles started one by one use standard error.'
      ),
    WHATSAPP_WS_URL: z
      .url()
      .optional()
      .describe("WebSocket address of WhatsApp. Unset: WhatsApp's own."),
    WHATSAPP_WEB_VERSION: z
      .string()
      .regex(/^(2\.3000\.)?\d{10}$/, 'must look like 2.3000.1043857760')
      .optional()
      .describe(
        "Version of WhatsApp Web to present to WhatsApp, such as 2.3000.1043857760. Unset: the newest of the library's own and of those found on the website that WhatsApp has accepted a login with."
      ),
    WHATSAPP_WEB_URL: z
      .union([z.literal('off'), z.url()])
      .optional()
      .describe(
        "Website that tells the newest version of WhatsApp Web; off: none is asked. Unset: WhatsApp's own, unless WHATSAPP_WS_URL is set."
      ),
    WHATSAPP_ROOT_KEY: key.describe(
      "Public key of the Noise certificate root, in hex. Unset: WhatsApp's own."
    ),
    WHATSAPP_MEDIA_CA: z
      .string()
      .optional()
      .describe('File with a PEM certificate to trust for media hosts.')
  })
  .refine((value) => value.WORKER_PORT_FIRST <= value.WORKER_PORT_LAST, {
    path: ['WORKER_PORT_LAST'],
    message: 'must not be below WORKER_PORT_FIRST'
  })

export type Config = z.infer<typeof configSchema>

/** The environment cannot be used; the message names each variable and what is wrong with it. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/** Reads and checks the environment. An empty variable counts as unset. */
export const readConfig = (environment: Record<string, string | undefined>): Config => {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== '')
  )
  const result = configSchema.safeParse(given)
  if (result.success) return result.data
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new ConfigError(`The configuration cannot be used:\n${lines.join('\n')}`)
}

/** The text of `.env.example`: every variable with its meaning and default. */
export const envExample = (): string => {
  const lines = [
    '# Every setting, with its default. Generated from server/src/lib/config.ts by `npm run env:example`.',
    ''
  ]
  for (const [name, field] of Object.entries(configSchema.shape)) {
    const fallback = field.safeParse(undefined)
    lines.push(`# ${field.description ?? ''}`)
    lines.push(
      fallback.success && fallback.data !== undefined
        ? `${name}=${String(fallback.data)}`
        : `# ${name}=`,
      ''
    )
  }
  return lines.join('\n')
}
