import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { test } from 'node:test'
import type { WASocket } from 'baileys'
import { listenForAcks, receiptName } from '../../../../src/whatsapp/baileys/events/acks.ts'
import { SendInterrupted, SendRefused } from '../../../../src/whatsapp/send-errors.ts'

const listening = () => {
  const ws = new EventEmitter()
  const acks = listenForAcks({ ws } as unknown as WASocket)
  const ack = (of: 'message' | 'receipt', attrs: Record<string, string>): boolean =>
    ws.emit(`CB:ack,class:${of}`, { tag: 'ack', attrs })
  return { acks, ack }
}
const minute_ms = 60_000

test('a message is acknowledged by its own id, a receipt under a name of its own', async () => {
  const { acks, ack } = listening()
  const order: string[] = []
  const note = (name: string) => (): number => order.push(name)
  const [one, other] = [
    acks.wait('A', minute_ms).then(note('A')),
    acks.wait('B', minute_ms).then(note('B'))
  ]
  const receipt = acks.wait(receiptName('A'), minute_ms).then(note('receipt'))
  ack('message', { id: 'C' })
  ack('message', {})
  ack('receipt', { id: 'A' })
  await receipt
  assert.deepEqual(order, ['receipt'])
  ack('message', { id: 'B' })
  await other
  acks.confirm(['A', 'nobody waits for this'])
  await one
  assert.deepEqual(order, ['receipt', 'B', 'A'])
})

test('a code in the ack is a refusal, or says that it cannot be now', async () => {
  const rows: [code: string, from: string, Error][] = [
    ['404', '49170@s.whatsapp.net', new SendRefused('not_on_whatsapp', '404')],
    ['404', '1@g.us', new SendRefused('group_not_found', '404')],
    ['463', '49170@s.whatsapp.net', new SendRefused('address_refused', '463')],
    ['463', '1@lid', new SendRefused('recipient_restricted', '463')],
    ['499', '1@lid', new SendRefused('refused_by_whatsapp', '499')],
    ['503', '1@lid', new SendInterrupted('')],
    ['421', '1@g.us', new SendInterrupted('')]
  ]
  for (const [error, from, expected] of rows) {
    const { acks, ack } = listening()
    const refused = assert.rejects(acks.wait('A', minute_ms), (thrown: Error) => {
      assert.equal(thrown.constructor, expected.constructor, error)
      if (thrown instanceof SendRefused && expected instanceof SendRefused)
        assert.equal(thrown.code, expected.code, `${error} ${from}`)
      return true
    })
    ack('message', { id: 'A', error, from })
    await refused
  }
})

test('nobody waits for ever: not past the time, not after the connection, not behind the same message', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const { acks, ack } = listening()
  const interrupted = (promise: Promise<void>, message: RegExp): Promise<void> =>
    assert.rejects(
      promise,
      (error) => error instanceof SendInterrupted && message.test(error.message)
    )
  const late = interrupted(acks.wait('late', 10), /no ack in time/)
  t.mock.timers.tick(10)
  await late
  const first = interrupted(acks.wait('twice', 10), /sent again/)
  const second = acks.wait('twice', 10)
  await first
  ack('message', { id: 'twice' })
  await second
  const all = ['A', 'B'].map((id) => interrupted(acks.wait(id, 10), /connection closed/))
  acks.interrupt()
  await Promise.all(all)
  // Nothing is left that the time or another ack could end once more.
  t.mock.timers.tick(100)
  ack('message', { id: 'A' })
})
