import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { readDueWords } from '../../src/jobs/read-words.ts'
import { openDb } from '../../src/lib/db.ts'
import { type Harness, harness, type SeededTenant } from '../../testkit/app.ts'

const total = Number(process.env['PLAN_MESSAGES'] ?? 9_000)

const seedSession = async (app: Harness, { tenant_id }: SeededTenant): Promise<string> => {
  const id = newId('session')
  await app.owner.query(
    'insert into sessions (id, tenant_id, session_name) values ($1::text, $2, $1::text)',
    [id, tenant_id]
  )
  return id
}

type Said = {
  type?: string
  content: unknown
  chat?: string
  sender?: string
  direction?: 'inbound' | 'outbound'
}

const say = async (
  app: Harness,
  { tenant_id }: SeededTenant,
  session_id: string,
  { type = 'text', content, chat = '201001234567', sender = chat, direction = 'inbound' }: Said
): Promise<string> => {
  const id = newId('message')
  await app.owner.query(
    `insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, sender_id, type, content)
     values ($1::text, $2, $3, $4, $5, $1::text, $6, $7, $8, $9)`,
    [
      id,
      tenant_id,
      session_id,
      direction,
      direction === 'inbound' ? 'received' : 'sent',
      `${chat}@s.whatsapp.net`,
      direction === 'inbound' ? `${sender}@s.whatsapp.net` : null,
      type,
      JSON.stringify(content)
    ]
  )
  return id
}

const text = (body: string): Said => ({ content: { text: { body } } })

test('messages are found by what they say now, by whom and with what, and never those of another tenant', async (t) => {
  const app = await harness(t)
  const system = openDb({ url: app.urls.system, connections_max: 2, application_name: 'test' })
  t.after(() => system.close())
  const [mine, other] = [await app.seed.tenant(), await app.seed.tenant()]
  const [session, second] = [await seedSession(app, mine), await seedSession(app, mine)]
  const foreign = await seedSession(app, other)
  const me = app.as(mine)
  const read = async (): Promise<void> => {
    for (let left = 1; left > 0; ) {
      const { new_ones, older } = await readDueWords(system)
      left = new_ones + older
    }
  }
  const found = async (query: string): Promise<string[]> => {
    const answer = await me.get(`/api/v1/messages?${query}`)
    assert.equal(answer.statusCode, 200, answer.body)
    return answer.json().data.map((one: { id: string }) => one.id)
  }
  const ids = {
    greeting: await say(app, mine, session, text('السَّلامُ عَلَيْكُم يا أحمد')),
    offer: await say(app, mine, session, { ...text('Our offer: 3 crêpes'), direction: 'outbound' }),
    picture: await say(app, mine, second, {
      type: 'image',
      content: { image: { id: newId('media'), caption: 'The crepes' } },
      chat: '201009999999'
    }),
    foreign: await say(app, other, foreign, text('Our offer: crêpes for another tenant'))
  }
  await read()
  const cases: [query: string, ids: string[]][] = [
    ['text=crepe', [ids.picture, ids.offer]],
    ['text=CRÊPES%20offer', [ids.offer]],
    ['text=tenant', []],
    [`text=${encodeURIComponent('احمد')}`, [ids.greeting]],
    ['text=crepe&has_media=true', [ids.picture]],
    ['text=crepe&has_media=false', [ids.offer]],
    ['has_media=true', [ids.picture]],
    [`text=crepe&session_id=${session}`, [ids.offer]],
    ['text=crepe&chat_id=%2B201009999999', [ids.picture]],
    ['text=crepe&sender=%2B20%20100%20999%209999', [ids.picture]],
    ['sender=201001234567', [ids.greeting]],
    ['text=crepe&type=text', [ids.offer]],
    ['text=crepe&direction=inbound', [ids.picture]],
    ['text=crepe&status=queued', []],
    ["text=o'%20%26%20!x:*", []]
  ]
  for (const [query, expected] of cases) assert.deepEqual(await found(query), expected, query)

  await app.owner.query(
    `update messages set content = '{"text": {"body": "Sold"}}' where id = $1`,
    [ids.offer]
  )
  await app.owner.query(`update messages set content = '{}' where id = $1`, [ids.greeting])
  await read()
  assert.deepEqual(await found('text=offer'), [])
  assert.deepEqual(await found('text=sold'), [ids.offer])
  assert.deepEqual(await found(`text=${encodeURIComponent('احمد')}`), [])

  await app.owner.query(
    `insert into chat_settings (session_id, tenant_id, chat_id, cleared_upto)
     values ($1, $2, '201009999999@s.whatsapp.net', $3)`,
    [second, mine.tenant_id, ids.picture]
  )
  assert.deepEqual(await found('text=crepes'), [], 'cleared on the phone')
  await app.owner.query('delete from messages where id = $1', [ids.offer])
  assert.deepEqual(await found('text=sold'), [])

  // As an installation finds them that could not search before.
  const before = [
    await say(app, mine, session, text('older')),
    await say(app, mine, session, text('newer'))
  ]
  await app.owner.query('delete from message_words_due')
  await app.owner.query(
    'insert into message_words_due (message_id, tenant_id, and_older) values ($1, $2, true)',
    [before[1], mine.tenant_id]
  )
  await read()
  assert.deepEqual(await found('text=older'), [before[0]])
  assert.deepEqual(await found('text=newer'), [before[1]])

  for (const query of [
    'text=',
    'text=%20.%2C',
    `text=${'x'.repeat(501)}`,
    'sender=nobody!',
    'has_media=perhaps'
  ]) {
    const answer = await me.get(`/api/v1/messages?${query}`)
    assert.equal(answer.statusCode, 422, `${query}: ${answer.body}`)
    assert.equal(answer.json().errors[0].path, query.split('=')[0])
  }
})

