import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ChatQueue, createChatQueues } from '../../../src/worker/sending/chat-queues.ts'
import type { OutgoingMessage } from '../../../src/worker/sending/outgoing.ts'

const lid = '123456789012345@lid'
const jid = '201009876543@s.whatsapp.net'

const message = (seq: number, chat_id: string): OutgoingMessage => ({
  seq,
  message_id: `msg_${seq}`,
  session_id: 'ses_1',
  chat_id,
  rank: 1,
  expires_at: null,
  state: 'marked',
  began: true,
  tried: false,
  attempts: 0,
  lost_connections: 0,
  whatsapp_id: `${seq}`,
  type: 'text',
  content: {},
  disappearing: null,
  traceparent: null
})

const nextOf = (queues: ReturnType<typeof createChatQueues>): ChatQueue | undefined => {
  const next = queues.next(0, () => 0)
  return 'chat_id' in next ? next : undefined
}

/** Sends everything; the order in which it left, with the chat of each. */
const drain = (queues: ReturnType<typeof createChatQueues>): string[] => {
  const left: string[] = []
  for (let queue = nextOf(queues); queue; queue = nextOf(queues)) {
    left.push(`${queue.messages[0]?.seq} ${queue.messages[0]?.chat_id}`)
    queues.shift(queue)
    queues.requeue(queue)
  }
  return left
}

test('two chats that turn out to be one are served in the order in which their messages were accepted', () => {
  const queues = createChatQueues()
  queues.add([message(2, lid), message(3, lid), message(6, lid), message(1, jid), message(5, jid)])
  queues.merge(lid, jid)
  assert.deepEqual(
    drain(queues),
    [1, 2, 3, 5, 6].map((seq) => `${seq} ${jid}`)
  )
  assert.equal(queues.size, 0)
})

test('a chat that is alone goes on under its other name, with what it has tried so far', () => {
  const queues = createChatQueues()
  queues.add([message(1, lid)])
  Object.assign(nextOf(queues) ?? {}, { not_before_ms: -3 })
  queues.merge(lid, jid)
  assert.equal(nextOf(queues)?.not_before_ms, -3)
  queues.add([message(2, jid)])
  assert.deepEqual(drain(queues), [`1 ${jid}`, `2 ${jid}`])
})

test('a chat with a message on its way is merged when that is done, and what is on its way in the other stays first', () => {
  const queues = createChatQueues()
  queues.add([message(1, lid), message(2, lid), message(4, jid), message(5, jid)])
  const [first, other] = [nextOf(queues), undefined as ChatQueue | undefined]
  assert.equal(first?.chat_id, lid)
  if (!first) return
  first.busy = true
  const second = nextOf(queues) ?? other
  assert.equal(second?.chat_id, jid)
  if (!second) return
  second.busy = true
  queues.merge(lid, jid)
  assert.equal(nextOf(queues), undefined, 'both have one on its way')
  queues.shift(first)
  first.busy = false
  queues.requeue(first)
  assert.equal(
    nextOf(queues),
    undefined,
    'the second message waits for the one on its way to the number'
  )
  assert.equal(second.messages[0]?.seq, 4)
  queues.shift(second)
  second.busy = false
  queues.requeue(second)
  assert.deepEqual(drain(queues), [`2 ${jid}`, `5 ${jid}`])
})
