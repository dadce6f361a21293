import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Chat, Message } from '../src/lib/api.ts'
import { type ChatNews, chatNewsOf, patchChats } from '../src/lib/chat-news.ts'
import { conversationNewsOf, patchConversation } from '../src/lib/conversation-news.ts'
import type { Pages } from '../src/lib/patch-pages.ts'
import { chatOf, eventOf, messageOf, pagesOf, told } from './chat-samples.ts'

const hello = messageOf(5, 'a')
const list = (): Pages<Chat> =>
  pagesOf([chatOf('a', hello, 1), chatOf('b', messageOf(4, 'b'))], [chatOf('c', messageOf(2, 'c'))])

const namesOf = (pages: Pages<{ id: string }>): string[] =>
  pages.pages.flatMap(({ data }) => data.map(({ id }) => id))
const chatIn = (pages: Pages<Chat>, id: string): Chat | undefined =>
  pages.pages.flatMap(({ data }) => data).find((chat) => chat.id === id)
const patch = (pages: Pages<Chat>, ...news: ChatNews[]) => patchChats('ses_1', pages, news)

test('a message that came moves its chat to the top, counts as unread and leaves the others as they are', () => {
  const before = list()
  const message = messageOf(6, 'c')
  const { pages, unsure } = patch(before, told('message.received', message))
  assert.deepEqual(namesOf(pages), ['c', 'a', 'b'])
  assert.deepEqual(unsure, [])
  assert.equal(chatIn(pages, 'c')?.unread_count, 1)
  assert.equal(chatIn(pages, 'c')?.last_message, message)
  assert.equal(chatIn(pages, 'a'), chatIn(before, 'a'))
  const two = patch(pages, told('message.received', messageOf(7, 'c')))
  assert.equal(chatIn(two.pages, 'c')?.unread_count, 2)
})

test('a message that was sent moves its chat and counts for nobody', () => {
  const sent = { ...messageOf(6, 'b'), direction: 'outbound' as const, status: 'queued' as const }
  const { pages, unsure } = patch(list(), told('message.accepted', sent))
  assert.deepEqual(namesOf(pages), ['b', 'a', 'c'])
  assert.equal(chatIn(pages, 'b')?.unread_count, 0)
  assert.deepEqual(unsure, [])
})

test('an event that is older than the row changes nothing in it, and one that may be in its count has it read', () => {
  const read_at = '2030-01-01T00:00:09.000Z'
  const seen = { ...messageOf(5, 'a'), direction: 'outbound' as const, sent_at: read_at, read_at }
  const before = pagesOf([chatOf('a', seen)])
  const delivered = told('message.delivered', { ...seen, read_at: null })
  assert.equal(patch(before, delivered).pages, before)
  assert.equal(patch(before, told('message.read', { ...messageOf(3, 'a'), read_at })).pages, before)
  for (const seq of [3, 5]) {
    const { pages, unsure } = patch(list(), told('message.received', messageOf(seq, 'a')))
    assert.equal(chatIn(pages, 'a')?.unread_count, 1)
    assert.equal(chatIn(pages, 'a')?.last_message?.id, hello.id)
    assert.deepEqual(unsure, ['a'])
  }
})

test('news of another session are not for this list, though its chats have the same names', () => {
  const before = list()
  const elsewhere = { ...messageOf(9, 'a'), session_id: 'ses_2' }
  const state = { ...chatOf('a', null, 7), session_id: 'ses_2' }
  const { pages, unsure } = patch(
    before,
    told('message.received', elsewhere),
    { kind: 'state', state },
    { kind: 'read', session_id: 'ses_2', asked: 'a', chat: null }
  )
  assert.equal(pages, before)
  assert.deepEqual(unsure, [])
})

