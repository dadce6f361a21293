import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { sha256 } from '../../src/lib/crypto.ts'
import { type Db, openDb, type Tx } from '../../src/lib/db.ts'
import { claimOutbound } from '../../src/queue/claim-outbound.ts'
import {
  completeOutbound,
  markSending,
  type Outbound,
  putOutbounds
} from '../../src/queue/outbound.ts'
import { lockLeases } from '../../src/store/leases/renew.ts'
import { lookAtMessages } from '../../src/store/messages/list.ts'
import type { MessageFilter } from '../../src/store/messages/list-sources.ts'
import { generic_plans, index_scans_only } from '../../src/store/planner-settings.ts'
import { blocksOf, blocksOfAll } from '../../testkit/blocks.ts'
import { testDatabase } from '../../testkit/database.ts'

const chats = 20

/** A worker's connection, the owner's, and messages of sessions that the worker holds, not in the queue yet. */
const startBed = async (t: TestContext, sessions_count: number, messages_each: number) => {
  const urls = await testDatabase(t)
  const open = (url: string, settings: Record<string, string>): Db => {
    const db = openDb({ url, connections_max: 1, application_name: 'test', settings })
    t.after(() => db.close())
    return db
  }
  const token = 'a-token-of-this-test-that-is-long-enough'
  const owner = open(urls.owner, index_scans_only)
  const worker = open(urls.worker, { 'app.worker_token': token, ...generic_plans })
  const tenant_id = newId('tenant')
  const instance_id = newId('instance')
  const sessions = Array.from({ length: sessions_count }, () => newId('session'))
  await owner.query("insert into tenants (id, name) values ($1, 'Test')", [tenant_id])
  await owner.query(
    `insert into instances (id, mode, driver, host, port, status, token_hash, sessions_max)
     values ($1, 'shared', 'process', '127.0.0.1', 4000, 'running', $2, 100)`,
    [instance_id, sha256(token)]
  )
  await owner.query(
    `with made as (insert into sessions (id, tenant_id, session_name) select id, $1, id from unnest($2::text[]) id returning id)
     insert into session_leases (session_id, tenant_id, instance_id, expires_at)
     select id, $1, $3, now() + interval '1 hour' from made`,
    [tenant_id, sessions, instance_id]
  )
  const messages: Outbound[] = sessions.flatMap((session_id) =>
    Array.from({ length: messages_each }, (_, nth) => ({
      id: newId('message'),
      session_id,
      tenant_id,
      chat_id: `${nth % chats}@s.whatsapp.net`
    }))
  )
  await owner.query(
    `insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, type, content)
     select id, tenant_id, session_id, 'outbound', 'queued', id, chat_id, 'text', '{}'
     from jsonb_to_recordset($1) as r (id text, tenant_id text, session_id text, chat_id text)`,
    [JSON.stringify(messages)]
  )
  const claims = sessions.map((session_id) => ({
    session_id,
    epoch: 1,
    limit: 100,
    rank_max: 2,
    begins: true
  }))
  return { owner, worker, messages, claims }
}

test('a claim reads what it takes and no more, though the statistics say that the queue is empty', async (t) => {
  const { owner, worker, messages, claims } = await startBed(t, 20, chats)
  const put = async (tx: Tx): Promise<void> => putOutbounds(tx, messages)
  await owner.transaction(put)
  // A queue has been empty whenever its statistics were taken.
  await owner.query('delete from outbound')
  await owner.query('analyze')
  await owner.transaction(put)

  let blocks = 0
  const query: Tx['query'] = async (text, values) => {
    blocks += blocksOf(
      await worker.query(`explain (analyze, buffers, format json) ${text}`, values)
    )
    // The explained statement has run; one that only reads can run once more for its answer.
    return text.startsWith('select') ? worker.query(text, values) : []
  }
  await claimOutbound({ query }, claims)
  const [claimed] = await owner.query<{ count: number }>(
    'select count(*) from outbound where claimed_epoch = 1'
  )
  assert.equal(claimed?.count, messages.length)
  // It was 140,000 for each message (25 s in all) when the picking was repeated for every row of the queue.
  assert.ok(blocks < messages.length * 1000, `${blocks} blocks for ${messages.length} messages`)
})

