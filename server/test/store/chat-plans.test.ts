import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { openDb, type Tx } from '../../src/lib/db.ts'
import { findChat, findLastMessages, listChats } from '../../src/store/chats/list.ts'
import { messagesFrom } from '../../src/store/chats/messages.ts'
import { findContact, listContacts } from '../../src/store/contacts/find.ts'
import { index_scans_only } from '../../src/store/planner-settings.ts'
import { harness } from '../../testkit/app.ts'
import { blocksOf, scannedBy } from '../../testkit/blocks.ts'

const contacts = Number(process.env['PLAN_CONTACTS'] ?? 20_000)
const chats = Number(process.env['PLAN_CHATS'] ?? 2_000)
const messages = Number(process.env['PLAN_MESSAGES'] ?? 60_000)

test('chats, their messages and contacts are read a page at a time, however many there are', async (t) => {
  const app = await harness(t)
  const { tenant_id } = await app.seed.tenant()
  const session_id = newId('session')
  await app.owner.query(
    'insert into sessions (id, tenant_id, session_name) values ($1::text, $2, $1::text)',
    [session_id, tenant_id]
  )
  const began_ms = performance.now()
  await app.owner.query(
    `insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, sender_id, push_name, type, content)
     select 'msg_' || lpad(to_hex(nth), 32, '0'), $1, $2, 'inbound', 'received', 'W' || nth, jid, jid, 'Person ' || nth % $4, 'text', '{}'
     from (select nth, (201001000000 + nth % $4) || '@s.whatsapp.net' as jid from generate_series(1, $3::int) nth) made`,
    [tenant_id, session_id, messages, chats]
  )
  t.diagnostic(`${messages} messages stored in ${Math.round(performance.now() - began_ms)} ms`)
  await app.owner.query(
    `insert into contacts (id, tenant_id, session_id, jid, push_name)
     select new_id('con'), $1, $2, (202001000000 + nth) || '@s.whatsapp.net', 'Name ' || nth from generate_series(1, $3::int) nth`,
    [tenant_id, session_id, contacts]
  )
  for (const table of ['messages', 'chats', 'contacts'])
    await app.owner.query(`vacuum analyze ${table}`)
  const owner = openDb({
    url: app.urls.owner,
    connections_max: 1,
    application_name: 'test',
    settings: index_scans_only
  })
  t.after(() => owner.close())

  const read = async (
    name: string,
    blocks_max: number,
    work: (tx: Pick<Tx, 'query'>) => unknown
  ) => {
    let blocks = 0
    const query: Tx['query'] = async (text, values) => {
      const plan = await owner.query<Parameters<typeof blocksOf>[0][number]>(
        `explain (analyze, buffers, format json) ${text}`,
        values
      )
      blocks += blocksOf(plan)
      assert.deepEqual(scannedBy(plan), [], `${name} reads a whole table`)
      const began_ms = performance.now()
      const rows = await owner.query(text, values)
      t.diagnostic(`${name}: ${blocks} blocks, ${(performance.now() - began_ms).toFixed(1)} ms`)
      return rows as never
    }
    await work({ query })
    assert.ok(blocks > 0 && blocks <= blocks_max, `${name}: ${blocks} blocks`)
  }
  const page = { position: null, limit: 51 }
  const chat_id = '201001000007@s.whatsapp.net'
  const chat = { tenant_id, session_id, chat_id, cleared_upto: null }
  const all = { unread: null, archived: null }
  const place = { message_id: `msg_${(messages / 2).toString(16).padStart(32, '0')}` }
  await read('chats', 500, (tx) => listChats(tx, tenant_id, session_id, { ...page, ...all }))
  await read('unread', 500, (tx) =>
    listChats(tx, tenant_id, session_id, { ...page, ...all, unread: true })
  )
  await read('a chat', 20, (tx) => findChat(tx, tenant_id, session_id, chat_id))
  await read('last messages', 20, (tx) => findLastMessages(tx, tenant_id, session_id, [chat]))
  await read('newest', 150, (tx) => messagesFrom(tx, chat, null, 51))
  await read('older', 150, (tx) => messagesFrom(tx, chat, { ...place, towards: 'older' }, 51))
  await read('newer', 150, (tx) => messagesFrom(tx, chat, { ...place, towards: 'newer' }, 51))
  const list = (tx: Pick<Tx, 'query'>, search: string | null) =>
    listContacts(tx, tenant_id, session_id, { ...page, search })
  await read('contacts', 200, (tx) => list(tx, null))
  await read('a contact', 20, (tx) =>
    findContact(tx, tenant_id, session_id, { by: 'address', address: chat_id })
  )
  await read('a contact by id', 30, (tx) =>
    findContact(tx, tenant_id, session_id, { by: 'id', id: newId('contact') })
  )
  await read('a user name', 20, (tx) =>
    findContact(tx, tenant_id, session_id, { by: 'user_name', user_name: 'nobody' })
  )
  // Each contact of the session is looked at, and nothing else.
  await read('search', contacts / 3 + chats, (tx) => list(tx, 'nobody'))
})
