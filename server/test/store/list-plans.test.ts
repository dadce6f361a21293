import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { openDb, type Tx } from '../../src/lib/db.ts'
import { lookAtMessages } from '../../src/store/messages/list.ts'
import type { MessageFilter } from '../../src/store/messages/list-sources.ts'
import { index_scans_only } from '../../src/store/planner-settings.ts'
import { readMessages } from '../../src/usecases/messages/list.ts'
import { harness } from '../../testkit/app.ts'
import { blocksOf, scannedBy } from '../../testkit/blocks.ts'
import { until } from '../../testkit/until.ts'

const no_filter: MessageFilter = {
  session_id: null,
  chat_id: null,
  direction: null,
  type: null,
  status: null,
  from: null,
  to: null
}

const total = Number(process.env['LIST_MESSAGES'] ?? 60_000)
const hours = 1_000

/**
 * A tenant's messages of some weeks, nearly all of them read, in two sessions and 100 chats; every thousandth failed,
 * was canceled or is an image, all of these among the oldest tenth.
 */
const seedMany = async (tenant_id: string, sessions: string[], tx: Pick<Tx, 'query'>) => {
  await tx.query(
    `insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, sender_id, type, content, queued_at, failed_at, canceled_at)
     select 'msg_' || lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || lpad(to_hex(nth), 20, '0'),
       $1, ($2::text[])[1 + nth % 2], case when odd and nth % 4 = 3 then 'inbound' else 'outbound' end,
       case when not odd then 'read' when nth % 4 = 0 then 'failed' when nth % 4 = 1 then 'canceled' when nth % 4 = 3 then 'received' else 'sent' end,
       'W' || nth, (201001230000 + nth % 100) || '@s.whatsapp.net',
       case when odd and nth % 4 = 3 then (201001230000 + nth % 100) || '@s.whatsapp.net' end, case when odd then 'image' else 'text' end, '{"text": {"body": "hello"}}', at,
       case when odd and nth % 4 = 0 then at end, case when odd and nth % 4 = 1 then at end
     from (select nth, now() - make_interval(secs => nth * ${hours} * 3600.0 / $3) as at, nth % 101 = 0 and nth > $3 * 9 / 10 as odd
       from generate_series(1, $3) nth) made`,
    [tenant_id, sessions, total]
  )
}

test('every filter of a list of very many messages reads a bounded part of them for each page, and finds all', async (t) => {
  const app = await harness(t)
  const owner = openDb({
    url: app.urls.owner,
    connections_max: 1,
    application_name: 'test',
    settings: index_scans_only
  })
  t.after(() => owner.close())
  const seeded = await app.seed.tenant()
  const other = await app.seed.tenant()
  const { tenant_id } = seeded
  const sessions = [newId('session'), newId('session')]
  for (const [id, of] of [
    [sessions[0], tenant_id],
    [sessions[1], tenant_id],
    [newId('session'), other.tenant_id]
  ])
    await app.owner.query(
      'insert into sessions (id, tenant_id, session_name) values ($1::text, $2, $1::text)',
      [id, of]
    )
  await seedMany(tenant_id, sessions, app.owner)
  await app.owner.query('vacuum analyze messages')

  const [session_id] = sessions
  const chat_id = '201001230007@s.whatsapp.net'
  const day_ms = 86_400_000
  const some: Partial<MessageFilter>[] = [
    {},
    { status: 'failed' },
    { status: 'canceled' },
    { status: 'sent' },
    { status: 'received' },
    { status: 'read' },
    { status: 'undecryptable' },
    { status: 'queued' },
    { direction: 'inbound' },
    { type: 'image' },
    { type: 'nothing' },
    { senders: [chat_id] },
    { senders: ['201009999999@s.whatsapp.net'] },
    { of_types: { types: ['image', 'video'], wanted: true } },
    { of_types: { types: ['image', 'video'], wanted: false } },
    { words: ['hello*'] },
    { chat_id },
    { chat_id: '201009999999@s.whatsapp.net' },
    { chat_id, other_chat_id: '201001230008@s.whatsapp.net' },
    { from: new Date(Date.now() - day_ms) },
    { to: new Date(Date.now() - 30 * day_ms) },
    { from: new Date(Date.now() - 33 * day_ms), to: new Date(Date.now() - 32 * day_ms) }
  ]
  const all = some.flatMap((one) => [one, { ...one, session_id: session_id as string }])
  const tenant = {
    ...seeded,
    scopes: null,
    api_key_id: null,
    session_ids: null,
    role: 'owner' as const
  }
  for (const change of all) {
    const filter = { ...no_filter, ...change }
    const name = JSON.stringify(change)
    // What a call may read: so many blocks for each message that it looks at.
    let blocks = 0
    const query: Tx['query'] = async (text, values) => {
      const plan = await owner.query<Parameters<typeof blocksOf>[0][number]>(
        `explain (analyze, buffers, format json) ${text}`,
        values
      )
      blocks += blocksOf(plan)
      const whole = scannedBy(plan).filter((table) => /^message/.test(table))
      assert.deepEqual(whole, [], `${name} reads a whole table`)
      return owner.query(text, values)
    }
    const stretch = { position: null, look_at: 500, want: 51 }
    await lookAtMessages({ query }, tenant_id, filter, stretch)
    assert.ok(blocks < 4_000, `${name}: ${blocks} blocks for a look at 500 of ${total}`)

    // Asked for by itself only: the use case knows the other name of a chat from its LID.
    if (filter.other_chat_id || filter.words) continue
    const wanted = await expected(app.owner, tenant_id, filter)
    const found: string[] = []
    let position: string | null = null
    let pages = 0
    do {
      const page = await readMessages(app.deps, tenant, {
        ...filter,
        text: null,
        sender: filter.senders?.[0] ?? null,
        has_media: filter.of_types?.wanted ?? null,
        limit: 100,
        position
      })
      found.push(...page.data.map((message) => String(message['id'])))
      position = page.next_cursor && positionOf(page.next_cursor)
      // The first thousand will do where nearly all fit.
    } while (position !== null && ++pages < 10)
    assert.deepEqual(found, wanted.slice(0, position === null ? undefined : found.length), name)
    assert.ok(position === null || found.length > 0, `${name}: nothing in ten pages`)
  }
})

