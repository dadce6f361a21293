import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linkSession, waitStatus } from '../../testkit/link.ts'
import { startProduct } from '../../testkit/product.ts'
import { until } from '../../testkit/until.ts'

test('a linked session is connected again without a new QR after SIGKILL of its worker, of the gateway, and of everything with PostgreSQL', async (t) => {
  const product = await startProduct(t)
  const { simulator } = product
  const customer = await product.register()
  const { session, phone } = await linkSession(product, customer, 'phoenix')
  const friend = await simulator.createPhone({ name: 'Friend' })

  const worksStill = async (what: string): Promise<void> => {
    const sent = await customer.post('/api/v1/messages', {
      session_id: session.id,
      to: friend.number,
      type: 'text',
      text: { body: what }
    })
    assert.equal(sent.status, 202, JSON.stringify(sent.body))
    await simulator.waitReceived(friend.number, { text: what, timeout_ms: 30_000 })
    await simulator.say(friend.number, { to: phone.number, text: `answer to ${what}` })
    await until(
      `the answer to ${what}`,
      async () => {
        const list = await customer.get(
          `/api/v1/messages?session_id=${session.id}&direction=inbound&limit=100`
        )
        return list.body.data?.some(
          (one: { text?: { body: string } }) => one.text?.body === `answer to ${what}`
        )
      },
      30_000
    )
    await waitStatus(customer, session.id, 'connected')
    assert.equal((await simulator.phone(phone.number)).pairings, 1, 'no second QR was scanned')
  }
  await worksStill('nothing happened')

  const [worker] = await product.workers()
  assert.ok(worker)
  process.kill(worker, 'SIGKILL')
  await worksStill('the worker was killed')

  await product.kill()
  await product.start()
  await worksStill('the gateway was killed')

  const workers = await product.workers()
  const postgres = await product.postgres()
  await product.kill()
  for (const pid of workers) process.kill(pid, 'SIGKILL')
  process.kill(postgres, 'SIGKILL')
  await product.start()
  await worksStill('everything was killed')

  await product.killPostgres()
  await worksStill('PostgreSQL was killed')

  await product.stop()
  assert.deepEqual(await product.workers(), [], 'an orderly stop leaves no worker behind')
  await product.start()
  await worksStill('it was stopped and started')
})
