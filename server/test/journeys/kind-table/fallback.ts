import assert from 'node:assert/strict'
import type { Bed } from './bed.ts'

const action = {
  button: 'Open',
  sections: [{ title: 'Drinks', rows: [{ id: 't', title: 'Tea', description: 'green' }] }]
}
const list = { type: 'list', body: { text: 'What?' }, footer: { text: 'Bar' }, action }

/** A list that WhatsApp refuses goes out as a text where that was asked for, and fails with its reason elsewhere. */
export const fallBack = async (bed: Bed): Promise<void> => {
  const send = async (interactive: object) => {
    await bed.simulator.setFaults({ number: bed.phone.number, refuse_sends: 1, refusal_code: 405 })
    const { body, status } = await bed.send(bed.alone.to, { type: 'interactive', interactive })
    assert.equal(status, 202, JSON.stringify(body))
    return body
  }
  const asked = await send({ ...list, fallback: 'text' })
  const received = await bed.received(asked.whatsapp_id)
  assert.deepEqual(
    [received.kind, received.text],
    ['text', 'What?\n\n1. Tea: green\n\nBar'],
    'the list as a text'
  )
  await bed.becomes(asked.id, 'it is sent', ({ sent_at }) => sent_at)
  const plain = await send(list)
  const failed = await bed.becomes(plain.id, 'it has failed', ({ failed_at }) => failed_at)
  assert.deepEqual([failed.error.code, failed.error.whatsapp_code], ['kind_not_allowed', '405'])
}
