import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import type { MessageRow } from '../../src/domain/message.ts'
import { openDb, wholeTenant } from '../../src/lib/db.ts'
import { cancelOutbound } from '../../src/queue/outbound.ts'
import { until } from '../../testkit/until.ts'
import { type WorkerBed, workerBed } from '../../testkit/worker-fixture.ts'

/** Puts `count` messages in the queue by SQL; `chat` is an expression over i. */
const putMany = (
  bed: WorkerBed,
  session_id: string,
  count: number,
  chat: string,
  rank: number
): Promise<unknown> =>
  bed.owner.query(
    `with put as (
       insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, type, content)
       select new_id('msg'), s.tenant_id, s.id, 'outbound', 'queued', '3EB0' || upper(substr(md5(random()::text), 1, 18)),
         ${chat} || '@s.whatsapp.net', 'text', jsonb_build_object('text', jsonb_build_object('body', i::text))
       from sessions s, generate_series(1, $2::int) i where s.id = $1
       returning *
     )
     insert into outbound (message_id, session_id, tenant_id, chat_id, priority, turn)
     select id, session_id, tenant_id, chat_id, $3, row_number() over (partition by chat_id order by (content -> 'text' ->> 'body')::int) - 1
     from put order by (content -> 'text' ->> 'body')::int`,
    [session_id, count, rank]
  )

const friendsOf = async (bed: WorkerBed, count: number): Promise<string[]> => {
  const phones = await bed.simulator.createPhones(count)
  return phones.map((phone) => phone.number)
}

const byId = async (bed: WorkerBed, id: string): Promise<MessageRow> => {
  const [row] = await bed.owner.query<MessageRow>('select * from messages where id = $1', [id])
  assert.ok(row)
  return row
}

const cancel = async (bed: WorkerBed, id: string): Promise<boolean> => {
  const tenant = openDb({ url: bed.urls.tenant, connections_max: 1, application_name: 'cancel' })
  try {
    return await tenant.withTenant(wholeTenant(bed.tenant_id), async (tx) => {
      await tx.query('select from messages where id = $1 for no key update', [id])
      const won = await cancelOutbound(tx, id)
      if (won) await tx.query("update messages set status = 'canceled' where id = $1", [id])
      return won
    })
  } finally {
    await tenant.close()
  }
}

test('a cancel that races the sending: each message is either canceled or sent', async (t) => {
  const bed = await workerBed(t)
  const session_id = await bed.createSession()
  await bed.link(session_id)
  const friends = await friendsOf(bed, 3)
  const messages: MessageRow[] = []
  for (let index = 0; index < 60; index++) {
    const friend = friends[index % friends.length]
    messages.push(await bed.accept(session_id, `${friend}@s.whatsapp.net`, `m${index}`))
  }
  await bed.call('POST', '/poke')
  const won = new Set<string>()
  for (const message of messages.toReversed()) {
    if (await cancel(bed, message.id)) won.add(message.whatsapp_id)
  }
  const ended = await until('all have ended', async () => {
    const rows = await bed.messages(session_id)
    return rows.every((row) => row.status !== 'queued') && rows
  })
  const received = new Set<string>()
  for (const friend of friends) {
    for (const one of (await bed.simulator.received(friend)).messages) received.add(one.id)
  }
  for (const row of ended) {
    assert.equal(won.has(row.whatsapp_id), row.status === 'canceled')
    assert.equal(won.has(row.whatsapp_id), !received.has(row.whatsapp_id), row.status)
  }
  assert.ok(won.size > 0, 'some were canceled')
  assert.ok(received.size > 0, 'some were sent')
  assert.deepEqual(await bed.owner.query('select * from outbound'), [])
})

