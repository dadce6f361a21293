import { join } from 'node:path'
import type { Config } from '../lib/config.ts'
import { openDb } from '../lib/db.ts'
import {
  type EmbeddedPostgres,
  EmbeddedPostgresError,
  startEmbeddedPostgres
} from '../lib/embedded-postgres.ts'
import { migrateDatabase } from './migrate-database.ts'
import { rolePassword } from './secrets.ts'
import { StartError } from './start-error.ts'

/** The one database as each of its roles. */
export type Databases = {
  owner: string
  tenant: string
  worker: string
  system: string
  /** The server that came along; undefined when DATABASE_URL names another. */
  embedded: EmbeddedPostgres | undefined
}

const name = 'gateway'
const roles = ['wa_tenant', 'wa_worker', 'wa_system'] as const

/** The database of this installation, up and on the newest schema: the one DATABASE_URL names, or an embedded one in DATA_DIR. */
export const prepareDatabases = async (config: Config, master_key: Buffer): Promise<Databases> => {
  if (!config.DATABASE_URL) return prepareEmbedded(config)
  const passwords = Object.fromEntries(roles.map((role) => [role, rolePassword(master_key, role)]))
  await migrate(config.DATABASE_URL, passwords)
  return {
    owner: config.DATABASE_URL,
    tenant: config.DATABASE_TENANT_URL ?? asRole(config.DATABASE_URL, 'wa_tenant', master_key),
    worker: config.DATABASE_WORKER_URL ?? asRole(config.DATABASE_URL, 'wa_worker', master_key),
    system: config.DATABASE_SYSTEM_URL ?? asRole(config.DATABASE_URL, 'wa_system', master_key),
    embedded: undefined
  }
}

/** Starts the embedded server, again after it was lost. */
export const startEmbedded = async (config: Config): Promise<EmbeddedPostgres> => {
  try {
    return await startEmbeddedPostgres(join(config.DATA_DIR, 'postgres'))
  } catch (error) {
    if (error instanceof EmbeddedPostgresError)
      throw new StartError(error.message, { cause: error })
    throw error
  }
}

const prepareEmbedded = async (config: Config): Promise<Databases> => {
  const embedded = await startEmbedded(config)
  try {
    const admin = openDb({
      url: embedded.url('postgres', 'wa_owner'),
      connections_max: 1,
      application_name: 'start'
    })
    const [found] = await admin.query('select from pg_database where datname = $1', [name])
    if (!found) await admin.query(`create database ${name}`)
    await admin.close()
    await migrateDatabase(embedded.url(name, 'wa_owner'))
  } catch (error) {
    await embedded.stop()
    throw error
  }
  return {
    owner: embedded.url(name, 'wa_owner'),
    tenant: embedded.url(name, 'wa_tenant'),
    worker: embedded.url(name, 'wa_worker'),
    system: embedded.url(name, 'wa_system'),
    embedded
  }
}

const asRole = (owner: string, role: (typeof roles)[number], master_key: Buffer): string => {
  const url = new URL(owner)
  url.username = role
  url.password = rolePassword(master_key, role)
  return url.href
}

const migrate = async (url: string, passwords: Record<string, string>): Promise<void> => {
  if (!URL.canParse(url))
    throw new StartError(
      'DATABASE_URL is not an address. It looks like postgresql://user:password@host:5432/database.'
    )
  try {
    await migrateDatabase(url, passwords)
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    if (!code) throw error
    const { hostname, port, pathname } = new URL(url)
    throw new StartError(
      `The database at ${decodeURIComponent(hostname)}${port && `:${port}`}${pathname} (DATABASE_URL) cannot be used: ${message || code}. Is it running, are user and password right, and may the user create tables and roles?`,
      { cause: error }
    )
  }
}