test('the last message is shown as it was edited, and as deleted; whoever no longer has it has the chat read', () => {
  const edited_at = '2030-01-01T00:00:20.000Z'
  const edited = { ...hello, text: { body: 'better' }, edited_at }
  const after = patch(list(), told('message.edited', edited))
  assert.deepEqual(chatIn(after.pages, 'a')?.last_message?.text, { body: 'better' })
  assert.equal(chatIn(after.pages, 'a')?.unread_count, 1)
  assert.deepEqual(after.unsure, [])
  const { text: _, ...emptied } = edited
  const gone = { ...emptied, deleted_at: edited_at, deleted_for: 'everyone' as const }
  const deleted = patch(after.pages, told('message.deleted', gone))
  assert.equal(chatIn(deleted.pages, 'a')?.last_message?.deleted_at, edited_at)
  const mine = patch(list(), told('message.deleted', { ...gone, deleted_for: 'me' }))
  assert.deepEqual(mine.unsure, ['a'])
  const older = patch(list(), told('message.edited', { ...messageOf(1, 'a'), edited_at }))
  assert.equal(chatIn(older.pages, 'a')?.last_message, hello)
  assert.deepEqual(older.unsure, [])
})

test('a message that only changes another one is in no chat', () => {
  const before = list()
  const edit = { ...messageOf(9, 'c'), direction: 'outbound' as const, type: 'edit' }
  const { pages, unsure } = patch(before, told('message.accepted', edit))
  assert.equal(pages, before)
  assert.deepEqual(unsure, [])
})

test('what is set for a chat stays beside its last message; where messages were cleared it is read', () => {
  const { last_message: _, ...state } = chatOf('a', null, 0)
  const { pages, unsure } = patch(list(), { kind: 'state', state: { ...state, name: 'Amal' } })
  const chat = chatIn(pages, 'a')
  assert.deepEqual([chat?.unread_count, chat?.name, chat?.last_message], [0, 'Amal', hello])
  assert.deepEqual(unsure, [])
  const cleared_at = '2030-01-01T00:00:30.000Z'
  const cleared = patch(pages, { kind: 'state', state: { ...state, cleared_at } })
  assert.deepEqual(cleared.unsure, ['a'])
  assert.deepEqual(namesOf(cleared.pages), ['a', 'b', 'c'])
})

test('a chat that is not on the pages read so far is read when it belongs on them', () => {
  const more = list()
  const last = more.pages.at(-1)
  assert.ok(last)
  last.next_cursor = 'more'
  const below = told('message.read', { ...messageOf(1, 'd'), direction: 'outbound' })
  assert.deepEqual(patch(more, below).unsure, [])
  const news = told('message.received', messageOf(8, 'd'))
  const { pages, unsure } = patch(more, news)
  assert.equal(pages, more)
  assert.deepEqual(unsure, ['d'])
  const d = chatOf('d', messageOf(8, 'd'), 1)
  const read = { kind: 'read' as const, session_id: 'ses_1', asked: 'd' }
  const put = patch(more, { ...read, chat: d })
  assert.deepEqual(namesOf(put.pages), ['d', 'a', 'b', 'c'])
  assert.deepEqual(namesOf(patch(put.pages, { ...read, chat: d }).pages), ['d', 'a', 'b', 'c'])
  const unread = { ...read, chat: chatOf('d', messageOf(1, 'd')) }
  assert.equal(patch(more, unread).pages, more)
  assert.deepEqual(namesOf(patch(put.pages, { ...read, chat: null }).pages), ['a', 'b', 'c'])
  assert.deepEqual(patch(pagesOf<Chat>([]), news).unsure, ['d'])
})

test('a chat that goes on under its number leaves no second row under its LID', () => {
  const before = pagesOf([chatOf('1@lid', messageOf(3, '1@lid')), chatOf('b', messageOf(2, 'b'))])
  const known = chatOf('201@s.whatsapp.net', messageOf(4, '201@s.whatsapp.net'))
  const read = { kind: 'read' as const, session_id: 'ses_1', chat: known }
  const put = patch(before, { ...read, asked: known.id })
  assert.deepEqual(put.unsure, ['1@lid'])
  const joined = patch(put.pages, { ...read, asked: '1@lid' })
  assert.deepEqual(namesOf(joined.pages), [known.id, 'b'])
  const moved = told('message.sent', { ...messageOf(3, 'z'), direction: 'outbound' })
  assert.ok(patch(before, moved).unsure.includes('1@lid'))
})

