import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { newId } from '../server/src/domain/ids.ts'
import { openDb } from '../server/src/lib/db.ts'
import { createKeyRing } from '../server/src/lib/key-ring.ts'
import { readConfig } from '../server/src/main/config/config.ts'
import { startEmbeddedPostgres } from '../server/src/main/embedded/embedded-postgres.ts'
import { startGatewayApi } from '../server/src/main/gateway-api.ts'
import { migrateDatabase } from '../server/src/main/migrate-database.ts'

// How fast one tenant's messages are accepted, each of them on disk before the answer: node bench/accept-messages.ts
const callers = Number(process.env['CALLERS'] ?? 32)
const seconds = Number(process.env['SECONDS'] ?? 15)
const folder = await mkdtemp(join(tmpdir(), 'bench-'))
const postgres = await startEmbeddedPostgres(join(folder, 'postgres'))
await postgres.createDatabase('gateway')
await migrateDatabase(postgres.url('gateway', 'wa_owner'))
const owner = openDb({
  url: postgres.url('gateway', 'wa_owner'),
  connections_max: 1,
  application_name: 'bench'
})
const gateway = await startGatewayApi({
  config: readConfig({ GATEWAY_PORT: '0', LOG_LEVEL: 'warn', TENANT_REQUESTS_PER_MINUTE: '0' }),
  secrets: {
    jwt_secret: createKeyRing([Buffer.alloc(32, 1)]),
    control_secret: createKeyRing([Buffer.alloc(32, 2)]),
    webhook_key: createKeyRing([Buffer.alloc(32, 3)])
  },
  database_url: postgres.url('gateway', 'wa_tenant')
})
const registered = await fetch(`${gateway.address}/api/v1/auth/register`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ email: 'a@example.com', password: 'correct horse battery', name: 'A' })
})
const { access_token } = (await registered.json()) as { access_token: string }
const session_id = newId('session')
await owner.query(
  `insert into sessions (id, tenant_id, session_name, status, desired, jid, linked_at)
   select $1, id, 'bench', 'connected', 'running', '201001234567@s.whatsapp.net', now() from tenants`,
  [session_id]
)
const message = { session_id, to: '+201009876543', type: 'text', text: { body: 'x'.repeat(200) } }

const load = async (duration: number): Promise<Result> => {
  const { stdout } = await promisify(execFile)('autocannon', [
    ...['--connections', String(callers), '--duration', String(duration), '--method', 'POST'],
    ...['--headers', `authorization=Bearer ${access_token}`],
    ...['--headers', 'content-type=application/json'],
    ...['--body', JSON.stringify(message), '--json', `${gateway.address}/api/v1/messages`]
  ])
  return JSON.parse(stdout) as Result
}
type Result = {
  requests: { average: number }
  latency: { p50: number; p90: number; p99: number; max: number }
  '2xx': number
  non2xx: number
}

await load(3)
const { requests, latency, ...answers } = await load(seconds)
console.log(
  `${callers} callers: ${Math.round(requests.average)}/s, p50 ${latency.p50} ms, p90 ${latency.p90} ms, p99 ${latency.p99} ms, most ${latency.max} ms; ${answers['2xx']} accepted, ${answers.non2xx} refused`
)
await gateway.stop()
await owner.close()
await postgres.stop()
await rm(folder, { recursive: true, force: true })
