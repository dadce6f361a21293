import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SessionReason, SessionRow } from '../../src/domain/session.ts'
import { waitingOf } from '../../src/domain/waiting.ts'
import { pause } from '../../src/lib/retry.ts'
import { findPlaces } from '../../src/store/messages/places.ts'
import { until } from '../../testkit/until.ts'
import { type WorkerFarm, workerFarm } from '../../testkit/worker-farm.ts'

const waitsFor = (farm: WorkerFarm, id: string, reason: SessionReason): Promise<SessionRow> =>
  until(`it waits because of ${reason}`, async () => {
    const row = await farm.session(id)
    return row.status_reason === reason && row.next_attempt_at && row
  })

const leftS = (row: SessionRow): number =>
  ((row.next_attempt_at?.getTime() ?? 0) - Date.now()) / 1000

const refused = async (farm: WorkerFarm): Promise<number> =>
  (await farm.simulator.stats()).logins_refused

test('a temporary ban is waited for until it ends, by the next worker too, then the session connects and sends what was kept', async (t) => {
  const farm = await workerFarm(t, { lease_seconds: 3 })
  const worker = await farm.startWorker()
  const { id, number } = await farm.link(worker)
  const friend = await farm.simulator.createPhone({})
  await farm.simulator.refuseLogins(number, { reason: 402, code: 101, for_ms: 18_000 })
  const row = await waitsFor(farm, id, 'temporarily_banned')
  assert.equal(row.status, 'reconnecting')
  assert.ok(leftS(row) > 3 && leftS(row) < 25, `waits ${leftS(row)} s`)
  await farm.accept(id, friend.jid, 'kept')

  // Whoever takes it over is told nothing new by WhatsApp, and goes on waiting.
  worker.child.kill('SIGKILL')
  const before = await refused(farm)
  const next = await farm.startWorker()
  await until('its lease is free', () => farm.give(id, next))
  await farm.waitStatus(id, 'connected')
  assert.equal(await refused(farm), before, 'nobody has tried before the end')
  await farm.simulator.waitReceived(friend.number, { text: 'kept' })
  assert.equal((await farm.simulator.phone(number)).pairings, 1)
})

test('a locked number says what to do on the phone, is tried seldom, and connects on a command; its queue is kept', async (t) => {
  const farm = await workerFarm(t)
  const worker = await farm.startWorker()
  const { id, number } = await farm.link(worker)
  const friend = await farm.simulator.createPhone({})
  await farm.simulator.refuseLogins(number, { reason: 403 })
  const row = await waitsFor(farm, id, 'account_locked')
  assert.ok(leftS(row) > 50 * 60, `waits ${leftS(row)} s`)
  const kept = await farm.accept(id, friend.jid, 'after the lock')
  const [place] = await farm.owner.transaction((tx) => findPlaces(tx, kept.tenant_id, [kept.id]))
  assert.ok(place)
  const waiting = waitingOf(place, new Date())
  assert.deepEqual(waiting, { reason: 'account_locked', until: row.next_attempt_at })
  await farm.simulator.refuseLogins(number, { reason: null })
  await farm.workers.restart(worker.address, id)
  await farm.waitStatus(id, 'connected')
  await farm.simulator.waitReceived(friend.number, { text: 'after the lock' })
  assert.equal((await farm.messages(id)).find((one) => one.id === kept.id)?.error, null)
})

test('a user agent that is not accepted is tried slowly and told to the operator once, and nobody is unlinked', async (t) => {
  const farm = await workerFarm(t)
  const worker = await farm.startWorker()
  const { id, number } = await farm.link(worker)
  await farm.simulator.refuseLogins(number, { reason: 409 })
  const row = await waitsFor(farm, id, 'client_refused')
  assert.ok(leftS(row) > 10 * 60, `waits ${leftS(row)} s`)
  assert.ok(row.linked_at)
  await farm.workers.restart(worker.address, id)
  await waitsFor(farm, id, 'client_refused')
  const said = (): number => worker.output().split('what this client says it is').length - 1
  await until('the operator was told', () => said() > 0)
  assert.equal(said(), 2, 'once for each time it began')
})

test('a banned number fails for good and keeps nothing in the queue', async (t) => {
  const farm = await workerFarm(t)
  const worker = await farm.startWorker()
  const { id, number } = await farm.link(worker)
  await farm.simulator.ban(number)
  const row = await farm.waitStatus(id, 'failed')
  assert.deepEqual([row.status_reason, row.desired], ['banned', 'stopped'])
})

test('a pause lasts as long as it says, also where that is longer than a timer can be', async () => {
  const over = new AbortController()
  let ended = false
  const long = pause(2 ** 31 + 1_000, over.signal).then(() => {
    ended = true
  })
  await pause(20)
  assert.equal(ended, false)
  over.abort()
  await long
})
