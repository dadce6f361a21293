import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createConnectionShares, DatabaseBusy } from '../../src/lib/connection-shares.ts'
import { createFairPlaces } from '../../src/lib/fair-places.ts'
import { harness } from '../../testkit/app.ts'
import { seedConnected } from '../../testkit/seed-session.ts'

/** Work that runs until it is let go. */
const held = () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { work: () => promise, letGo: resolve }
}

test('one tenant has half of the connections at most, and a fifth for what reads much; another finds a free one at once', async () => {
  const shares = createConnectionShares(10)
  const gate = held()
  let [sends, lists] = [0, 0]
  const atWork = (count: () => void) => () => {
    count()
    return gate.work()
  }
  const greedy = [
    ...Array.from({ length: 50 }, () =>
      shares(
        'greedy',
        true,
        atWork(() => lists++)
      )
    ),
    ...Array.from({ length: 50 }, () =>
      shares(
        'greedy',
        false,
        atWork(() => sends++)
      )
    )
  ]
  await null
  assert.equal(lists, 2)
  assert.equal(sends, 3)
  assert.equal(await shares('other', false, async () => 'served'), 'served')
  assert.equal(await shares('other', true, async () => 'listed'), 'listed')
  gate.letGo()
  await Promise.all(greedy)
  assert.equal(sends + lists, 100)
})

test('those who wait take turns, whoever asked first and for how much', async () => {
  const places = createFairPlaces({
    running_max: 1,
    waiting_max: 100,
    waiting_max_each: 60,
    refuse: () => new DatabaseBusy()
  })
  const gate = held()
  const order: string[] = []
  const first = places.run('a', gate.work)
  const rest = ['a', 'a', 'a', 'b', 'b', 'c'].map((by) =>
    places.run(by, async () => void order.push(by))
  )
  gate.letGo()
  await Promise.all([first, ...rest])
  assert.deepEqual(order, ['a', 'b', 'c', 'a', 'b', 'a'])
  assert.deepEqual(places.load, { running: 0, waiting: 0 })
})

test('who waits too long, or asks for more than a line holds, is refused and leaves nothing behind', async () => {
  const places = createFairPlaces({
    running_max: 1,
    waiting_max: 10,
    waiting_max_each: 2,
    waiting_ms_max: 20,
    refuse: () => new DatabaseBusy()
  })
  const gate = held()
  const first = places.run('a', gate.work)
  const [one, two, three] = [1, 2, 3].map(() => places.run('a', async () => 'done'))
  await assert.rejects(three as Promise<string>, DatabaseBusy)
  for (const waited of [one, two]) await assert.rejects(waited as Promise<string>, DatabaseBusy)
  assert.deepEqual(places.load, { running: 1, waiting: 0 })
  gate.letGo()
  await first
  assert.equal(await places.run('a', async () => 'done'), 'done')
  assert.deepEqual(places.load, { running: 0, waiting: 0 })
})

test('a hundred lists of one tenant that hang leave another its lists and sends', async (t) => {
  const app = await harness(t)
  const [greedy, other] = [await app.seed.tenant(), await app.seed.tenant()]
  const session_id = await seedConnected(app, other)
  const { promise: locked, resolve: lock } = Promise.withResolvers<void>()
  const { promise: over, resolve: letGo } = Promise.withResolvers<void>()
  const holding = app.owner.transaction(async (tx) => {
    await tx.query('lock table audit_log in access exclusive mode')
    lock()
    await over
  })
  await locked
  const stuck = Array.from({ length: 100 }, () => app.as(greedy).get('/api/v1/audit-log'))
  const sent = await app.as(other).post('/api/v1/messages', {
    session_id,
    to: '+201009876543',
    type: 'text',
    text: { body: 'x' }
  })
  assert.equal(sent.statusCode, 202, sent.body)
  assert.equal((await app.as(other).get('/api/v1/messages')).json().data.length, 1)
  letGo()
  await holding
  for (const answer of await Promise.all(stuck))
    assert.ok([200, 503].includes(answer.statusCode), answer.body)
})
