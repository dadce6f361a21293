import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { Pacing } from '../../../src/domain/pacing.ts'
import { systemClock } from '../../../src/lib/clock.ts'
import type { Log } from '../../../src/lib/log.ts'
import type { ClaimedMessage } from '../../../src/queue/claim-outbound.ts'
import type { Connection } from '../../../src/whatsapp/contract.ts'
import type { Change } from '../../../src/worker/commit/change.ts'
import { createFairScheduler } from '../../../src/worker/sending/fair-scheduler.ts'
import { createSender } from '../../../src/worker/sending/sender.ts'
import type { Capacity, Sender, SenderDeps } from '../../../src/worker/sending/sender-contract.ts'

const message = (seq: number, chat_id: string): ClaimedMessage => ({
  seq,
  message_id: `msg_${seq}`,
  session_id: 'ses_1',
  chat_id,
  rank: 2,
  expires_at: null,
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

const pacing = { messages_per_minute: null, pause_between_messages_ms: null } as unknown as Pacing

/** A sender with a connection that acknowledges what it is told to, and everything that the sender has recorded. */
const sending = () => {
  const changes: Change[] = []
  const settled = Promise.withResolvers<void>()
  const under_way = new Map<string, () => void>()
  const connection = {
    numberOf: async () => null,
    send: ({ whatsapp_id }: { whatsapp_id: string }, encrypted?: () => void) =>
      new Promise<void>((resolve) => {
        encrypted?.()
        under_way.set(whatsapp_id, resolve)
      })
  } as unknown as Connection
  const record = (change: Change): void => void changes.push(change)
  const sender: Sender = createSender({
    tenant_id: 'tnt_1',
    journal: { add: record, note: record, settled: () => settled.promise },
    scheduler: createFairScheduler(),
    limits: { guarded: false, sent: () => undefined } as unknown as SenderDeps['limits'],
    chatMapped: () => undefined,
    files: { prepare: () => Promise.reject(new Error('no message has a file')) },
    onCapacity: () => undefined,
    clock: systemClock,
    log: { debug: () => undefined, error: () => undefined } as unknown as Log,
    stopped: new AbortController().signal
  })
  sender.pace(pacing, [])
  return { sender, connection, changes, settled, under_way }
}

const capacityOf = (sender: Sender): Capacity => {
  const capacity = sender.capacity()
  assert.ok(capacity)
  return capacity
}

const chats = (count: number): ClaimedMessage[] =>
  Array.from({ length: count }, (_, nth) => message(nth, `${nth}@s.whatsapp.net`))

test('sixteen chats are served at once, and the next one when one of them is acknowledged', async () => {
  const { sender, connection, under_way } = sending()
  sender.connect(connection)
  sender.take(chats(20), capacityOf(sender))
  await setImmediate()
  assert.equal(under_way.size, 16)
  under_way.get('3')?.()
  await setImmediate()
  assert.equal(under_way.size, 17)
})

test('within a chat the next message leaves when the one before it is acknowledged', async () => {
  const { sender, connection, under_way } = sending()
  sender.connect(connection)
  sender.take([message(1, 'a'), message(2, 'a')], capacityOf(sender))
  await setImmediate()
  assert.deepEqual([...under_way.keys()], ['1'])
  under_way.get('1')?.()
  await setImmediate()
  assert.deepEqual([...under_way.keys()], ['1', '2'])
})

test('before a session is given to another worker what was begun is finished, and nothing else is begun', async () => {
  const { sender, connection, changes, under_way } = sending()
  sender.connect(connection)
  sender.take([message(1, 'a'), message(2, 'a')], capacityOf(sender))
  await setImmediate()
  let finished = false
  const finishing = sender.finish().then(() => {
    finished = true
  })
  await setImmediate()
  assert.deepEqual([finished, sender.capacity()], [false, null])
  under_way.get('1')?.()
  await finishing
  assert.deepEqual([...under_way.keys()], ['1'], 'the next of the chat stays')
  sender.connect(null)
  const left = changes.flatMap((change) => (change.type === 'returned' ? change.messages : []))
  assert.deepEqual(
    left.map((one) => [one.message_id, one.untried]),
    [['msg_2', true]]
  )
})

test('a session that sends nothing is finished at once', async () => {
  const { sender, connection } = sending()
  await sender.finish()
  sender.connect(connection)
  assert.equal(sender.capacity(), null)
})

test('what is in memory when the connection is lost goes back, with what was on its way counted, and nothing is claimed before that is on disk', async () => {
  const { sender, connection, changes, settled } = sending()
  sender.connect(connection)
  sender.take([message(1, 'a'), message(2, 'a')], capacityOf(sender))
  await setImmediate()
  sender.connect(null)
  assert.deepEqual(
    changes.flatMap((change) => (change.type === 'returned' ? change.messages : [])),
    [
      { message_id: 'msg_1', untried: false, attempts: 0, lost_connections: 1 },
      { message_id: 'msg_2', untried: true, attempts: 0, lost_connections: 0 }
    ]
  )
  sender.connect(connection)
  assert.deepEqual([sender.capacity(), sender.held(), sender.depth], [null, [], 0])
  settled.resolve()
  await setImmediate()
  assert.ok(sender.capacity())
})

test('what was claimed for an earlier connection is not sent through this one', async () => {
  const { sender, connection, changes, under_way } = sending()
  sender.connect(connection)
  const earlier = capacityOf(sender)
  sender.connect(null)
  sender.connect(connection)
  sender.take([message(1, 'a')], earlier)
  await setImmediate()
  assert.equal(under_way.size, 0)
  assert.deepEqual(
    changes.map(({ type }) => type),
    ['returned']
  )
})

test('a message of a kind that only newer workers know waits with those behind it, keeps no other chat, and goes back when the session leaves', async () => {
  const { sender, connection, changes, under_way } = sending()
  sender.connect(connection)
  const newer = { ...message(1, 'a'), type: 'hologram' }
  sender.take([newer, message(2, 'a'), message(3, 'b')], capacityOf(sender))
  await setImmediate()
  assert.deepEqual([...under_way.keys()], ['3'])
  sender.connect(null)
  const returned = changes.flatMap((change) => (change.type === 'returned' ? change.messages : []))
  assert.deepEqual(
    returned.map(({ message_id, attempts, untried }) => [message_id, attempts, untried]),
    [
      ['msg_1', 0, true],
      ['msg_2', 0, true],
      ['msg_3', 0, false]
    ]
  )
  assert.ok(!changes.some(({ type }) => type === 'fail_queued'))
})
