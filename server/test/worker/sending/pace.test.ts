import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Pacing } from '../../../src/domain/pacing.ts'
import { createPace } from '../../../src/worker/sending/pace.ts'

const pacing = (messages_per_minute: number | null, pause_between_messages_ms: number | null) =>
  ({ messages_per_minute, pause_between_messages_ms }) as unknown as Pacing

test('nothing is known before a pace is set, and nothing waits', () => {
  const pace = createPace()
  pace.began('a', 1_000)
  assert.deepEqual(
    [pace.known, pace.limits, pace.sessionFree(), pace.chatFree('a')],
    [false, false, 0, 0]
  )
})

const rates: [messages_per_minute: number, pause_ms: number][] = [
  [1, 60_000],
  [20, 3_000],
  [60, 1_000],
  [600, 100]
]

for (const [messages_per_minute, pause_ms] of rates) {
  test(`at ${messages_per_minute} messages a minute the next one may leave ${pause_ms} ms after the last`, () => {
    const pace = createPace()
    pace.set(pacing(messages_per_minute, null), [])
    assert.ok(pace.sessionFree() <= 0, 'the first one waits for nothing')
    pace.began('a', 10_000)
    assert.equal(pace.sessionFree(), 10_000 + pause_ms)
    assert.equal(pace.chatFree('a'), 0, 'chats have no pause of their own')
  })
}

test('a pause between messages counts within each chat alone', () => {
  const pace = createPace()
  pace.set(pacing(null, 500), [])
  pace.began('a', 10_000)
  assert.deepEqual([pace.sessionFree(), pace.chatFree('a'), pace.chatFree('b')], [0, 10_500, 500])
})

test('what another process has sent counts, and what this one knows to be later is kept', () => {
  const pace = createPace()
  pace.set(pacing(60, 500), [{ chat_id: 'a', last_at: new Date(20_000) }])
  assert.deepEqual([pace.sessionFree(), pace.chatFree('a')], [21_000, 20_500])
  pace.began('a', 30_000)
  pace.set(pacing(60, 500), [{ chat_id: 'a', last_at: new Date(20_000) }])
  assert.deepEqual([pace.sessionFree(), pace.chatFree('a')], [31_000, 30_500])
})

test('when two chats turn out to be one, the later message of both counts', () => {
  for (const [lid_ms, number_ms] of [
    [10_000, 20_000],
    [20_000, 10_000]
  ] as const) {
    const pace = createPace()
    pace.set(pacing(null, 500), [
      { chat_id: 'lid', last_at: new Date(lid_ms) },
      { chat_id: 'number', last_at: new Date(number_ms) }
    ])
    pace.merge('lid', 'number')
    assert.deepEqual([pace.chatFree('number'), pace.chatFree('lid')], [20_500, 500])
  }
})

test('of many chats the ones that were written to longest ago are forgotten', () => {
  const pace = createPace()
  pace.set(pacing(null, 500), [])
  for (let chat = 0; chat < 5_001; chat += 1) pace.began(`chat ${chat}`, 10_000)
  assert.equal(pace.chatFree('chat 0'), 500)
  assert.equal(pace.chatFree('chat 1'), 10_500)
  assert.equal(pace.chatFree('chat 5000'), 10_500)
})

test('a pace that is taken away limits nothing any more', () => {
  const pace = createPace()
  pace.set(pacing(60, 500), [])
  assert.equal(pace.limits, true)
  pace.began('a', 10_000)
  pace.set(pacing(null, null), [])
  assert.deepEqual(
    [pace.known, pace.limits, pace.sessionFree(), pace.chatFree('a')],
    [true, false, 0, 0]
  )
})
