import { execFile } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startEmbeddedPostgres } from '../server/src/lib/embedded-postgres.ts'
import { migrateDatabase } from '../server/src/main/migrate-database.ts'

const run = promisify(execFile)
const target = new URL('../server/schema.sql', import.meta.url)

/** The oldest PostgreSQL of the machine: its pg_dump reads its own server, and the oldest one supported is what must work. */
const installed = (): string => {
  const home = '/usr/lib/postgresql'
  const [oldest] = existsSync(home) ? readdirSync(home).sort((a, b) => Number(a) - Number(b)) : []
  if (!oldest) throw new Error('pg_dump is needed: apt-get install postgresql')
  return join(home, oldest, 'bin')
}

/** What pg_dump says of a database to which all migrations were applied, without what differs from one version to the next. */
const dump = async (): Promise<string> => {
  const bin = installed()
  const folder = await mkdtemp(join(tmpdir(), 'gateway-schema-'))
  const server = await startEmbeddedPostgres(
    join(folder, 'postgres'),
    { fsync: 'off', wal_level: 'minimal', max_wal_senders: '0' },
    bin
  )
  try {
    await server.createDatabase('gateway')
    await migrateDatabase(server.url('gateway', 'wa_owner'))
    const { stdout } = await run(
      join(bin, 'pg_dump'),
      ['--schema-only', '--no-owner', '--schema=public', server.url('gateway', 'wa_owner')],
      { maxBuffer: 64 * 1024 * 1024 }
    )
    return stdout
      .replace(/^(--.*|SET .*;|SELECT pg_catalog\.set_config.*;|\\(un)?restrict .*)\n/gm, '')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
      .concat('\n')
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

const schema = `-- Made from the migrations by \`npm run schema:dump\`. To read, not to edit.\n\n${await dump()}`
if (process.argv.includes('--check')) {
  if ((await readFile(target, 'utf8')) !== schema) {
    console.error(
      'server/schema.sql is not what the migrations make: run `npm run schema:dump` and commit it.'
    )
    process.exitCode = 1
  } else console.log('server/schema.sql is what the migrations make.')
} else await writeFile(target, schema)
