import { readdir, readFile, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { becomeUser } from '../src/lib/become-user.ts'

/**
 * What somebody who has taken over a worker gets at: run with the environment of a worker and as its user. Prints, as
 * JSON, what it tried and what came of it.
 */
const uid = Number(process.env['WORKER_UID'] ?? 0)
const { data_dir, root, gateway_pid, other_pid, own_session } = JSON.parse(
  process.env['TAKEN'] ?? '{}'
) as {
  data_dir: string
  root: string
  gateway_pid: number
  other_pid: number
  own_session: string
}
if (uid > 0) becomeUser(uid, false)

const url = new URL(process.env['DATABASE_WORKER_URL'] ?? '')
const sockets = decodeURIComponent(url.hostname)
const found: Record<string, string> = {}
const attempt = async (what: string, work: () => Promise<unknown>): Promise<void> => {
  found[what] = await work().then(
    (got) => `REACHED ${String(got).slice(0, 60)}`,
    (error: { code?: string; message: string }) => `refused: ${error.code ?? error.message}`
  )
}

const ask = async (address: string, statement: string): Promise<string> => {
  const client = new pg.Client({ connectionString: address })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return JSON.stringify((await client.query(statement)).rows)
  } finally {
    await client.end()
  }
}
const as = (role: string): string => {
  const other = new URL(url)
  other.username = role
  other.password = ''
  return other.href
}

for (const name of ['secrets.json', 'trial-account.txt', 'logs/gateway.log', 'postgres/PG_VERSION'])
  await attempt(`read ${name}`, () => readFile(join(data_dir, name), 'utf8'))
for (const folder of ['.', 'logs', 'postgres', 'cache', 'run'])
  await attempt(`list ${folder}`, () => readdir(join(data_dir, folder)))
for (const folder of ['.', 'logs', 'cache', 'run'])
  await attempt(`write into ${folder}`, () => writeFile(join(data_dir, folder, 'loot'), 'x'))
await attempt('write into the sources', () => writeFile(join(root, 'server/src/loot.ts'), 'x'))
for (const [who, pid] of Object.entries({ gateway: gateway_pid, worker: other_pid })) {
  await attempt(`environment of the ${who}`, () => readFile(`/proc/${pid}/environ`, 'utf8'))
  await attempt(`memory of the ${who}`, () => readFile(`/proc/${pid}/mem`))
  await attempt(`end the ${who}`, async () => process.kill(pid, 0))
}
for (const role of ['wa_admin', 'wa_owner', 'wa_system', 'wa_tenant', 'wa_worker', 'postgres'])
  await attempt(`database as ${role}`, () => ask(as(role), 'select current_user'))
await attempt('database as itself', () => ask(url.href, 'select id from sessions'))
await attempt('sessions of others', async () => {
  const rows = await ask(url.href, `select id from sessions where id <> '${own_session}'`)
  if (rows === '[]') throw new Error('no rows')
  return rows
})
await attempt('keys of sessions', () => ask(url.href, 'select sealed_key from session_keys'))
await attempt('a temporary table', () => ask(url.href, 'create temporary table users (id text)'))
await attempt('a program by the database', () => ask(url.href, "copy (select 1) to program 'true'"))
await attempt('root again', async () => process.setuid?.(0))
await attempt('the socket by itself', () => {
  const socket = connect(join(sockets, '.s.PGSQL.5432'))
  return new Promise((resolve, reject) => {
    socket.once('connect', () => {
      socket.destroy()
      resolve('connected')
    })
    socket.once('error', reject)
  })
})
process.stdout.write(JSON.stringify(found))
