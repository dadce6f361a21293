import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { type Limits, no_limits, several_refused } from '../../../src/domain/limits.ts'
import { createLog } from '../../../src/lib/log.ts'
import type { FirstMessages } from '../../../src/queue/first-messages.ts'
import type { Connection, EngineEvent } from '../../../src/whatsapp/contract.ts'
import { SendRefused } from '../../../src/whatsapp/send-errors.ts'
import type { Change } from '../../../src/worker/commit/change.ts'
import { createLimits } from '../../../src/worker/session/limits.ts'

const began = new Date('2026-11-28T12:00:00Z')
const later = (ms: number): Date => new Date(began.getTime() + ms)
const [stranger, friend, group] = ['1@s.whatsapp.net', '2@s.whatsapp.net', '3@g.us']

/** The limits of a session whose clock stands until it is moved. */
const limitsOf = (t: TestContext) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: began })
  const changes: Change[] = []
  const woken: number[] = []
  const chats = new Map<string, FirstMessages>([
    [friend, { chat_id: friend, met: true, held: false }]
  ])
  const life = new AbortController()
  t.after(() => life.abort())
  const limits = createLimits({
    journal: { add: (change) => void changes.push(change), settled: () => Promise.resolve() },
    firstMessages: async (ids) => ids.flatMap((id) => chats.get(id) ?? []),
    onCapacity: () => void woken.push(changes.length),
    clock: { now: () => new Date(), monotonic_ms: () => Date.now() },
    log: createLog({ level: 'silent', role: 'test' }),
    life: life.signal
  })
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  const pass = async (ms: number): Promise<void> => {
    t.mock.timers.tick(ms)
    await settle()
  }
  const lock = (ms: number): void =>
    limits.heard({ type: 'limits', time_lock: { active: true, until: later(ms), reason: 'LOCK' } })
  const events = (): unknown[] =>
    changes.flatMap((change) => (change.type === 'session' && change.event ? [change.event] : []))
  return { limits, changes, woken, chats, life, pass, settle, lock, events }
}

test('while a limit stands strangers wait, and at its end what waits goes before anything else is taken', async (t) => {
  const { limits, woken, pass, lock, events, changes } = limitsOf(t)
  assert.equal(limits.guarded, false)
  assert.equal(await limits.judge(stranger), 'send')
  lock(10_000)
  assert.equal(limits.guarded, true)
  assert.deepEqual(
    [await limits.judge(stranger), await limits.judge(friend), await limits.judge(group)],
    ['wait', 'send', 'send']
  )
  limits.hold(['msg_1'])
  assert.deepEqual(changes.at(-1), { type: 'held', message_ids: ['msg_1'] })
  await pass(9_999)
  assert.deepEqual([limits.releases, woken.length], [false, 0])
  await pass(1)
  assert.deepEqual(
    [limits.releases, woken.length],
    [true, 1],
    'whoever takes from the queue is woken'
  )
  assert.deepEqual(events(), ['session.limited', 'session.limited'])
  limits.released(limits.holds)
  assert.deepEqual([limits.releases, limits.guarded], [false, false])
})

test('what was put into the queue while the rest went back is not forgotten', async (t) => {
  const { limits, pass, lock } = limitsOf(t)
  lock(10)
  limits.hold(['msg_1'])
  const { holds } = limits
  limits.hold(['msg_2'])
  await pass(10)
  limits.released(holds)
  assert.equal(limits.releases, true)
  limits.released(limits.holds)
  assert.equal(limits.releases, false)
})

test('WhatsApp is asked whether a limit is over, and a longer one goes on', async (t) => {
  const { limits, pass, lock, woken } = limitsOf(t)
  let asked = 0
  const connection = {
    readLimits: async () => {
      asked++
      if (asked === 2) lock(30)
      return true
    }
  } as unknown as Connection
  limits.connect(connection)
  assert.equal(asked, 1, 'each connection is asked')
  lock(10)
  limits.hold(['msg_1'])
  await pass(10)
  assert.deepEqual([asked, limits.releases, woken.length], [2, false, 0])
  limits.connect(null)
  await pass(20)
  assert.deepEqual(
    [asked, limits.releases, woken.length],
    [2, true, 1],
    'by the clock, if nobody can be asked'
  )
})

test('three strangers in a row that were refused are the limit of the account, and one that was taken is none', async (t) => {
  const { limits, settle, changes } = limitsOf(t)
  const refusal = new SendRefused('recipient_restricted', '463')
  const refuse = (chat_id: string) => limits.refused(chat_id, refusal)
  assert.deepEqual(
    [await refuse('11@lid'), await refuse('12@lid')],
    ['recipient_restricted', 'recipient_restricted']
  )
  limits.sent('13@lid')
  await settle()
  assert.deepEqual(
    [await refuse('14@lid'), await refuse('15@lid')],
    ['recipient_restricted', 'recipient_restricted']
  )
  assert.equal(limits.guarded, false)
  assert.equal(
    await refuse(friend),
    'recipient_restricted',
    'of a friend it says nothing about strangers'
  )
  limits.sent(friend)
  await settle()
  assert.equal(await refuse('16@lid'), 'recipient_restricted')
  assert.equal(limits.guarded, true)
  const said = changes.findLast((change) => change.type === 'session')
  assert.ok(said?.type === 'session')
  assert.deepEqual(
    [said.change.restriction, said.change.restricted_until],
    [several_refused, later(60 * 60_000)]
  )
  assert.equal(await refuse('17@lid'), 'wait', 'nobody else is refused for it')
})

test('whoever writes while messages wait is no stranger any more', async (t) => {
  const { limits, changes, lock, woken, settle, chats } = limitsOf(t)
  const wrote = { type: 'message', from_me: false, chat_id: stranger } as EngineEvent
  limits.recorded(wrote)
  assert.deepEqual(changes, [], 'nothing waits')
  lock(10_000)
  limits.hold(['msg_1'])
  limits.recorded({ ...wrote, from_me: true } as EngineEvent)
  limits.recorded(wrote)
  await settle()
  const freed = { type: 'freed', chat_ids: [stranger], whatsapp_ids: [] }
  assert.deepEqual(
    changes.filter(({ type }) => type === 'freed'),
    [freed]
  )
  assert.equal(woken.length, 1)
  chats.set(stranger, { chat_id: stranger, met: true, held: true })
  assert.equal(await limits.judge(stranger), 'behind', 'those that wait for this chat go first')
  assert.equal(changes.filter(({ type }) => type === 'freed').length, 2, 'and are let go')
  chats.set(stranger, { chat_id: stranger, met: true, held: false })
  assert.equal(await limits.judge(stranger), 'send')
  chats.clear()
  assert.equal(await limits.judge(stranger), 'send', 'who was met once is not looked up again')
})

test('what was stored goes on as it was: a limit that stands, one that is over, and what waits', async (t) => {
  const { limits, pass, woken, events, life } = limitsOf(t)
  const stored: Limits = { ...no_limits, restricted_until: later(10), restriction: 'LOCK' }
  limits.load({ ...stored, first_messages_wait: true })
  assert.deepEqual([limits.guarded, limits.releases, events()], [true, false, []])
  await pass(10)
  assert.deepEqual([limits.releases, woken.length, events()], [true, 1, ['session.limited']])
  limits.load({ ...stored, restricted_until: later(-10), first_messages_wait: false })
  await pass(0)
  assert.equal(events().length, 2, 'that it is over is told now')
  limits.load({ ...stored, restricted_until: later(1_000), first_messages_wait: false })
  life.abort()
  await pass(10_000)
  assert.equal(events().length, 2, 'a session that is given back says nothing more')
})
