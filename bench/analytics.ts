import { countMessages } from '../server/src/jobs/tasks/count-messages.ts'
import { openDb } from '../server/src/lib/db.ts'
import { spread } from './support/figures.ts'
import { withScope } from './support/scope.ts'
import { seedTenants, startBenchGateway, startDatabase } from './support/start-gateway.ts'
import { printTable } from './support/table.ts'

// How long analytics take with very many messages, next to a count of the messages themselves: npm run bench:analytics
// MESSAGES=10000000 over DAYS=90 of one tenant, CALLS=50 of each
const messages = Number(process.env['MESSAGES'] ?? 10_000_000)
const days = Number(process.env['DAYS'] ?? 90)
const calls = Number(process.env['CALLS'] ?? 50)
const piece = 500_000

const seconds = (since_ms: number): string => ((performance.now() - since_ms) / 1_000).toFixed(1)

/** Each a moment after the one before, half of them sent and read. Nothing searches their words, so no words are taken out. */
const insert = `insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, type, content, queued_at,
    sent_at, delivered_at, read_at)
  select 'msg_' || lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || lpad(to_hex(n), 20, '0'), $1, $2,
    case when n % 2 = 0 then 'outbound' else 'inbound' end, case when n % 2 = 0 then 'read' else 'received' end,
    'W' || n, (201000000000 + n % 5000) || '@s.whatsapp.net', (array['text', 'text', 'text', 'image'])[1 + n % 4],
    '{"text": {"body": "hello"}}', at, case when n % 2 = 0 then at end, case when n % 2 = 0 then at + interval '1 second' end,
    case when n % 2 = 0 then at + interval '1 minute' end
  from (select n, now() - make_interval(days => $5) + (interval '1 second' * $5 * 86400.0 * n / $6) as at
    from generate_series($3::bigint, $4::bigint) n) made`

await withScope(async (scope) => {
  const database = await startDatabase(scope)
  const { owner, url } = database
  const [tenant] = await seedTenants(owner, 1)
  if (!tenant) throw new Error('there is a tenant')
  const { tenant_id, session_id, token } = tenant
  const began_ms = performance.now()
  await owner.query('alter table messages disable trigger user')
  for (let from = 0; from < messages; from += piece) {
    const to = Math.min(from + piece, messages) - 1
    await owner.query(insert, [tenant_id, session_id, from, to, days, messages])
  }
  await owner.query('alter table messages enable trigger user')
  await owner.query('vacuum analyze messages')
  console.log(`${messages} messages put in ${seconds(began_ms)} s`)

  const system = openDb({
    url: url('wa_system'),
    connections_max: 1,
    application_name: 'bench count'
  })
  scope.after(() => system.close())
  await owner.query(
    'update message_stats_state set counted_until = now() - make_interval(days => $1)',
    [days + 1]
  )
  const counting_ms = performance.now()
  await countMessages(system, new Date(), new AbortController().signal)
  await owner.query('vacuum analyze message_stats')
  console.log(`counted by quarter of an hour in ${seconds(counting_ms)} s`)

  const origin = await startBenchGateway(scope, database)
  const to = new Date()
  const ago = (back: number): string => new Date(to.getTime() - back * 86_400_000).toISOString()
  const range = (back: number): string => `from=${ago(back)}&to=${to.toISOString()}`
  const rows: (string | number)[][] = []
  for (const path of [
    `overview?${range(days)}`,
    `overview?${range(7)}`,
    `messages?${range(days)}&timezone=Europe/Berlin`,
    `sessions?${range(days)}`
  ]) {
    const took_ms: number[] = []
    for (let nth = -3; nth < calls; nth++) {
      const asked_ms = performance.now()
      const answer = await fetch(`${origin}/api/v1/analytics/${path}`, {
        headers: { authorization: `Bearer ${token}` }
      })
      if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
      await answer.arrayBuffer()
      // The first ones fill what the database and the gateway keep in memory.
      if (nth >= 0) took_ms.push(performance.now() - asked_ms)
    }
    const { p50_ms, p95_ms, p99_ms } = spread(took_ms)
    rows.push([path.replace(/from=.*?&to=[^&]*/, '…'), p50_ms, p95_ms, p99_ms])
  }
  const recount_ms = performance.now()
  const [count] = await owner.query<{ messages: number }>(
    `select count(*)::int as messages, count(read_at)::int as read from messages where tenant_id = $1`,
    [tenant_id]
  )
  const once_ms = performance.now() - recount_ms
  rows.push([`the ${count?.messages} messages counted themselves, once`, once_ms, once_ms, once_ms])
  printTable(`${messages} messages of ${days} days`, ['', 'p50 ms', 'p95 ms', 'p99 ms'], rows)
})
