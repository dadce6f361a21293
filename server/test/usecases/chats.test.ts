import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chat_routes } from '../../src/http/routes/chats/routes.ts'
import { harness, type SeededTenant } from '../../testkit/app.ts'
import { proveGuards } from '../../testkit/guards.ts'
import { seedConnected } from '../../testkit/seed-session.ts'
import { path, seedMessage, text } from './message-calls.ts'

type Page = {
  data: { id: string; [member: string]: unknown }[]
  next_cursor: string | null
  previous_cursor: string | null
}

const ali = '201001111111@s.whatsapp.net'
const badr = '201002222222@s.whatsapp.net'
const group = '120363012345678901@g.us'

const setUp = async (t: Parameters<typeof harness>[0]) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  const chats = `/api/v1/sessions/${session_id}/chats`
  const get = async (url: string, as: SeededTenant = tenant): Promise<Page> => {
    const answer = await app.as(as).get(url)
    assert.equal(answer.statusCode, 200, answer.body)
    return answer.json()
  }
  return { app, tenant, session_id, chats, get }
}

test('the chat with the newest message comes first, with its name, its last message and how many are unread', async (t) => {
  const { app, tenant, session_id, chats, get } = await setUp(t)
  assert.deepEqual(await get(chats), { data: [], next_cursor: null })
  const say = (chat_id: string, more: Record<string, unknown> = {}) =>
    seedMessage(app, tenant, session_id, { chat_id, ...more })
  await say(ali, { push_name: 'Ali' })
  await say(group, { push_name: 'Badr', sender_id: badr })
  const last_of_ali = await say(ali, { push_name: 'Ali Hassan' })
  const sent = (await app.as(tenant).post(path, text(session_id, 'hello', badr))).json()
  const { data } = await get(chats)
  assert.deepEqual(
    data.map((chat) => [chat.id, chat['type'], chat['name'], chat['unread_count']]),
    [
      [badr, 'person', null, 0],
      [ali, 'person', 'Ali Hassan', 2],
      [group, 'group', null, 1]
    ]
  )
  const last = data.map((chat) => (chat['last_message'] as { id: string }).id)
  assert.deepEqual(last.slice(0, 2), [sent.id, last_of_ali])
  const ids = async (query: string) => (await get(`${chats}?${query}`)).data.map((chat) => chat.id)
  assert.deepEqual(await ids('unread=true'), [ali, group])
  assert.deepEqual(await ids('unread=false'), [badr])
  assert.deepEqual(await ids('archived=true'), [])
  for (const [chat_id, setting] of [
    [ali, 'archived'],
    [badr, 'marked_unread']
  ])
    await app.owner.query(
      `insert into chat_settings (session_id, tenant_id, chat_id, ${setting}) values ($1, $2, $3, true)`,
      [session_id, tenant.tenant_id, chat_id]
    )
  assert.deepEqual(await ids('archived=true'), [ali])
  assert.deepEqual(await ids('archived=false'), [badr, group])
  assert.deepEqual(await ids('unread=true'), [badr, ali, group])
  assert.deepEqual(await ids('unread=true&archived=false&limit=1'), [badr])
  assert.deepEqual(await ids('unread=false'), [])
  for (const query of ['archived=perhaps', 'unread=2', 'limit=0', 'cursor=abc', 'pinned=true']) {
    const answer = await app.as(tenant).get(`${chats}?${query}`)
    assert.equal(answer.statusCode, 422, answer.body)
    assert.equal(answer.json().errors[0].path, query.split('=')[0])
  }
  const first = await get(`${chats}?limit=2`)
  assert.deepEqual(await ids(`limit=2&cursor=${first.next_cursor}`), [group])
})

test('a chat is read by the number, the JID and the LID of the person', async (t) => {
  const { app, tenant, session_id, chats } = await setUp(t)
  await seedMessage(app, tenant, session_id, { chat_id: ali })
  const lid = '123456789012345@lid'
  await app.owner.query(
    'insert into lids (session_id, tenant_id, lid, jid) values ($1, $2, $3, $4)',
    [session_id, tenant.tenant_id, lid, ali]
  )
  const read = (chat: string) => app.as(tenant).get(`${chats}/${encodeURIComponent(chat)}`)
  for (const chat of ['+20 100 111 1111', ali, lid]) {
    const answer = await read(chat)
    assert.equal(answer.statusCode, 200, answer.body)
    assert.equal(answer.json().id, ali)
  }
  for (const chat of [badr, 'nobody']) assert.equal((await read(chat)).statusCode, 404, chat)
})

test('the messages of a chat are walked both ways from any of them, and each is met once', async (t) => {
  const { app, tenant, session_id, chats, get } = await setUp(t)
  const all: string[] = []
  for (let count = 0; count < 11; count++) {
    all.unshift(await seedMessage(app, tenant, session_id, { chat_id: ali }))
    await seedMessage(app, tenant, session_id, { chat_id: badr })
  }
  const url = `${chats}/${ali}/messages`
  const ids = (page: Page): string[] => page.data.map((message) => message.id)
  const newest = await get(`${url}?limit=4`)
  assert.deepEqual([ids(newest), newest.previous_cursor], [all.slice(0, 4), null])
  const older = await get(`${url}?limit=4&cursor=${newest.next_cursor}`)
  assert.deepEqual(ids(older), all.slice(4, 8))
  const oldest = await get(`${url}?limit=4&cursor=${older.next_cursor}`)
  assert.deepEqual([ids(oldest), oldest.next_cursor], [all.slice(8), null])
  const back = await get(`${url}?limit=4&cursor=${oldest.previous_cursor}`)
  assert.deepEqual(ids(back), all.slice(4, 8))
  const front = await get(`${url}?limit=4&cursor=${back.previous_cursor}`)
  assert.deepEqual([ids(front), front.previous_cursor], [all.slice(0, 4), null])

  const middle = await get(`${url}?limit=5&around=${all[5]}`)
  assert.deepEqual(ids(middle), all.slice(3, 8))
  assert.deepEqual(
    ids(await get(`${url}?limit=5&cursor=${middle.previous_cursor}`)),
    all.slice(0, 3)
  )
  assert.deepEqual(ids(await get(`${url}?limit=5&cursor=${middle.next_cursor}`)), all.slice(8))
  const edge = await get(`${url}?limit=4&around=${all[0]}`)
  assert.deepEqual([ids(edge), edge.previous_cursor], [all.slice(0, 3), null])

  const refused = async (query: string, at: string) => {
    const answer = await app.as(tenant).get(`${url}?${query}`)
    assert.equal(answer.statusCode, 422, answer.body)
    assert.equal(answer.json().errors[0].path, at)
  }
  const other = (await get(`${chats}/${badr}/messages`)).data[0]?.id
  await refused(`around=${other}`, 'around')
  await refused(`around=${all[0]}&cursor=${newest.next_cursor}`, 'around')
  await refused('cursor=abc', 'cursor')
})

test('chats are shown to nobody but their tenant, and to keys that may read messages', async (t) => {
  const { app, tenant, session_id } = await setUp(t)
  await seedMessage(app, tenant, session_id, { chat_id: ali })
  await proveGuards(
    app,
    chat_routes,
    (url) => url.replace(':id', session_id).replace(':chat', ali),
    { 'PATCH /api/v1/sessions/:id/chats/:chat': { disappearing_seconds: 0 } }
  )
})
