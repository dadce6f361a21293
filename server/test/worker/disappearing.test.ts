import assert from 'node:assert/strict'
import { test } from 'node:test'
import { proto } from 'baileys'
import { newId } from '../../src/domain/ids.ts'
import type { MessageRow } from '../../src/domain/message.ts'
import { letMessagesDisappear } from '../../src/jobs/tasks/disappear-messages.ts'
import { openDb } from '../../src/lib/db.ts'
import { until } from '../../testkit/until.ts'
import { workerBed } from '../../testkit/worker-fixture.ts'

const day_s = 86_400
const contextInfo = { expiration: day_s }
const { KEEP_FOR_ALL, UNDO_KEEP_FOR_ALL } = proto.KeepType

test('messages carry when they disappear, do so then with their files and their words, unless somebody keeps them, and it is told once', async (t) => {
  const bed = await workerBed(t)
  const session_id = await bed.createSession()
  const own = await bed.link(session_id)
  const friend = await bed.simulator.createPhone({ name: 'Friend' })
  const system = openDb({ url: bed.urls.system, connections_max: 2, application_name: 'test' })
  t.after(() => system.close())

  const find = async (whatsapp_id: string) =>
    (await bed.messages(session_id)).find((one) => one.whatsapp_id === whatsapp_id)
  const row = (whatsapp_id: string, holds: (row: MessageRow) => unknown = () => true) =>
    until(`${whatsapp_id} is as expected`, async () => {
      const found = await find(whatsapp_id)
      return found && holds(found) ? found : undefined
    })
  const say = async (from: string, message: proto.IMessage, id?: string): Promise<string> => {
    const to = from === own.number ? friend.number : own.number
    const encoded = Buffer.from(proto.Message.encode(message).finish()).toString('base64')
    return (await bed.simulator.sendContent(from, { to, message: encoded, ...(id && { id }) })).id
  }
  const text = (words: string): proto.IMessage => ({
    ephemeralMessage: { message: { extendedTextMessage: { text: words, contextInfo } } }
  })
  const keep = (from: string, author: string, id: string, keepType: proto.KeepType) =>
    say(from, {
      keepInChatMessage: {
        key: {
          remoteJid: `${from === own.number ? friend.number : own.number}@s.whatsapp.net`,
          fromMe: from === author,
          id
        },
        keepType,
        timestampMs: Date.now()
      }
    })
  const endsAfter = (begins: Date | null) => new Date((begins?.getTime() ?? 0) + day_s * 1_000)

  const gone = await say(friend.number, text('gone'))
  const from_phone = await say(own.number, text('from the phone'))
  const strange = await say(friend.number, {
    newsletterAdminInviteMessage: { newsletterJid: '1@newsletter', caption: 'x', contextInfo }
  })
  for (const id of [gone, from_phone, strange]) {
    const { disappears_at, whatsapp_at } = await row(id)
    assert.deepEqual(disappears_at, endsAfter(whatsapp_at))
  }
  const stays = await say(friend.number, { conversation: 'stays' })
  assert.equal((await row(stays)).disappears_at, null)

  await until('the chat is known as one where messages disappear', async () => {
    const rows = await bed.owner.query(
      'select from chat_settings where disappearing_seconds = $1',
      [day_s]
    )
    return rows.length === 1
  })
  const { whatsapp_id: ours } = await bed.accept(
    session_id,
    `${friend.number}@s.whatsapp.net`,
    'ours'
  )
  const sent = await row(ours, ({ status }) => status !== 'queued')
  assert.deepEqual(sent.disappears_at, endsAfter(sent.sent_at))

  // Kept before it comes, by one who has not written it.
  const kept = 'KEPT0000000000000000000000000001'
  await keep(own.number, friend.number, kept, KEEP_FOR_ALL)
  await say(friend.number, text('kept'), kept)
  await row(kept, ({ kept_at }) => kept_at)
  // Whoever has written it does not want that, and then nobody else can; a last message says that all was heard.
  const refused = await say(friend.number, text('refused'))
  await row(refused)
  await keep(own.number, friend.number, refused, KEEP_FOR_ALL)
  await row(refused, ({ kept_at }) => kept_at)
  await keep(friend.number, friend.number, refused, UNDO_KEEP_FOR_ALL)
  await row(refused, ({ kept_at }) => kept_at === null)
  await keep(own.number, friend.number, refused, KEEP_FOR_ALL)
  await row(await say(own.number, { conversation: 'heard' }))
  assert.equal((await find(refused))?.kept_at, null)

  const media_id = newId('media')
  await bed.owner.query(
    `insert into media (id, tenant_id, session_id, message_id, source, status, reason)
     select $1, tenant_id, session_id, id, 'received', 'unavailable', 'gone' from messages where whatsapp_id = $2`,
    [media_id, gone]
  )
  const never = new AbortController().signal
  assert.equal(await letMessagesDisappear(system, never), 0, 'not before its time')
  await bed.owner.query(
    "update messages set disappears_at = now() - interval '1 s' where disappears_at is not null"
  )
  assert.equal(await letMessagesDisappear(system, never), 5)
  assert.equal(await letMessagesDisappear(system, never), 0)
  for (const id of [gone, from_phone, strange, ours, refused]) {
    const { content, deleted_at, status } = await row(id)
    assert.deepEqual(content, {})
    assert.ok(deleted_at)
    assert.notEqual(status, 'failed')
  }
  for (const id of [stays, kept]) assert.notDeepEqual((await row(id)).content, {})
  for (const from of [
    'media',
    'raw_messages',
    'messages where secret is not null and deleted_at is not null'
  ])
    assert.deepEqual(await bed.owner.query(`select from ${from}`), [], from)

  // Nobody keeps it any more, and its time is over.
  await keep(own.number, friend.number, kept, UNDO_KEEP_FOR_ALL)
  await row(kept, ({ kept_at }) => kept_at === null)
  assert.equal(await letMessagesDisappear(system, never), 1)

  const told = await bed.owner.query<{ type: string; id: string }>(
    `select type, data ->> 'whatsapp_id' as id from events
     where type in ('message.deleted', 'message.kept') order by type, seq`
  )
  const of = (type: string) => told.filter((one) => one.type === type).map((one) => one.id)
  assert.deepEqual(
    of('message.deleted').toSorted(),
    [gone, from_phone, strange, ours, refused, kept].toSorted()
  )
  assert.deepEqual(of('message.kept'), [kept, refused, refused, kept])
})