test('what waits in a session that lost its connection may be canceled and is sent in order later', async (t) => {
  const bed = await workerBed(t)
  const session_id = await bed.createSession()
  const own = await bed.link(session_id)
  const [friend = ''] = await friendsOf(bed, 1)
  const chat = `${friend}@s.whatsapp.net`
  await bed.accept(session_id, chat, 'first')
  await bed.simulator.waitReceived(friend, { text: 'first' })
  // A receipt would tell as well that the server has it.
  await bed.simulator.setFaults({
    number: own.number,
    withhold_acks: true,
    withhold_receipts: true
  })
  const tried = await bed.accept(session_id, chat, 'tried')
  const waits = await bed.accept(session_id, chat, 'waits')
  const leaves = await bed.accept(session_id, chat, 'leaves')
  await bed.simulator.waitReceived(friend, { text: 'tried' })
  assert.equal(await cancel(bed, tried.id), false, 'it may have left')
  assert.equal(await cancel(bed, leaves.id), true)
  await bed.simulator.clearFaults({ number: own.number })
  await bed.simulator.disconnect(own.number, { how: 'drop' })
  await bed.simulator.waitReceived(friend, { text: 'waits' })
  const { messages } = await bed.simulator.received(friend)
  assert.deepEqual(
    messages.map((one) => one.text),
    ['first', 'tried', 'waits']
  )
  await until('sent', async () => (await byId(bed, waits.id)).sent_at !== null)
})

test('the urgent goes before the rest between chats, and within a chat nothing is reordered', async (t) => {
  const bed = await workerBed(t)
  const session_id = await bed.createSession()
  await bed.link(session_id)
  const friends = await friendsOf(bed, 3)
  const [one, two, three] = friends.map((friend) => `${friend}@s.whatsapp.net`)
  assert.ok(one && two && three)
  // One message at a time, and none until the pace is known.
  await bed.owner.query('update sessions set messages_per_minute = 100 where id = $1', [session_id])
  await bed.worker.kill('SIGKILL')
  await once(bed.worker, 'exit')
  const put = (chat: string, body: string, priority: 'high' | 'normal' | 'bulk') =>
    bed.accept(session_id, chat, body, { priority })
  await put(one, 'b1', 'bulk')
  await put(one, 'b2', 'bulk')
  await put(two, 'n1', 'normal')
  await put(three, 'b3', 'bulk')
  await put(three, 'h1', 'high')
  await bed.spawnWorker()
  await bed.assign(session_id)
  await until('all sent', async () =>
    (await bed.messages(session_id)).every((row) => row.sent_at !== null)
  )
  const rows = (await bed.messages(session_id)).toSorted(
    (a, b) => Number(a.sent_at) - Number(b.sent_at)
  )
  const order = rows.map((row) => (row.content['text'] as { body: string }).body)
  // The chat of the urgent one goes first, in its own order; while it waits for an answer another may go.
  assert.equal(order[0], 'b3')
  assert.ok(order.indexOf('h1') < order.indexOf('b1'), order.join())
  assert.deepEqual(order.slice(-2), ['b1', 'b2'])
})

test('a message is sent when its time has come, and one that is too old fails as expired', async (t) => {
  const bed = await workerBed(t)
  const session_id = await bed.createSession()
  await bed.link(session_id)
  const [friend = ''] = await friendsOf(bed, 1)
  const chat = `${friend}@s.whatsapp.net`
  const later = await bed.accept(session_id, chat, 'later', {
    send_at: new Date(Date.now() + 3_600_000)
  })
  const old = await bed.accept(session_id, chat, 'old', {
    expires_at: new Date(Date.now() - 1_000)
  })
  await bed.accept(session_id, chat, 'now')
  await bed.simulator.waitReceived(friend, { text: 'now' })
  await until('expired', async () => (await byId(bed, old.id)).status === 'failed')
  assert.equal((await byId(bed, old.id)).error?.code, 'expired')
  assert.equal((await byId(bed, later.id)).status, 'queued')
  await bed.owner.query('update outbound set run_at = now() where message_id = $1', [later.id])
  await bed.simulator.waitReceived(friend, { text: 'later' })
  const { messages } = await bed.simulator.received(friend)
  assert.deepEqual(
    messages.map((one) => one.text),
    ['now', 'later']
  )
})

