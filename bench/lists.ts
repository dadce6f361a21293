import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDb } from '../server/src/lib/db.ts'
import { createKeyRing } from '../server/src/lib/key-ring.ts'
import { readConfig } from '../server/src/main/config/config.ts'
import { startEmbeddedPostgres } from '../server/src/main/embedded/embedded-postgres.ts'
import { startGatewayApi } from '../server/src/main/gateway-api.ts'
import { migrateDatabase } from '../server/src/main/migrate-database.ts'
import { median, spread } from './support/figures.ts'
import { type Scope, withScope } from './support/scope.ts'
import { seedLists, storeCost } from './support/seed-lists.ts'
import { printTable } from './support/table.ts'

// How long the lists of one tenant take who has very much, over HTTP: node bench/lists.ts
// KEEP=folder keeps the database there, and begins with what is in it.
const kept_in = process.env['KEEP']
const size = {
  messages: Number(process.env['MESSAGES'] ?? 1_000_000),
  chats: Number(process.env['CHATS'] ?? 5_000),
  contacts: Number(process.env['CONTACTS'] ?? 50_000)
}
const calls = Number(process.env['CALLS'] ?? 40)

const start = async (scope: Scope) => {
  const folder = kept_in ?? (await mkdtemp(join(tmpdir(), 'bench-')))
  if (!kept_in) scope.after(() => rm(folder, { recursive: true, force: true }))
  const postgres = await startEmbeddedPostgres(join(folder, 'postgres'))
  scope.after(() => postgres.stop())
  await postgres.createDatabase('gateway')
  await migrateDatabase(postgres.url('gateway', 'wa_owner'))
  const owner = openDb({
    url: postgres.url('gateway', 'wa_owner'),
    connections_max: 1,
    application_name: 'bench'
  })
  scope.after(() => owner.close())
  const gateway = await startGatewayApi({
    config: readConfig({ GATEWAY_PORT: '0', LOG_LEVEL: 'warn', TENANT_REQUESTS_PER_MINUTE: '0' }),
    secrets: {
      jwt_secret: createKeyRing([Buffer.alloc(32, 1)]),
      control_secret: createKeyRing([Buffer.alloc(32, 2)]),
      webhook_key: createKeyRing([Buffer.alloc(32, 3)])
    },
    database_url: postgres.url('gateway', 'wa_tenant')
  })
  scope.after(() => gateway.stop())
  const credentials = { email: 'a@example.com', password: 'correct horse battery' }
  const enter = (how: string, body: object): Promise<Response> =>
    fetch(`${gateway.address}/api/v1/auth/${how}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body)
    })
  const registered = await enter('register', { ...credentials, name: 'A' })
  const entered = registered.ok ? registered : await enter('login', credentials)
  const { access_token } = (await entered.json()) as { access_token: string }
  const get = async (path: string): Promise<{ data?: unknown[] }> => {
    const answer = await fetch(`${gateway.address}/api/v1/${path}`, {
      headers: { authorization: `Bearer ${access_token}` }
    })
    if (answer.status !== 200) throw new Error(`${path}: ${await answer.text()}`)
    return (await answer.json()) as { data?: unknown[] }
  }
  return { owner, get }
}

const friend = '201001000007'
const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString()

const listsOf = (session_id: string, middle_id: string): string[] => {
  const chats = `sessions/${session_id}/chats`
  const contacts = `sessions/${session_id}/contacts`
  return [
    ...[
      ...['', `session_id=${session_id}`, `chat_id=${friend}`, `sender=${friend}`],
      ...['direction=inbound', 'direction=outbound', 'has_media=true', 'has_media=false'],
      ...['text', 'image', 'document', 'video', 'reaction'].map((type) => `type=${type}`),
      ...['read', 'received', 'sent', 'failed', 'queued', 'canceled'].map(
        (status) => `status=${status}`
      ),
      ...[`from=${day(1)}`, `to=${day(45)}`, `from=${day(46)}&to=${day(45)}`],
      ...['hello', 'hel num', '777777', 'w3', 'w30', 'w49', 'w19000', 'w19', 'nowhere'].map(
        (text) => `text=${text}`
      ),
      ...['chat_id', 'sender'].map((field) => `text=w3&${field}=${friend}`),
      ...['text=hello&type=image', 'text=w3&has_media=true', `text=w3&to=${day(45)}`]
    ].map((query) => `messages?limit=50&${query}`),
    ...['', 'unread=true', 'archived=true', 'archived=false'].map((query) => `${chats}?${query}`),
    `${chats}/${friend}`,
    `${chats}/${friend}/messages?limit=50`,
    `${chats}/${friend}/messages?limit=50&around=${middle_id}`,
    `${contacts}?limit=50`,
    ...['Person 4999', 'saved 49998', '201001049999', 'nobody'].map(
      (search) => `${contacts}?search=${search}`
    ),
    `${contacts}/${friend}`
  ]
}

await withScope(async (scope) => {
  const { owner, get } = await start(scope)
  const [seeded] = await owner.query<{ id: string }>(
    `select id from sessions where session_name = 'bench'`
  )
  const session_id = seeded?.id ?? (await seedLists(owner, size))
  const [middle] = await owner.query<{ id: string }>(
    `select id from messages where session_id = $1 and chat_id = $2 order by id offset 5 limit 1`,
    [session_id, `${friend}@s.whatsapp.net`]
  )
  const rows: (string | number)[][] = []
  for (const path of listsOf(session_id, middle?.id ?? '')) {
    const times_ms: number[] = []
    let found = 0
    for (let call = -2; call < calls; call++) {
      const began_ms = performance.now()
      const { data } = await get(path)
      if (call >= 0) times_ms.push(performance.now() - began_ms)
      found = data?.length ?? 1
    }
    const { p50_ms, p95_ms } = spread(times_ms)
    rows.push([path.replaceAll(session_id, '{id}'), found, p50_ms, p95_ms])
  }
  const counted = `${size.messages} messages, ${size.chats} chats, ${size.contacts} contacts`
  printTable(`One tenant with ${counted}`, ['list', 'found', 'p50 ms', 'p95 ms'], rows)

  const { with_us, without_us } = await storeCost(owner, session_id, 5_000)
  printTable(
    'A text stored in the database',
    ['', 'µs'],
    [
      ['noted for the search', median(with_us)],
      ['not noted', median(without_us)]
    ]
  )
})
