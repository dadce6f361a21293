import { join } from 'node:path'
import { DatabaseUnavailable } from '../lib/database-unavailable.ts'
import { openDb } from '../lib/db.ts'
import type { KeyRing } from '../lib/key-ring.ts'
import { placeOf } from './check-database.ts'
import type { Config } from './config/config.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded/embedded-postgres.ts'
import { EmbeddedPostgresError } from './embedded/postgres-programs.ts'
import { migrateDatabase } from './migrate-database.ts'
import { role_variables, roleDatabaseUrl } from './role-database-url.ts'
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

/** The database of this installation, up and on the newest schema: the one DATABASE_URL names, or an embedded one in DATA_DIR. */
export const prepareDatabases = async (config: Config, master_key: KeyRing): Promise<Databases> => {
  if (!config.DATABASE_URL) return prepareEmbedded(config)
  await migrateGiven(config, config.DATABASE_URL, master_key)
  const whole = { ...config, MASTER_KEY: master_key.current().bytes.toString('hex') }
  return {
    owner: config.DATABASE_URL,
    tenant: roleDatabaseUrl(whole, 'wa_tenant'),
    worker: roleDatabaseUrl(whole, 'wa_worker'),
    system: roleDatabaseUrl(whole, 'wa_system'),
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
    await embedded.createDatabase(name)
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

/** The roles whose address is not configured get the password that their address is made with. */
const migrateGiven = async (config: Config, url: string, master_key: KeyRing): Promise<void> => {
  if (!URL.canParse(url)) {
    throw new StartError(
      'DATABASE_URL is not an address. It looks like postgresql://user:password@host:5432/database.'
    )
  }
  const passwords = Object.fromEntries(
    Object.entries(role_variables)
      .filter(([, variable]) => config[variable] === undefined)
      .map(([role]) => [role, rolePassword(master_key.current().bytes, role)])
  )
  try {
    await answers(url)
    await migrateDatabase(url, passwords)
  } catch (error) {
    const { code, message } = rootOf(error)
    if (!code) throw error
    throw new StartError(
      `The database at ${placeOf(url)} (DATABASE_URL) cannot be used: ${message || code}. Is it running, are user and password right, and may the user create tables and roles?`,
      { cause: error }
    )
  }
}

/** Fails within seconds where the migrations would wait for an address at which nobody answers. */
const answers = async (url: string): Promise<void> => {
  const db = openDb({ url, connections_max: 1, application_name: 'start' })
  try {
    await db.query('select 1')
  } finally {
    await db.close()
  }
}

/** What went wrong underneath: the first of several attempts to connect, or what an error of ours was made of. */
const rootOf = (error: unknown): { code?: string; message: string } => {
  const { errors, cause } = error as { errors?: unknown[]; cause?: unknown }
  if (errors?.[0]) return rootOf(errors[0])
  return error instanceof DatabaseUnavailable && cause
    ? rootOf(cause)
    : (error as { code?: string; message: string })
}
