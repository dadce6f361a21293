import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { type Db, openDb } from '../src/lib/db.ts'
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres
} from '../src/main/embedded/embedded-postgres.ts'
import { admin_role } from '../src/main/embedded/postgres-owner.ts'
import { migrateDatabase, protectDatabase } from '../src/main/migrate-database.ts'
import { checkEvents } from './event-fit.ts'

/** Where the databases of a test run live: an address with ROLE and DATABASE to be filled in. */
const address_variable = 'TEST_DATABASE_ADDRESS'
const template = 'gateway_template'

export type Urls = {
  owner: string
  tenant: string
  worker: string
  system: string
}

/** Starts one cluster for a whole test run (or uses the server named by TEST_DATABASE_ADDRESS) and makes the template database. */
export const startCluster = async (): Promise<{ address: string; stop(): Promise<void> }> => {
  const given = process.env[address_variable]
  if (given) {
    await makeTemplate(given)
    return { address: given, stop: async () => undefined }
  }
  const folder = await mkdtemp(join(tmpdir(), 'gateway-test-'))
  // A test run has nothing to lose in a power cut.
  const server: EmbeddedPostgres = await startEmbeddedPostgres(join(folder, 'postgres'), {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off'
  })
  const address = server.url('DATABASE', 'ROLE')
  await makeTemplate(address)
  return {
    address,
    stop: async () => {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    }
  }
}

const makeTemplate = async (address: string): Promise<void> => {
  const admin = openAdmin(address)
  // Tests look at what others wait for, and cut them off: no right that the product's owner has.
  await admin.query('grant pg_monitor, pg_signal_backend to wa_owner')
  const [found] = await admin.query('select from pg_database where datname = $1', [template])
  if (!found) {
    await admin.query(`create database ${template} owner wa_owner`)
    await migrateDatabase(fill(address, template, 'wa_owner'))
  }
  await admin.close()
}

const openAdmin = (address: string): Db =>
  openDb({
    url: fill(address, 'postgres', admin_role),
    connections_max: 1,
    application_name: 'test'
  })

const fill = (address: string, database: string, role: string): string =>
  address.replace('DATABASE', database).replace('ROLE', role)

let shared: Promise<string> | undefined

/** The cluster of this run: the one of the global set-up, or (a file run by itself) one of its own. */
const clusterAddress = async (): Promise<string> => {
  const given = process.env[address_variable]
  if (given) return given
  shared ??= (async () => {
    const cluster = await startCluster()
    const { after } = await import('node:test')
    after(() => cluster.stop())
    return cluster.address
  })()
  return shared
}

/** The logins of workers belong to the whole cluster, and would outlive the database. */
const dropLogins = async (url: string): Promise<void> => {
  const owner = openDb({ url, connections_max: 1, application_name: 'test' })
  const logins = await owner.query('select from worker_logins limit 1')
  if (logins.length > 0) {
    await owner.query("update instances set status = 'stopped'")
    await owner.query('select close_worker_logins()')
  }
  await owner.close()
}

/** Whatever the product has told of in a test is as it is documented. */
const checkItsEvents = async (url: string): Promise<void> => {
  const owner = openDb({ url, connections_max: 1, application_name: 'test' })
  await checkEvents(owner).finally(() => owner.close())
}

/** A fresh database, cloned from the migrated template and dropped after the test. */
export const testDatabase = async (
  t: Pick<TestContext, 'after'>,
  { checks_events = true }: { checks_events?: boolean } = {}
): Promise<Urls> => {
  const address = await clusterAddress()
  const name = `t_${randomBytes(6).toString('hex')}`
  const admin = openAdmin(address)
  await admin.query(
    `create database ${name} owner wa_owner template ${template} strategy file_copy`
  )
  t.after(async () => {
    const url = fill(address, name, 'wa_owner')
    try {
      if (checks_events) await checkItsEvents(url)
    } finally {
      await dropLogins(url)
      await admin.query(`drop database ${name} with (force)`)
      await admin.close()
    }
  })
  // What a database allows to whom does not come with its template.
  const owner = openDb({
    url: fill(address, name, 'wa_owner'),
    connections_max: 1,
    application_name: 'test'
  })
  await protectDatabase(owner)
  await owner.close()
  return {
    owner: fill(address, name, 'wa_owner'),
    tenant: fill(address, name, 'wa_tenant'),
    worker: fill(address, name, 'wa_worker'),
    system: fill(address, name, 'wa_system')
  }
}
