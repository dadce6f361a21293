import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query'
import type { Chat } from '../src/lib/api.ts'
import { chat_keys, keepChats } from '../src/lib/keep-chats.ts'
import type { Pages } from '../src/lib/patch-pages.ts'
import { chatOf, eventOf, messageOf } from './chat-samples.ts'

type Page = { data: Chat[]; next_cursor: string | null }

/** A list of chats that is shown, and what it asks for: each answer comes when the test gives it. */
const shownList = (t: TestContext) => {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const asked: ((page: Page) => void)[] = []
  const chats_asked: { id: string; answer: (chat: Chat | null) => void; fail: () => void }[] = []
  const keeper = keepChats(queries, {
    chat: (_session, id) =>
      new Promise((resolve, reject) => {
        chats_asked.push({ id, answer: resolve, fail: () => reject(new Error('away')) })
      }),
    message: () => Promise.resolve(null)
  })
  const queryKey = chat_keys.list('ses_1')
  const observer = new InfiniteQueryObserver(queries, {
    queryKey,
    queryFn: () => new Promise<Page>((resolve) => asked.push(resolve)),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: Page) => last.next_cursor ?? undefined
  })
  t.after(observer.subscribe(() => undefined))
  t.after(() => {
    keeper.end()
    queries.clear()
  })
  const rows = () =>
    queries
      .getQueryData<Pages<Chat>>(queryKey)
      ?.pages.flatMap(({ data }) => data.map(({ id, unread_count }) => `${id} ${unread_count}`))
  const comes = async (condition: () => boolean): Promise<void> => {
    while (!condition()) await setImmediate(undefined, { signal: t.signal })
  }
  const shows = (wanted: string[]) => comes(() => rows()?.join() === wanted.join())
  return { queries, keeper, observer, asked, chats_asked, rows, comes, shows }
}

const received = (seq: number, chat: string) => eventOf('message.received', messageOf(seq, chat))
const first = { data: [chatOf('a', messageOf(5, 'a'))], next_cursor: 'more' }

test('an event changes the row that is shown, and nothing is read', {
  timeout: 10_000
}, async (t) => {
  const list = shownList(t)
  list.asked[0]?.(first)
  await list.shows(['a 0'])
  list.keeper.hear(received(6, 'a'))
  await list.shows(['a 1'])
  assert.equal(list.asked.length, 1)
  assert.equal(list.chats_asked.length, 0)
})

test('what comes while the next page is being read is not lost with its answer', {
  timeout: 10_000
}, async (t) => {
  const list = shownList(t)
  list.asked[0]?.(first)
  await list.shows(['a 0'])
  const key = chat_keys.chat('ses_1', 'a')
  list.queries.setQueryData(key, chatOf('a', messageOf(5, 'a')))
  const one = () => list.queries.getQueryData<Chat>(key)?.unread_count
  const more = list.observer.fetchNextPage()
  await list.comes(() => list.asked.length === 2)
  list.keeper.hear(received(6, 'a'))
  list.keeper.hear(received(7, 'b'))
  await list.comes(() => one() === 1)
  list.asked[1]?.({ data: [chatOf('b', messageOf(4, 'b'))], next_cursor: null })
  await more
  await list.shows(['b 1', 'a 1'])
  assert.equal(list.chats_asked.length, 0)
})

test('a chat that is not in the list is read once, and what comes meanwhile counts once', {
  timeout: 10_000
}, async (t) => {
  const list = shownList(t)
  list.asked[0]?.(first)
  await list.shows(['a 0'])
  list.keeper.hear(received(6, 'c'))
  list.keeper.hear(received(7, 'c'))
  await list.comes(() => list.chats_asked.length === 1)
  list.keeper.hear(received(8, 'c'))
  list.chats_asked[0]?.answer(chatOf('c', messageOf(7, 'c'), 2))
  await list.shows(['c 3', 'a 0'])
  assert.deepEqual(
    list.chats_asked.map(({ id }) => id),
    ['c']
  )
  assert.equal(list.asked.length, 1)
})

test('when a chat cannot be read the list is read instead', { timeout: 10_000 }, async (t) => {
  const list = shownList(t)
  list.asked[0]?.(first)
  await list.shows(['a 0'])
  list.keeper.hear(received(6, 'c'))
  await list.comes(() => list.chats_asked.length === 1)
  list.chats_asked[0]?.fail()
  await list.comes(() => list.asked.length === 2)
  list.asked[1]?.({ data: [chatOf('c', messageOf(6, 'c'), 1)], next_cursor: null })
  await list.shows(['c 1'])
})

test('a burst about many chats that are not in the list has it read once', {
  timeout: 10_000
}, async (t) => {
  const list = shownList(t)
  list.asked[0]?.(first)
  await list.shows(['a 0'])
  for (let one = 0; one < 50; one++) list.keeper.hear(received(6, `new ${one}`))
  await list.comes(() => list.asked.length === 2)
  assert.equal(list.chats_asked.length, 0)
  list.asked[1]?.({ data: [], next_cursor: null })
  await list.shows([])
})