test('the pace of a session is kept, across a restart too, and a change is obeyed while it runs', async (t) => {
  const bed = await workerBed(t)
  const session_id = await bed.createSession()
  await bed.owner.query(
    'update sessions set messages_per_minute = 120, pause_between_messages_ms = 1000 where id = $1',
    [session_id]
  )
  await bed.link(session_id)
  const friends = await friendsOf(bed, 2)
  for (let index = 0; index < 6; index++)
    await bed.accept(session_id, `${friends[index % 2]}@s.whatsapp.net`, `p${index}`)
  await until('two are sent', async () => (await sentTimes(bed, session_id)).length >= 2)
  bed.worker.kill('SIGKILL')
  await once(bed.worker, 'exit')
  await bed.spawnWorker()
  await bed.assign(session_id)
  await until('four are sent', async () => (await sentTimes(bed, session_id)).length >= 4)
  const paces = await bed.owner.query<{ chat_id: string }>('select chat_id from paces')
  assert.equal(paces.length, 3)
  const times = await sentTimes(bed, session_id)
  // Sending begins at the pace; the acknowledgements that are measured here come sooner or later.
  const took_ms = (times.at(-1) ?? 0) - (times[0] ?? 0)
  assert.ok(took_ms > (times.length - 1) * 500 - 1_000, `${times.length} within ${took_ms} ms`)
  const slow = await bed.accept(session_id, `${friends[0]}@s.whatsapp.net`, 'slow')
  await bed.owner.query(
    'update sessions set messages_per_minute = 1, pause_between_messages_ms = null where id = $1',
    [session_id]
  )
  assert.equal((await byId(bed, slow.id)).sent_at, null)
  await bed.owner.query('update sessions set messages_per_minute = null where id = $1', [
    session_id
  ])
  await bed.simulator.waitReceived(String(friends[0]), { text: 'slow' })
})

const sentTimes = async (bed: WorkerBed, session_id: string): Promise<number[]> => {
  const rows = await bed.messages(session_id)
  return rows
    .flatMap((row) => (row.sent_at ? [row.sent_at.getTime()] : []))
    .toSorted((a, b) => a - b)
}

test('tens of thousands of bulk messages of one tenant are not in the way of a single one of another', async (t) => {
  const bed = await workerBed(t)
  const session_id = await bed.createSession()
  await bed.link(session_id)
  const other_tenant = newId('tenant')
  await bed.owner.query("insert into tenants (id, name) values ($1, 'Other')", [other_tenant])
  const other = await bed.createSession(other_tenant)
  await bed.link(other)
  const friends = await friendsOf(bed, 40)
  const [friend = ''] = await friendsOf(bed, 1)
  const chat = `${friend}@s.whatsapp.net`
  await bed.accept(other, chat, 'acquaintance', { tenant_id: other_tenant })
  await bed.simulator.waitReceived(friend, { text: 'acquaintance' })
  const numbers = `(array['${friends.join("','")}'])[1 + i % ${friends.length}]`
  await putMany(bed, session_id, 30_000, numbers, 2)
  await bed.call('POST', '/poke')
  const sent = async (): Promise<number> => {
    const [row] = await bed.owner.query<{ count: number }>(
      'select count(*) from messages where session_id = $1 and sent_at is not null',
      [session_id]
    )
    return row?.count ?? 0
  }
  await until('the many are on their way', async () => (await sent()) > 100)
  const before = await sent()
  for (const round of [1, 2, 3]) {
    await bed.accept(other, chat, `single ${round}`, { tenant_id: other_tenant })
    await bed.call('POST', '/poke')
    await bed.simulator.waitReceived(friend, { text: `single ${round}` })
  }
  const after = await sent()
  // Not timed: as many of the others left meanwhile as fit into a few turns.
  assert.ok(after - before < 1_500, `${after - before} of the others went first`)
  const { queue_depth } = (await (await bed.call('GET', '/health')).json()) as {
    queue_depth: number
  }
  assert.ok(queue_depth <= 400, `${queue_depth} in memory`)
})
