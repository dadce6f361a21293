import { execFile } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { openDb } from '../server/src/lib/db.ts'
import { startEmbeddedPostgres } from '../server/src/main/embedded/embedded-postgres.ts'
import { migrateDatabase } from '../server/src/main/migrate-database.ts'
import { rightsOf } from '../server/testkit/rights.ts'

const run = promisify(execFile)
const schema_file = new URL('../server/schema.sql', import.meta.url)
const rights_file = new URL('../server/rights.txt', import.meta.url)

/** The oldest PostgreSQL of the machine: its pg_dump reads its own server, and the oldest one supported is what must work. */
const installed = (): string => {
  const home = '/usr/lib/postgresql'
  const [oldest] = existsSync(home) ? readdirSync(home).sort((a, b) => Number(a) - Number(b)) : []
  if (!oldest) throw new Error('pg_dump is needed: apt-get install postgresql')
  return join(home, oldest, 'bin')
}

/**
 * What pg_dump says of a database to which all migrations were applied, without what differs from one version to the next,
 * and what each role may do in it.
 */
const dump = async (): Promise<{ schema: string; rights: string }> => {
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
    const owner = openDb({
      url: server.url('gateway', 'wa_owner'),
      connections_max: 1,
      application_name: 'dump'
    })
    const rights = await rightsOf(owner).finally(() => owner.close())
    const schema = stdout
      .replace(/^(--.*|SET .*;|SELECT pg_catalog\.set_config.*;|\\(un)?restrict .*)\n/gm, '')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
      .concat('\n')
    return { schema, rights }
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

const { schema, rights } = await dump()
const files = [
  {
    target: schema_file,
    text: `-- Made from the migrations by \`npm run schema:dump\`. To read, not to edit.\n\n${schema}`
  },
  {
    target: rights_file,
    text: `# What each role may do, made from the migrations by \`npm run schema:dump\`. To read and to think about, not to edit.\n\n${rights}`
  }
]
for (const { target, text } of files) {
  const name = `server/${target.pathname.split('/').at(-1)}`
  if (!process.argv.includes('--check')) await writeFile(target, text)
  else if ((await readFile(target, 'utf8').catch(() => '')) !== text) {
    console.error(
      `${name} is not what the migrations make: run \`npm run schema:dump\`, look at what changed and commit it.`
    )
    process.exitCode = 1
  } else console.log(`${name} is what the migrations make.`)
}
