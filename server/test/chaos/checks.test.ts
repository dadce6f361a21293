import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Audit, SimulatorStats } from '@whatsapp-saas/simulator/client'
import { checkMessages } from './check-messages.ts'
import { checkTrouble } from './check-trouble.ts'
import { checkWebhooks } from './check-webhooks.ts'
import type { Client, Json } from './client.ts'
import { createDisruptions } from './disruptions.ts'
import { killable, makePlan } from './plan.ts'
import type { Population, Session } from './population.ts'
import { createRandom } from './random.ts'
import type { Receiver, Seen } from './receiver.ts'
import { sizes } from './size.ts'
import type { Traffic } from './traffic.ts'

const number = '966500000001'
const friend = '966500000002'

/** All that is known after a run of two texts in each direction in which nothing went wrong. */
const soundRun = () => {
  const rows: Json[] = []
  const client: Client = {
    call: async () => ({ status: 200, body: { data: rows.toReversed() }, replayed: false })
  }
  const session: Session = {
    id: 'ses_1',
    tenant: 0,
    number,
    friends: [friend],
    lids: new Map(),
    client
  }
  const readers = new Set<string>()
  const population: Population = {
    tenants: [client],
    sessions: [session],
    friends: [friend],
    readers
  }
  const traffic: Traffic = { accepted: [], said: [], problems: [] }
  const shown: Audit['chats'][number]['messages'] = []
  const taken: string[] = []
  const seen = new Map<string, Seen>()
  const see = (type: string, whatsapp_id: string, text: string): void => {
    const event = { type, whatsapp_id, session_id: session.id, text }
    seen.set(`evt_${seen.size}`, { ...event, times: 1, digest: '', taken: true })
  }
  for (const place of [0, 1]) {
    const [out, back] = [`OUT${place}`, `IN${place}`]
    const common = { session_id: session.id, chat_id: `${friend}@s.whatsapp.net` }
    const text = { out: `out ${place}`, back: `in ${place}` }
    traffic.accepted.push({
      id: `msg_${out}`,
      whatsapp_id: out,
      session,
      friend,
      number: place,
      text: text.out
    })
    traffic.said.push({ id: back, session, friend, number: place, text: text.back })
    rows.push({ ...common, direction: 'outbound', whatsapp_id: out, status: 'delivered' })
    rows.push({
      ...common,
      direction: 'inbound',
      whatsapp_id: back,
      status: 'received',
      text: { body: text.back }
    })
    taken.push(out)
    shown.push({ id: out, from: number, text: text.out })
    for (const step of ['accepted', 'sent', 'delivered']) see(`message.${step}`, out, text.out)
    see('message.received', back, text.back)
  }
  const audit: Audit = {
    accepted: 2,
    accepted_again: [],
    shown_again: [],
    sent: [{ from: number, to: friend, total: 2, ids: taken }],
    chats: [{ number: friend, chat: number, total: 2, messages: shown }],
    unacknowledged: [],
    refused: [],
    sockets: []
  }
  const receiver: Receiver = {
    url: () => '',
    trust: () => undefined,
    seen: () => seen,
    problems: [],
    counts: { posts: 0, redelivered: 0, refused: 0 },
    stop: async () => undefined
  }
  return { rows, population, traffic, audit, shown, taken, seen, receiver }
}

type Run = ReturnType<typeof soundRun>

const problemsOf = async (run: Run): Promise<string[]> => [
  ...(await checkMessages(run.population, run.traffic, run.audit, new Set())),
  ...checkWebhooks(run.population, run.traffic, run.receiver).problems
]

const firstOf = (run: Run, type: string): Seen => {
  const found = [...run.seen.values()].find((one) => one.type === type)
  assert.ok(found)
  return found
}

const swap = <T>(list: T[]): void => void list.reverse()

const damages: Record<string, (run: Run) => void> = {
  'an accepted message has no row': (run) => void run.rows.shift(),
  'an accepted message is on no phone': (run) => void run.shown.pop(),
  'an accepted message was never taken': (run) => void run.taken.pop(),
  'a phone shows a message under two ids': (run) =>
    void run.shown.push({ id: 'OUT9', from: number, text: 'out 1' }),
  'a phone shows another text': (run) => void Object.assign(run.shown[0] ?? {}, { text: 'out 1' }),
  'the server took more than was accepted': (run) => void run.audit.accepted++,
  'the server took the messages of a chat in another order': (run) => swap(run.taken),
  'a phone shows the messages of a chat in another order': (run) => swap(run.shown),
  'a message is not delivered': (run) => void Object.assign(run.rows[0], { status: 'sent' }),
  'a read message is not known to be read': (run) => void run.population.readers.add(friend),
  'what a phone said is not stored': (run) => void run.rows.pop(),
  'what a phone said is stored twice': (run) => void run.rows.push({ ...run.rows[1] }),
  'what a phone said is stored with another text': (run) =>
    void Object.assign(run.rows[1], { text: { body: 'in 1' } }),
  'what a phone said is stored in another order': (run) => swap(run.rows),
  'a message was never acknowledged': (run) =>
    void run.audit.unacknowledged.push({ number, device: 1, id: 'IN1', from: friend, sent: 1 }),
  'a webhook did not come': (run) => void run.seen.delete('evt_3'),
  'a webhook was refused and did not come again': (run) =>
    void Object.assign(firstOf(run, 'message.received'), { taken: false }),
  'an event came under two ids': (run) =>
    void run.seen.set('evt_x', { ...firstOf(run, 'message.sent') }),
  'a webhook tells of a message that nobody knows': (run) =>
    void run.seen.set('evt_x', { ...firstOf(run, 'message.received'), whatsapp_id: 'IN9' }),
  'a webhook says that a message failed': (run) =>
    void run.seen.set('evt_x', { ...firstOf(run, 'message.sent'), type: 'message.failed' }),
  'a webhook carries another text': (run) =>
    void Object.assign(firstOf(run, 'message.received'), { text: 'in 1' })
}

test('the checks find nothing in a sound run, and each single damage', async () => {
  assert.deepEqual(await problemsOf(soundRun()), [])
  for (const [damage, make] of Object.entries(damages)) {
    const run = soundRun()
    make(run)
    assert.notDeepEqual(await problemsOf(run), [], damage)
  }
})

test('the same seed plans the same, every kind of trouble is planned, and what did not happen is found', () => {
  const plan = makePlan(sizes.short, createRandom(7))
  assert.deepEqual(makePlan(sizes.short, createRandom(7)), plan)
  assert.notDeepEqual(makePlan(sizes.short, createRandom(8)), plan)
  const disruptions = createDisruptions()
  for (const decision of plan) if (decision.type === 'kill') disruptions.kills[decision.role]++
  for (const role of killable) assert.ok(disruptions.kills[role] > 0, role)
  const stats = { faults: {}, received_forgotten: 0, queue_dropped: 0, phone_failures: 0 }
  const missing = checkTrouble(sizes.short, plan, disruptions, stats as unknown as SimulatorStats)
  assert.equal(missing.length, 23, 'three ways to cut a line, twenty faults')
  disruptions.kills.worker--
  const fewer = checkTrouble(sizes.short, plan, disruptions, stats as unknown as SimulatorStats)
  assert.ok(fewer.includes('19 kills, not 20'))
})
