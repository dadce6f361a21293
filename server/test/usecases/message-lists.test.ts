import assert from 'node:assert/strict'
import { test } from 'node:test'
import { harness, type SeededTenant } from '../../testkit/app.ts'
import { seedConnected } from '../../testkit/seed-session.ts'
import { path, seedMessage, text } from './message-calls.ts'

test('messages are listed newest first, in pages, and only the own ones', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  const stranger = await app.seed.tenant()
  await seedMessage(app, stranger, await seedConnected(app, stranger))
  const ids: string[] = []
  for (let count = 0; count < 5; count++) ids.unshift(await seedMessage(app, tenant, session_id))
  const listed: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: { data: { id: string }[]; next_cursor: string | null } = (
      await app.as(tenant).get(`${path}?limit=2${cursor && `&cursor=${cursor}`}`)
    ).json()
    listed.push(...page.data.map((message) => message.id))
    cursor = page.next_cursor
  }
  assert.deepEqual(listed, ids)
})

test('messages are found by session, chat, direction, type, status and time', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const [one, two] = [await seedConnected(app, tenant), await seedConnected(app, tenant)]
  const old = await seedMessage(app, tenant, one, { queued_at: new Date('2026-01-01T10:00:00Z') })
  const image = await seedMessage(app, tenant, one, {
    type: 'image',
    content: { type: 'image', image: { id: 'x' } }
  })
  const group = await seedMessage(app, tenant, two, { chat_id: '120363012345678901@g.us' })
  const failed = await seedMessage(app, tenant, two, {
    direction: 'outbound',
    status: 'failed',
    failed_at: new Date(),
    error: { code: 'not_on_whatsapp', message: 'The recipient has no WhatsApp account.' }
  })
  const find = async (query: string): Promise<string[]> => {
    const answer = await app.as(tenant).get(`${path}?${query}`)
    assert.equal(answer.statusCode, 200, answer.body)
    return answer.json().data.map((message: { id: string }) => message.id)
  }
  assert.deepEqual(await find(`session_id=${one}`), [image, old])
  assert.deepEqual(await find('chat_id=120363012345678901@g.us'), [group])
  assert.deepEqual(await find(`chat_id=%2B20%20100%20987%206543&session_id=${two}`), [failed])
  assert.deepEqual(await find('direction=outbound'), [failed])
  assert.deepEqual(await find('type=image'), [image])
  assert.deepEqual(await find('status=failed'), [failed])
  assert.deepEqual(await find('to=2026-01-01T12:00:00%2B02:00'), [])
  assert.deepEqual(await find('to=2026-01-01T12:00:01%2B02:00'), [old])
  assert.deepEqual(await find('from=2026-01-01T10:00:01Z&limit=100'), [failed, group, image])
  for (const query of ['status=lost', 'from=yesterday', 'chat_id=nobody', 'limit=0', 'color=red']) {
    assert.equal((await app.as(tenant).get(`${path}?${query}`)).statusCode, 422, query)
  }
  const read = (await app.as(tenant).get(`${path}/${failed}`)).json()
  assert.equal(read.error.code, 'not_on_whatsapp')
})

test('a LID stands for the number behind it wherever one is given, as soon as the session knows it', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const other = await app.seed.tenant()
  const [knows, does_not] = [await seedConnected(app, tenant), await seedConnected(app, tenant)]
  const of_other = await seedConnected(app, other)
  const lid = '123456789012345@lid'
  const jid = '201009876543@s.whatsapp.net'
  await app.owner.query(
    `insert into lids (session_id, tenant_id, lid, jid) select id, tenant_id, $2, $3 from sessions where id = $1`,
    [knows, lid, jid]
  )
  const send = async (as: SeededTenant, session_id: string): Promise<string> => {
    const answer = await app.as(as).post(path, text(session_id, 'hello', '123456789012345:2@LID'))
    assert.equal(answer.statusCode, 202, answer.body)
    const line = await app.owner.query('select chat_id from outbound where message_id = $1', [
      answer.json().id
    ])
    assert.deepEqual(line, [{ chat_id: answer.json().chat_id }])
    return answer.json().chat_id
  }
  assert.equal(await send(tenant, knows), jid)
  assert.equal(await send(tenant, does_not), lid)
  assert.equal(await send(other, of_other), lid, 'what a tenant knows is nobody else’s')
  const bulk = await app.as(tenant).post(`${path}/bulk`, {
    messages: [text(knows, 'a', lid), text(does_not, 'b', lid), text(knows, 'c', jid)]
  })
  assert.deepEqual(
    bulk.json().results.map((one: { message: { chat_id: string } }) => one.message.chat_id),
    [jid, lid, jid]
  )
  const chats = async (as: SeededTenant, query: string): Promise<string[]> =>
    (await app.as(as).get(`${path}?${query}`))
      .json()
      .data.map((one: { chat_id: string; session_id: string }) => one.chat_id)
  assert.deepEqual(await chats(tenant, `session_id=${knows}&chat_id=${lid}`), [jid, jid, jid])
  assert.deepEqual(await chats(tenant, `session_id=${knows}&chat_id=%2B201009876543`), [
    jid,
    jid,
    jid
  ])
  assert.deepEqual(await chats(tenant, `session_id=${does_not}&chat_id=${lid}`), [lid, lid])
  assert.deepEqual(await chats(tenant, `chat_id=${lid}`), [jid, lid, jid, lid, jid])
  assert.deepEqual(await chats(other, `chat_id=${lid}`), [lid])
})
