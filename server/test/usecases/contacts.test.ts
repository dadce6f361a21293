import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { contact_routes } from '../../src/http/routes/contacts/routes.ts'
import { harness } from '../../testkit/app.ts'
import { proveGuards } from '../../testkit/guards.ts'
import { seedConnected } from '../../testkit/seed-session.ts'
import { path, seedMessage, text } from './message-calls.ts'

const jid = '201001234567@s.whatsapp.net'
const lid = '123456789012345@lid'
const group = '120363012345678901@g.us'

type Contact = { id: string; jid: string | null; lid: string | null; name: string | null } & {
  [member: string]: unknown
}

const setUp = async (t: Parameters<typeof harness>[0]) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  const contacts = `/api/v1/sessions/${session_id}/contacts`
  const list = async (query = ''): Promise<Contact[]> => {
    const answer = await app.as(tenant).get(`${contacts}?${query}`)
    assert.equal(answer.statusCode, 200, answer.body)
    return answer.json().data
  }
  const read = (contact: string) => app.as(tenant).get(`${contacts}/${encodeURIComponent(contact)}`)
  const say = (sender_id: string, push_name: string | null, chat_id = sender_id) =>
    seedMessage(app, tenant, session_id, { chat_id, sender_id, push_name })
  const learn = () =>
    app.owner.query('insert into lids (session_id, tenant_id, lid, jid) values ($1, $2, $3, $4)', [
      session_id,
      tenant.tenant_id,
      lid,
      jid
    ])
  return { app, tenant, session_id, contacts, list, read, say, learn }
}

test('whoever writes or is written to is a contact, with the name they go by now', async (t) => {
  const { app, tenant, session_id, list, read, say } = await setUp(t)
  await say(jid, 'Ali')
  await say('201002222222@s.whatsapp.net', 'Badr', group)
  await say(jid, null)
  await say(jid, 'Ali Hassan', group)
  await say(lid, '@cem')
  const sent = await app.as(tenant).post(path, text(session_id, 'hello', '+201003333333'))
  assert.equal(sent.statusCode, 202)
  assert.deepEqual(
    (await list()).map((one) => [one['phone_number'], one.lid, one['user_name'], one.name]),
    [
      ['201003333333', null, null, null],
      [null, lid, 'cem', '@cem'],
      ['201002222222', null, null, 'Badr'],
      ['201001234567', null, null, 'Ali Hassan']
    ]
  )
  const ali = (await list())[3]
  for (const name of [ali?.id ?? '', jid, '+20 100 123 4567'])
    assert.deepEqual((await read(name)).json(), ali, name)
  assert.equal((await read('@cem')).json().lid, lid)
  for (const nobody of ['+201009999999', '@nobody', newId('contact'), 'nobody'])
    assert.equal((await read(nobody)).statusCode, 404, nobody)
})

test('a number and a LID that turn out to be one person become one contact, which both ids lead to', async (t) => {
  const { list, read, say, learn } = await setUp(t)
  await say(lid, 'Ali')
  await say(jid, null)
  const [by_jid, by_lid] = await list()
  assert.ok(by_jid && by_lid)
  await learn()
  const [one, ...others] = await list()
  assert.deepEqual(others, [])
  assert.deepEqual({ ...one }, { ...by_lid, jid, lid, phone_number: '201001234567' })
  for (const id of [by_lid.id, by_jid.id]) assert.equal((await read(id)).json().id, by_lid.id)
  await say(lid, 'Ali H.')
  assert.deepEqual(
    (await list()).map((contact) => contact.name),
    ['Ali H.']
  )
})

test('an address that is learned later is added to the contact', async (t) => {
  const { list, say, learn } = await setUp(t)
  await say(jid, 'Ali')
  await learn()
  assert.deepEqual(
    (await list()).map((one) => [one.jid, one.lid]),
    [[jid, lid]]
  )
})

test('a user name belongs to whoever went by it last', async (t) => {
  const { list, read, say } = await setUp(t)
  await say(jid, '@ali')
  await say('201002222222@s.whatsapp.net', '@ali')
  assert.deepEqual(
    (await list()).map((one) => one['user_name']),
    ['ali', null]
  )
  assert.equal((await read('@ali')).json().phone_number, '201002222222')
})

test('contacts are found by any name and by the number, in any script and with or without its marks', async (t) => {
  const { list, say } = await setUp(t)
  const names = ['مُحَمَّد أحمد', 'إيمان', 'José Müller', 'ŁUKASZ', 'سارة', 'Дмитрий', 'ΓΙΏΡΓΟΣ']
  for (const [index, name] of names.entries()) await say(`20100123456${index}@s.whatsapp.net`, name)
  const found = async (search: string): Promise<(string | null)[]> =>
    (await list(`search=${encodeURIComponent(search)}`)).map((one) => one.name)
  assert.deepEqual(await found('محمد'), [names[0]])
  assert.deepEqual(await found('احمد'), [names[0]])
  assert.deepEqual(await found('ايمان'), [names[1]])
  assert.deepEqual(await found('jose mul'), [names[2]])
  assert.deepEqual(await found('JOSÉ'), [names[2]])
  assert.deepEqual(await found('lukasz'), [names[3]])
  assert.deepEqual(await found('ساره'), [names[4]])
  assert.deepEqual(await found('+20 100 1234563'), [names[3]])
  assert.deepEqual(await found('٢٠١٠٠١٢٣٤٥٦٣'), [names[3]])
  assert.deepEqual(await found('ДМИТРИИ'), [names[5]])
  assert.deepEqual(await found('γιωργος'), [names[6]])
  assert.deepEqual(await found('%'), [])
})

test('a message is sent to a contact by its id, a former id or the user name', async (t) => {
  const { app, tenant, session_id, list, say, learn } = await setUp(t)
  await say(lid, '@ali')
  await say(jid, null)
  const ids = (await list()).map((one) => one.id)
  await learn()
  const send = (to: string) => app.as(tenant).post(path, text(session_id, 'hello', to))
  for (const to of [...ids, '@ali']) {
    const answer = await send(to)
    assert.equal(answer.statusCode, 202, answer.body)
    assert.deepEqual([answer.json().chat_id, answer.json().to], [jid, to])
  }
  const chat = await app
    .as(tenant)
    .get(`/api/v1/sessions/${session_id}/chats/${encodeURIComponent('@ali')}`)
  assert.equal(chat.json().id, jid)
  const other = await seedConnected(app, tenant)
  for (const [from, to] of [
    [session_id, '@nobody'],
    [session_id, newId('contact')],
    [other, ids[0] ?? '']
  ] as const) {
    const refused = await app.as(tenant).post(path, text(from, 'hello', to))
    assert.equal(refused.statusCode, 422, refused.body)
    assert.deepEqual(
      refused.json().errors.map((one: { path: string }) => one.path),
      ['to']
    )
  }
})

test('contacts are shown to nobody but their tenant, and to keys that may read contacts', async (t) => {
  const { app, session_id, say } = await setUp(t)
  await say(jid, 'Ali')
  await proveGuards(
    app,
    contact_routes,
    (url) => url.replace(':id', session_id).replace(':contact', jid),
    { 'POST /api/v1/sessions/:id/contacts/check': { phone_numbers: ['+201001234567'] } }
  )
})
