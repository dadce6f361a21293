import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linkSession } from '../../testkit/link.ts'
import { type Json, startProduct } from '../../testkit/product.ts'
import { until } from '../../testkit/until.ts'

test('500 messages out and 500 in over 20 sessions while the worker is killed five times: all arrive, none twice, in order per chat', async (t) => {
  const product = await startProduct(t)
  const { simulator } = product
  const customer = await product.register()
  const linked = await Promise.all(
    Array.from({ length: 20 }, (_, index) => linkSession(product, customer, `number ${index}`))
  )
  const friends = await simulator.createPhones(20, {})
  const accepted: { id: string; whatsapp_id: string; friend: string; number: number }[] = []
  const said: { id: string; to: string }[] = []

  const sendAll = async (): Promise<void> => {
    for (let number = 0; number < 25; number++) {
      await Promise.all(
        linked.map(async ({ session }, index) => {
          const friend = friends[index]?.number ?? ''
          const answer = await customer.post('/api/v1/messages', {
            session_id: session.id,
            to: friend,
            type: 'text',
            text: { body: `out ${number}` }
          })
          assert.equal(answer.status, 202, JSON.stringify(answer.body))
          accepted.push({
            id: answer.body.id,
            whatsapp_id: answer.body.whatsapp_id,
            friend,
            number
          })
        })
      )
    }
  }
  const sayAll = async (): Promise<void> => {
    for (let number = 0; number < 25; number++) {
      for (const [index, { phone }] of linked.entries()) {
        const { ids } = await simulator.say(friends[index]?.number ?? '', {
          to: phone.number,
          text: `in ${number}`
        })
        said.push({ id: ids[0] ?? '', to: phone.number })
      }
    }
  }
  const killWorkers = async (): Promise<void> => {
    const killed = new Set<number>()
    while (killed.size < 5) {
      const before = accepted.length + said.length
      const worker = await until('a worker that lives', async () =>
        (await product.workers()).find((pid) => !killed.has(pid))
      )
      // Each dies in the middle of the work.
      await until(
        'work goes on',
        async () => {
          const connected =
            (await customer.get('/api/v1/sessions?status=connected&limit=100')).body.data?.length ??
            0
          return (
            connected > 5 &&
            (accepted.length + said.length > before || accepted.length + said.length === 1000)
          )
        },
        60_000
      )
      process.kill(worker, 'SIGKILL')
      killed.add(worker)
    }
  }
  await Promise.all([sendAll(), sayAll(), killWorkers()])
  assert.equal(accepted.length, 500)
  assert.equal(said.length, 500)

  const list = async (direction: string): Promise<Json[]> => {
    const found: Json[] = []
    for (let cursor = ''; ; ) {
      const page = await customer.get(
        `/api/v1/messages?direction=${direction}&limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`
      )
      found.push(...page.body.data)
      cursor = page.body.next_cursor
      if (!cursor) return found
    }
  }
  await until(
    'nothing is on its way any more',
    async () =>
      !(await list('outbound')).some((one) => one.status === 'queued' || one.status === 'sent'),
    90_000
  )
  await until(
    'all that was said has arrived',
    async () => (await list('inbound')).length >= 500,
    90_000
  )

  for (const [index, friend] of friends.entries()) {
    const { messages } = await simulator.received(friend.number, {
      from: linked[index]?.phone.number ?? '',
      limit: 1000
    })
    const shown = messages.filter((one) => one.kind === 'text')
    assert.deepEqual(
      shown.map((one) => one.text),
      Array.from({ length: 25 }, (_, number) => `out ${number}`),
      'each once, in order'
    )
    const ids = accepted
      .filter((one) => one.friend === friend.number)
      .sort((a, b) => a.number - b.number)
      .map((one) => one.whatsapp_id)
    assert.deepEqual(
      shown.map((one) => one.id),
      ids
    )
  }
  const inbound = await list('inbound')
  assert.equal(inbound.length, 500)
  assert.deepEqual(inbound.map((one) => one.whatsapp_id).sort(), said.map((one) => one.id).sort())
  for (const { session } of linked) {
    const texts = inbound
      .filter((one) => one.session_id === session.id)
      .reverse()
      .map((one) => one.text.body)
    assert.deepEqual(
      texts,
      Array.from({ length: 25 }, (_, number) => `in ${number}`),
      'in order'
    )
  }
  for (const { phone } of linked) assert.equal((await simulator.phone(phone.number)).pairings, 1)
})
