import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../src/domain/ids.ts'
import { sha256 } from '../src/lib/crypto.ts'
import { openDb, type Tx } from '../src/lib/db.ts'
import { lookups_only } from '../src/main/lookups-only.ts'
import { claimOutbound } from '../src/queue/claim-outbound.ts'
import { putOutbounds } from '../src/queue/outbound.ts'
import { testDatabase } from './support/database.ts'

type Plan = { 'Shared Hit Blocks': number; 'Shared Read Blocks': number }

test('a claim reads what it takes and no more, though the statistics say that the queue is empty', async (t) => {
  const urls = await testDatabase(t)
  const owner = openDb({ url: urls.owner, connections_max: 1, application_name: 'test' })
  t.after(() => owner.close())
  const token = 'a-token-of-this-test-that-is-long-enough'
  const worker = openDb({
    url: urls.worker,
    connections_max: 1,
    application_name: 'test',
    settings: { 'app.worker_token': token, ...lookups_only }
  })
  t.after(() => worker.close())
  const tenant_id = newId('tenant')
  const instance_id = newId('instance')
  const sessions = Array.from({ length: 20 }, () => newId('session'))
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
  const messages = sessions.flatMap((session_id) =>
    Array.from({ length: 20 }, (_, chat) => ({
      id: newId('message'),
      session_id,
      tenant_id,
      chat_id: `${chat}@s.whatsapp.net`
    }))
  )
  const put = (tx: Tx): Promise<void> => putOutbounds(tx, messages)
  await owner.transaction(async (tx) => {
    await tx.query(
      `insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, type, content)
       select id, tenant_id, session_id, 'outbound', 'queued', id, chat_id, 'text', '{}'
       from jsonb_to_recordset($1) as r (id text, tenant_id text, session_id text, chat_id text)`,
      [JSON.stringify(messages)]
    )
    await put(tx)
  })
  // A queue has been empty whenever its statistics were taken.
  await owner.query('delete from outbound')
  await owner.query('analyze')
  await owner.transaction(put)

  let blocks = 0
  const query: Tx['query'] = async (text, values) => {
    const [row] = await worker.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(
      `explain (analyze, buffers, format json) ${text}`,
      values
    )
    const plan = row?.['QUERY PLAN'][0]?.Plan
    assert.ok(plan)
    blocks += plan['Shared Hit Blocks'] + plan['Shared Read Blocks']
    // The explained statement has run; one that only reads can run once more for its answer.
    return text.startsWith('select') ? worker.query(text, values) : []
  }
  await claimOutbound(
    { query },
    sessions.map((session_id) => ({ session_id, epoch: 1, limit: 100, rank_max: 2, begins: true }))
  )
  const [claimed] = await owner.query<{ count: number }>(
    'select count(*) from outbound where claimed_epoch = 1'
  )
  assert.equal(claimed?.count, messages.length)
  // It was 140,000 for each message (25 s in all) when the picking was repeated for every row of the queue.
  assert.ok(blocks < messages.length * 1000, `${blocks} blocks for ${messages.length} messages`)
})