const shown = { session_id: 'ses_1', chat_ids: ['a'] }
const conversation = (): Pages<Message> =>
  pagesOf([messageOf(5, 'a'), messageOf(4, 'a')], [messageOf(2, 'a')])
const hear = (pages: Pages<Message>, type: string, data: object) => {
  const news = conversationNewsOf(eventOf(type, data))
  assert.ok(news)
  return patchConversation(shown, pages, [news])
}

test('a message goes to its place in the chat that is open, and to no other', () => {
  const before = conversation()
  const after = (seq: number, chat = 'a') =>
    namesOf(hear(before, 'message.received', messageOf(seq, chat)).pages)
  assert.deepEqual(after(9), ['msg_9', 'msg_5', 'msg_4', 'msg_2'])
  assert.deepEqual(after(3), ['msg_5', 'msg_4', 'msg_3', 'msg_2'])
  assert.deepEqual(after(1), ['msg_5', 'msg_4', 'msg_2', 'msg_1'])
  assert.equal(hear(before, 'message.received', messageOf(9, 'b')).pages, before)
  const last = before.pages.at(-1)
  assert.ok(last)
  last.next_cursor = 'more'
  assert.equal(hear(before, 'message.received', messageOf(1, 'a')).pages, before)
})

test('what no event tells of a message stays: reactions and where its file is', () => {
  const image = { id: 'med_1', status: 'ready' as const, url: '/api/v1/media/med_1' }
  const reactions = [{ from: 'x', emoji: '👍', reacted_at: '2030-01-01T00:00:01.000Z' }]
  const picture = { ...messageOf(5, 'a'), type: 'image', image, reactions }
  const before = pagesOf([picture])
  const starred_at = '2030-01-01T00:00:02.000Z'
  const { reactions: _, ...event } = { ...picture, image: { id: 'med_1' }, starred_at }
  const { pages, unsure } = hear(before, 'message.starred', event)
  const [message] = pages.pages[0]?.data ?? []
  assert.deepEqual([message?.image, message?.reactions], [image, reactions])
  assert.equal(message?.starred_at, starred_at)
  assert.deepEqual(unsure, [])
  const fresh = hear(before, 'message.accepted', { ...messageOf(6, 'a'), image: { id: 'med_2' } })
  assert.deepEqual(fresh.unsure, ['msg_6'])
  assert.deepEqual(hear(before, 'media.ready', { id: 'med_1' }).unsure, ['msg_5'])
  assert.deepEqual(hear(before, 'media.ready', { id: 'med_9' }).unsure, [])
})

test('a reaction is put on its message, changed and taken back', () => {
  const react = (pages: Pages<Message>, emoji: string | null) =>
    hear(pages, 'message.reaction', {
      message_id: 'msg_4',
      from: 'x',
      emoji,
      reacted_at: '2030-01-01T00:00:01.000Z'
    }).pages
  const emojis = (pages: Pages<Message>) =>
    pages.pages[0]?.data[1]?.reactions?.map(({ emoji }) => emoji)
  const one = react(conversation(), '👍')
  assert.deepEqual(emojis(one), ['👍'])
  assert.deepEqual(emojis(react(one, '❤️')), ['❤️'])
  assert.deepEqual(emojis(react(one, null)), [])
})

test('what was deleted for the account or cleared leaves the open chat', () => {
  const mine = { ...messageOf(4, 'a'), deleted_for: 'me' }
  assert.deepEqual(namesOf(hear(conversation(), 'message.deleted', mine).pages), ['msg_5', 'msg_2'])
  const { last_message: _, ...state } = chatOf('a', null)
  const cleared = { ...state, cleared_at: messageOf(4, 'a').queued_at }
  assert.deepEqual(namesOf(hear(conversation(), 'chat.updated', cleared).pages), ['msg_5'])
  const other = { ...cleared, id: 'b' }
  assert.equal(namesOf(hear(conversation(), 'chat.updated', other).pages).length, 3)
})

test('events that are about no chat say nothing about chats', () => {
  for (const type of ['message.reaction', 'session.connected', 'media.ready'])
    assert.equal(chatNewsOf(eventOf(type, { id: 'x', session_id: 'ses_1' })), null)
})
