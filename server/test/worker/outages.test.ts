import assert from 'node:assert/strict'
import { test } from 'node:test'
import { postgresProxy } from '../../testkit/postgres-proxy.ts'
import { until } from '../../testkit/until.ts'
import { workerFarm } from '../../testkit/worker-farm.ts'

test('messages whose claim the database carried out and could not answer are sent all the same, once and in order', async (t) => {
  const farm = await workerFarm(t)
  const line = await postgresProxy(t, farm.urls.worker)
  const worker = await farm.startWorker({ database_url: line.url })
  const { id } = await farm.link(worker)
  const { number } = await farm.simulator.createPhone({})
  await farm.accept(id, number, 'text 0')
  await farm.simulator.waitReceived(number, { text: 'text 0' })

  line.loseAnswerTo('mark_claimed')
  const texts = ['text 0']
  for (let index = 1; index < 30; index++) {
    texts.push(`text ${index}`)
    await farm.accept(id, number, `text ${index}`)
    if (index === 10) await until('an answer is lost', () => line.lost === 1)
  }
  await farm.simulator.waitReceived(number, { text: 'text 29', timeout_ms: 20_000 })
  const { messages } = await farm.simulator.received(number)
  assert.deepEqual(
    messages.map((one) => one.text),
    texts
  )
  assert.deepEqual((await farm.simulator.audit()).accepted_again, [], 'none was sent twice')
  await until(
    'the queue is empty',
    async () => (await farm.owner.query('select from outbound')).length === 0
  )
})

test('a session that was given up because the database was away too long is taken up again under a new epoch, and nothing is stuck', async (t) => {
  const farm = await workerFarm(t, { lease_seconds: 6 })
  const line = await postgresProxy(t, farm.urls.worker)
  const worker = await farm.startWorker({ database_url: line.url })
  const { id, number: own } = await farm.link(worker)
  const { number } = await farm.simulator.createPhone({})
  // The server never acknowledges: what was claimed stays in memory.
  await farm.simulator.setFaults({ number: own, withhold_acks: true })
  for (let index = 0; index < 5; index++) await farm.accept(id, number, `text ${index}`)
  await farm.simulator.waitReceived(number, { text: 'text 0' })

  line.close()
  await until(
    'the worker gives the session up',
    async () => (await farm.workers.health(worker.address)).sessions.length === 0
  )
  await farm.simulator.clearFaults()
  line.open()
  // As the orchestrator does: what a worker should have and has not is given to it again.
  await until('the worker has the session', async () => {
    if ((await farm.workers.health(worker.address)).sessions.length === 1) return true
    await farm.give(id, worker)
    return false
  })
  await farm.simulator.waitReceived(number, { text: 'text 4', timeout_ms: 20_000 })
  const [lease] = await farm.owner.query<{ epoch: number }>('select epoch from session_leases')
  assert.ok(Number(lease?.epoch) > 1)
  await until(
    'the queue is empty',
    async () => (await farm.owner.query('select from outbound')).length === 0
  )
})
