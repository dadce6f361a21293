import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type Client,
  closeCode,
  connectClient,
  opened,
  pairFor,
  reached,
  stanzasOf,
  textOf,
  until
} from './harness.ts'

/** Every receipt a client is given, as `type id`, in the order in which they come. */
const receiptsOf = (client: Client): string[] => {
  const seen: string[] = []
  client.socket.ws.on('CB:receipt', ({ attrs }: { attrs: { id: string; type?: string } }) =>
    seen.push(`${attrs.type ?? 'delivered'} ${attrs.id}`)
  )
  return seen
}

const sendText = async (client: Client, to: string, text: string): Promise<string> =>
  (await client.socket.sendMessage(to, { text }))?.key.id ?? ''

test('receipts are withheld until they are released, and then come in order', async (t) => {
  const { client, contact, number, simulator } = await pairFor(t)
  const seen = receiptsOf(client)
  await simulator.client.setFaults({ number, withhold_receipts: true })
  const ids = [
    await sendText(client, contact.jid, 'one'),
    await sendText(client, contact.jid, 'two')
  ]
  await until(
    async () => (await simulator.client.faults({ number })).receipts_held === 2,
    'two receipts kept back'
  )
  assert.deepEqual(seen, [])
  assert.deepEqual(await simulator.client.releaseReceipts({ number }), { released: 2 })
  await until(() => seen.length === 2, 'the receipts')
  assert.deepEqual(
    seen,
    ids.map((id) => `delivered ${id}`)
  )
  assert.equal((await simulator.client.faults({ number })).applied.withhold_receipts, 2)
})

test('clearing the faults releases the receipts they kept back', async (t) => {
  const { client, contact, number, simulator } = await pairFor(t)
  await simulator.client.setFaults({ withhold_receipts: 1 })
  const first = await sendText(client, contact.jid, 'withheld')
  const second = await sendText(client, contact.jid, 'not withheld')
  await reached(client, second, 3)
  assert.equal((await simulator.client.faults()).receipts_held, 1)
  assert.equal((await simulator.client.faults({ number })).receipts_held, 1)
  await simulator.client.clearFaults()
  await reached(client, first, 3)
})

test('read comes before delivered', async (t) => {
  const { client, contact, number, simulator } = await pairFor(t, { auto_read: true })
  const seen = receiptsOf(client)
  await simulator.client.setFaults({ number, reorder_receipts: 1 })
  const first = await sendText(client, contact.jid, 'the wrong way round')
  await until(() => seen.length === 2, 'both receipts')
  const second = await sendText(client, contact.jid, 'the right way round')
  await until(() => seen.length === 4, 'all receipts')
  assert.deepEqual(seen, [
    `read ${first}`,
    `delivered ${first}`,
    `delivered ${second}`,
    `read ${second}`
  ])
  assert.equal((await simulator.client.faults({ number })).applied.reorder_receipts, 1)
})

test('a receipt comes twice', async (t) => {
  const { client, contact, number, simulator } = await pairFor(t)
  const seen = receiptsOf(client)
  await simulator.client.setFaults({ number, duplicate_receipts: 1 })
  const id = await sendText(client, contact.jid, 'twice')
  await until(() => seen.length === 2, 'both receipts')
  assert.deepEqual(seen, [`delivered ${id}`, `delivered ${id}`])
  await until(async () => {
    const { devices } = await simulator.client.phone(number)
    return devices[0]?.queued === 0
  }, 'both to be acknowledged')
  assert.equal((await simulator.client.stats()).faults.duplicate_receipts, 1)
})

test('the line is cut at a receipt, and the message comes again', async (t) => {
  const { client, contact, number, simulator } = await pairFor(t)
  await simulator.client.setFaults({ number, drop_at_receipt: 1 })
  const { ids } = await simulator.client.say(contact.number, { to: number, text: 'again' })
  await closeCode(client)
  const before = await simulator.client.sentStatus(contact.number, ids[0] ?? '')
  assert.equal(before.deliveries.find(({ device }) => device === 1)?.delivered, false)
  const again = connectClient(t, simulator, client.auth)
  const stanzas = stanzasOf(again)
  await opened(again)
  await until(() => stanzas.length > 0, 'the message again')
  assert.deepEqual(stanzas, ids)
  const { deliveries } = await simulator.client.sentStatus(contact.number, ids[0] ?? '')
  assert.equal(deliveries.find(({ device }) => device === 1)?.redelivered, 1)
  assert.equal((await simulator.client.faults({ number })).applied.drop_at_receipt, 1)
  await simulator.client.say(contact.number, { to: number, text: 'and on' })
  await until(() => again.messages.find((m) => textOf(m) === 'and on'), 'the next message')
})