test('plans that were made while the queue was empty look up rows when it is long', async (t) => {
  const { owner, worker, messages, claims } = await startBed(t, 3, 5_000)
  const few = messages.slice(0, 10)
  const marks = few.map(({ id }) => ({ message_id: id, epoch: 1 }))
  const work = (tx: Tx): Promise<unknown> =>
    Promise.all([
      lockLeases(tx, claims),
      markSending(tx, marks),
      completeOutbound(
        tx,
        few.map((message) => message.id)
      )
    ])
  await owner.query('vacuum analyze')
  await claimOutbound(worker, claims)
  await worker.transaction(work)
  // Often enough for a plan to be kept.
  for (let from = 0; from < 100; from += few.length)
    await owner.transaction(async (tx) => putOutbounds(tx, messages.slice(from, from + few.length)))
  await claimOutbound(worker, claims)
  await owner.transaction(async (tx) => putOutbounds(tx, messages.slice(100)))

  const explained = new Map<string, number>()
  const answers: Promise<unknown>[] = []
  const explain = (db: Tx): Tx => {
    const query: Tx['query'] = async (_text, values, name) => {
      const given = (values ?? []).map((value) => `'${literal(value as unknown[])}'`).join(', ')
      const sql = `explain (analyze, buffers, format json) execute ${name}(${given})`
      explained.set(name ?? '', blocksOf(await db.query(sql)))
      // So that what was picked is marked, too.
      const picked = few.map(({ id }) => ({ message_id: id, begins: true }))
      return (name === 'pick_outbound' ? picked : []) as never[]
    }
    return { query, send: (...statement) => void answers.push(query(...statement)) }
  }
  await worker.transaction(async (tx) => {
    await claimOutbound(explain(tx), claims)
    await work(explain(tx))
    await Promise.all(answers)
  })
  await owner.transaction(async (tx) => {
    putOutbounds(explain(tx), few)
    await Promise.all(answers)
  })

  assert.equal(explained.size, 6)
  for (const [name, blocks] of explained) {
    const rows = name === 'pick_outbound' ? claims.length * 100 : few.length
    assert.ok(blocks < rows * 50, `${name}: ${blocks} blocks for ${rows} messages`)
  }
})

test('a page of what waits reads what waits, not what was sent', async (t) => {
  const { owner, messages } = await startBed(t, 1, 20_000)
  const { tenant_id } = messages[0] as Outbound
  const waiting = messages.slice(0, 30)
  await owner.query("update messages set status = 'sent' where id <> all ($1)", [
    waiting.map((message) => message.id)
  ])
  await owner.query('vacuum analyze')
  await owner.transaction(async (tx) => putOutbounds(tx, waiting))
  const filter: MessageFilter = { ...no_filter, status: 'queued' }
  const look = (tx: Pick<Tx, 'query'>, position: string | null) =>
    lookAtMessages(tx, tenant_id, filter, { position, look_at: 500, want: 21 })
  const newest = waiting.map((message) => message.id).toReversed()
  const first = await owner.transaction((tx) => look(tx, null))
  assert.deepEqual(
    first.rows.map((row) => row.id),
    newest.slice(0, 21)
  )
  const rest = await owner.transaction((tx) => look(tx, newest[19] as string))
  assert.deepEqual(
    rest.rows.map((row) => row.id),
    newest.slice(20)
  )
  const blocks = await blocksOfAll(owner, (tx) => look(tx, null))
  assert.ok(blocks < 500, `${blocks} blocks for 21 of 30 messages`)
})

const no_filter: MessageFilter = {
  session_id: null,
  chat_id: null,
  direction: null,
  type: null,
  status: null,
  from: null,
  to: null
}

const literal = (list: unknown[]): string => `{${list.map((one) => one ?? 'null').join(',')}}`
