import type { Config } from './config/config.ts'
import { rolePassword } from './secrets.ts'
import { StartError } from './start-error.ts'

/** The setting that names the database as each role. */
export const role_variables = {
  wa_tenant: 'DATABASE_TENANT_URL',
  wa_worker: 'DATABASE_WORKER_URL',
  wa_system: 'DATABASE_SYSTEM_URL'
} as const

/** The address of the database as one of its roles: configured, or the owner's with the role's derived password. */
export const roleDatabaseUrl = (config: Config, role: keyof typeof role_variables): string => {
  const url = findRoleDatabaseUrl(config, role)
  if (url !== null) return url
  throw new StartError(
    `Set ${role_variables[role]}, or both DATABASE_URL and MASTER_KEY. To run everything on this machine with a database of its own, use npm start.`
  )
}

/** The same for a process that goes on without it: null when it is not configured. */
export const findRoleDatabaseUrl = (
  config: Config,
  role: keyof typeof role_variables
): string | null => {
  const given = config[role_variables[role]]
  if (given) return given
  if (!config.DATABASE_URL || !config.MASTER_KEY) return null
  const url = new URL(config.DATABASE_URL)
  url.username = role
  url.password = rolePassword(Buffer.from(config.MASTER_KEY, 'hex'), role)
  return url.href
}
