import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MessageRow } from '../../src/domain/message.ts'
import { until } from '../../testkit/until.ts'
import { type WorkerBed, workerBed } from '../../testkit/worker-fixture.ts'

const ended = (bed: WorkerBed, { session_id, id }: MessageRow): Promise<MessageRow> =>
  until('it has ended', async () =>
    (await bed.messages(session_id)).find((row) => row.id === id && row.status !== 'queued')
  )

test('a message to a group whose members are called otherwise by now is sent once more as the group is, and a second refusal is its end', async (t) => {
  const bed = await workerBed(t)
  const { simulator } = bed
  const session_id = await bed.createSession()
  const own = await bed.link(session_id)
  const friend = await simulator.createPhone({})
  const { id: group } = await simulator.createGroup(friend.number, {
    subject: 'Neighbours',
    participants: [own.number]
  })
  // The list of its members comes as of yesterday, once.
  await simulator.setFaults({ number: group, stale_groups: 1 })
  const first = await ended(bed, await bed.accept(session_id, group, 'as it is now'))
  assert.equal(first.error, null)
  await simulator.waitReceived(friend.number, { text: 'as it is now' })
  assert.equal((await simulator.faults({ number: group })).applied.stale_groups, 1)

  for (const code of [421, 479]) {
    await simulator.setFaults({ number: group, refuse_sends: 1, refusal_code: code })
    const again = await ended(bed, await bed.accept(session_id, group, `after ${code}`))
    assert.equal(again.error, null)
    await simulator.waitReceived(friend.number, { text: `after ${code}` })
    await simulator.setFaults({ number: group, refuse_sends: true })
    const before = (await simulator.faults({ number: group })).applied.refuse_sends ?? 0
    const { error } = await ended(bed, await bed.accept(session_id, group, `never ${code}`))
    assert.deepEqual([error?.code, error?.whatsapp_code], ['group_changed', String(code)])
    const after = (await simulator.faults({ number: group })).applied.refuse_sends ?? 0
    assert.equal(after - before, 2, 'once, and once more')
    await simulator.setFaults({ number: group, refuse_sends: false })
  }
  const { messages } = await simulator.received(friend.number)
  assert.deepEqual(
    messages.map((one) => [one.text, one.copies]),
    [
      ['as it is now', 1],
      ['after 421', 1],
      ['after 479', 1]
    ]
  )
  const { retries_out, undecryptable } = await simulator.stats()
  assert.deepEqual([retries_out, undecryptable], [0, 0], 'everybody has the key to what was taken')
})