test('a receipt changes a message in its place: no index holds what receipts change', async (t) => {
  const app = await harness(t)
  const { tenant_id } = await app.seed.tenant()
  const session_id = newId('session')
  await app.owner.query(
    'insert into sessions (id, tenant_id, session_name) values ($1::text, $2, $1::text)',
    [session_id, tenant_id]
  )
  await app.owner.query(
    `insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, type, content)
     select new_id('msg'), $1, $2, 'outbound', 'sent', 'W' || nth, 'x', 'text', '{}' from generate_series(1, 200) nth`,
    [tenant_id, session_id]
  )
  for (const [status, column] of [
    ['delivered', 'delivered_at'],
    ['read', 'read_at']
  ])
    await app.owner.query(`update messages set status = '${status}', ${column} = now()`)
  const counted = await until('the statistics have arrived', async () => {
    const [row] = await app.owner.query<{ updated: number; in_place: number }>(
      "select n_tup_upd as updated, n_tup_hot_upd as in_place from pg_stat_user_tables where relname = 'messages'"
    )
    return row && row.updated >= 400 && row
  })
  // Not all of them find room in their page; an index on what changes would leave none.
  assert.ok(counted.in_place > counted.updated / 10, JSON.stringify(counted))
})

const positionOf = (cursor: string): string =>
  Buffer.from(cursor, 'base64url').subarray(6).toString()

const expected = async (
  owner: { query: Tx['query'] },
  tenant_id: string,
  filter: MessageFilter
): Promise<string[]> => {
  const chats = [filter.chat_id, filter.other_chat_id].filter((one) => one != null)
  const rows = await owner.query<{ id: string }>(
    `select id from messages where tenant_id = $1 and ($2::text is null or session_id = $2)
       and ($3::text[] = '{}' or chat_id = any ($3)) and ($4::text is null or direction = $4) and ($5::text is null or type = $5)
       and ($6::text is null or status = $6) and ($7::timestamptz is null or queued_at >= $7)
       and ($8::timestamptz is null or queued_at < $8) and ($9::text[] is null or sender_id = any ($9))
       and ($10::boolean is null or (type = 'image') = $10) order by id desc`,
    [
      tenant_id,
      filter.session_id,
      chats,
      filter.direction,
      filter.type,
      filter.status,
      filter.from,
      filter.to,
      filter.senders ?? null,
      filter.of_types?.wanted ?? null
    ]
  )
  return rows.map((row) => row.id)
}