test('a word is found among very many messages, whether nearly all have it or one, page by page', async (t) => {
  const app = await harness(t)
  const system = openDb({ url: app.urls.system, connections_max: 2, application_name: 'test' })
  t.after(() => system.close())
  const mine = await app.seed.tenant()
  const session = await seedSession(app, mine)
  await app.owner.query(
    `insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, sender_id, type, content)
     select 'msg_' || lpad(to_hex(nth), 32, '0'), $1, $2, 'inbound', 'received', 'W' || nth, jid, jid, 'text',
       jsonb_build_object('text', jsonb_build_object('body', 'hello number ' || nth || case when nth % 100 = 0 then ' hundred' else '' end
         || case when nth = 7 then ' needle' else '' end))
     from (select nth, (201001000000 + nth % 5000) || '@s.whatsapp.net' as jid from generate_series(1, $3::int) nth) made`,
    [mine.tenant_id, session, total]
  )
  const began_ms = performance.now()
  while ((await readDueWords(system)).new_ones > 0);
  t.diagnostic(`words of ${total}: ${((performance.now() - began_ms) / total).toFixed(3)} ms each`)
  for (const table of ['messages', 'message_words'])
    await app.owner.query(`vacuum analyze ${table}`)
  const me = app.as(mine)
  const all = async (query: string, pages_max: number) => {
    const found: string[] = []
    let cursor = ''
    for (let page = 0; page < pages_max; page++) {
      const began_ms = performance.now()
      const answer = await me.get(`/api/v1/messages?limit=50&${query}${cursor}`)
      assert.equal(answer.statusCode, 200, answer.body)
      t.diagnostic(`${query}: ${(performance.now() - began_ms).toFixed(1)} ms`)
      found.push(...answer.json().data.map((one: { text: { body: string } }) => one.text.body))
      if (!answer.json().next_cursor) return { found, end: true }
      cursor = `&cursor=${answer.json().next_cursor}`
    }
    return { found, end: false }
  }
  assert.deepEqual(await all('text=needle', 3), { found: ['hello number 7 needle'], end: true })
  assert.deepEqual(await all('text=nowhere', 3), { found: [], end: true })
  const hundreds = await all('text=hundred', Math.ceil(total / 100 / 50) + 1)
  assert.deepEqual(
    hundreds.found,
    Array.from({ length: total / 100 }, (_, nth) => `hello number ${total - nth * 100} hundred`)
  )
  const common = await all('text=hel%20num', 3)
  assert.equal(common.found.length, 150)
  assert.equal(
    common.found[149],
    `hello number ${total - 149}${(total - 149) % 100 ? '' : ' hundred'}`
  )
  assert.deepEqual((await all(`text=needle&chat_id=201001000007`, 3)).found, [
    'hello number 7 needle'
  ])
})
