import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ClaimedMessage } from '../../../src/queue/claim-outbound.ts'
import { type ChatQueue, createChatQueues } from '../../../src/worker/sending/chat-queues.ts'

const lid = '123456789012345@lid'
const jid = '201009876543@s.whatsapp.net'

const message = (seq: number, chat_id: string): ClaimedMessage => ({
  seq,
  message_id: `msg_${seq}`,
  session_id: 'ses_1',
  chat_id,
  rank: 1,
  expires_at: null,
  began: true,
  tried: false,
  attempts: 0,
  lost_connections: 0,
  whatsapp_id: `${seq}`,
  type: 'text',
  content: {}
})

const nextOf = (lines: ReturnType<typeof createChatQueues>): ChatQueue | undefined => {
  const next = lines.next(0, () => 0)
  return 'chat_id' in next ? next : undefined
}

/** Sends everything; the order in which it left, with the chat of each. */
const drain = (lines: ReturnType<typeof createChatQueues>): string[] => {
  const left: string[] = []
  for (let line = nextOf(lines); line; line = nextOf(lines)) {
    left.push(`${line.messages[0]?.seq} ${line.messages[0]?.chat_id}`)
    lines.shift(line)
    lines.rest(line)
  }
  return left
}

test('two chats that turn out to be one are served in the order in which their messages were accepted', () => {
  const lines = createChatQueues()
  lines.add([message(2, lid), message(3, lid), message(6, lid), message(1, jid), message(5, jid)])
  lines.unite(lid, jid)
  assert.deepEqual(
    drain(lines),
    [1, 2, 3, 5, 6].map((seq) => `${seq} ${jid}`)
  )
  assert.equal(lines.size, 0)
})

test('a chat that is alone goes on under its other name, with what it has tried so far', () => {
  const lines = createChatQueues()
  lines.add([message(1, lid)])
  Object.assign(nextOf(lines) ?? {}, { not_before_ms: -3 })
  lines.unite(lid, jid)
  assert.equal(nextOf(lines)?.not_before_ms, -3)
  lines.add([message(2, jid)])
  assert.deepEqual(drain(lines), [`1 ${jid}`, `2 ${jid}`])
})

test('a chat with a message on its way is united when that is done, and what is on its way in the other stays first', () => {
  const lines = createChatQueues()
  lines.add([message(1, lid), message(2, lid), message(4, jid), message(5, jid)])
  const [first, other] = [nextOf(lines), undefined as ChatQueue | undefined]
  assert.equal(first?.chat_id, lid)
  if (!first) return
  first.busy = true
  const second = nextOf(lines) ?? other
  assert.equal(second?.chat_id, jid)
  if (!second) return
  second.busy = true
  lines.unite(lid, jid)
  assert.equal(nextOf(lines), undefined, 'both have one on its way')
  lines.shift(first)
  first.busy = false
  lines.rest(first)
  assert.equal(
    nextOf(lines),
    undefined,
    'the second message waits for the one on its way to the number'
  )
  assert.equal(second.messages[0]?.seq, 4)
  lines.shift(second)
  second.busy = false
  lines.rest(second)
  assert.deepEqual(drain(lines), [`2 ${jid}`, `5 ${jid}`])
})
