import { z } from 'zod'
import { account_settings } from './accounts.ts'
import { database_settings } from './database.ts'
import { docker_settings } from './docker.ts'
import { key_settings } from './keys.ts'
import { kubernetes_settings } from './kubernetes.ts'
import { mail_settings } from './mail.ts'
import { media_settings } from './media.ts'
import { network_settings } from './network.ts'
import { operation_settings } from './operation.ts'
import { outgoing_settings } from './outgoing.ts'
import { missingPaymentSettings, payment_settings } from './payments.ts'
import { tracing_settings } from './tracing.ts'
import { whatsapp_settings } from './whatsapp.ts'
import { worker_settings } from './workers.ts'

/** Every setting the product reads from its environment. This is also the source of `.env.example`. */
export const configSchema = z
  .object({
    ...network_settings,
    ...database_settings,
    ...key_settings,
    ...account_settings,
    ...worker_settings,
    ...docker_settings,
    ...kubernetes_settings,
    ...outgoing_settings,
    ...mail_settings,
    ...payment_settings,
    ...media_settings,
    ...operation_settings,
    ...tracing_settings,
    ...whatsapp_settings
  })
  .refine((value) => value.WORKER_PORT_FIRST <= value.WORKER_PORT_LAST, {
    path: ['WORKER_PORT_LAST'],
    message: 'must not be below WORKER_PORT_FIRST'
  })
  .refine((value) => (value.SMTP_URL === undefined) === (value.MAIL_FROM === undefined), {
    path: ['MAIL_FROM'],
    message: 'must be set together with SMTP_URL'
  })
  .refine(
    (value) =>
      (value.MEDIA_S3_ACCESS_KEY_ID === undefined) ===
      (value.MEDIA_S3_SECRET_ACCESS_KEY === undefined),
    {
      path: ['MEDIA_S3_SECRET_ACCESS_KEY'],
      message: 'must be set together with MEDIA_S3_ACCESS_KEY_ID'
    }
  )
  .superRefine((value, context) => {
    for (const { path, message } of missingPaymentSettings(value))
      context.addIssue({ code: 'custom', path: [path], message })
  })

export type Config = z.infer<typeof configSchema>

/** Reads and checks the settings of the product in the environment. */
export const readConfig = (environment: Environment): Config =>
  readSettings(configSchema, environment)

export type Environment = Record<string, string | undefined>

/** The environment cannot be used; the message names each variable and what is wrong with it. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/** Reads from the environment what a schema asks for, or throws a ConfigError. An empty variable counts as unset. */
export const readSettings = <Schema extends z.ZodType>(
  schema: Schema,
  environment: Environment
): z.infer<Schema> => {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== '')
  )
  const result = schema.safeParse(given)
  if (result.success) return result.data
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new ConfigError(`The configuration cannot be used:\n${lines.join('\n')}`)
}

/** The text of `.env.example`: every variable with its meaning and default. */
export const envExample = (): string => {
  const lines = [
    '# Every setting, with its default. Generated from server/src/main/config by `npm run env:example`.',
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
