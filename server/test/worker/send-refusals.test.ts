import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MessageRow } from '../../src/domain/message.ts'
import { ackError, sendError } from '../../src/whatsapp/refusals.ts'
import { SendInterrupted, SendRefused } from '../../src/whatsapp/send-errors.ts'
import { until } from '../../testkit/until.ts'
import { workerFarm } from '../../testkit/worker-farm.ts'
import { type WorkerBed, workerBed } from '../../testkit/worker-fixture.ts'

const person = '201009876543@s.whatsapp.net'
const group = '120363012345678901@g.us'

test('each code of a refusal is lasting or passing, and the lasting ones have a reason', () => {
  const reasons: [string, string, string | null][] = [
    ['463', person, 'address_refused'],
    ['463', '200000000000001@lid', 'recipient_restricted'],
    ['475', person, 'new_chats_limited'],
    ['479', person, 'malformed_for_recipient'],
    ['400', person, 'malformed_for_recipient'],
    ['400', group, 'malformed_for_recipient'],
    ['402', person, 'account_restricted'],
    ['405', person, 'kind_not_allowed'],
    ['410', person, 'recipient_gone'],
    ['413', group, 'message_too_large'],
    ['404', person, 'not_on_whatsapp'],
    ['406', person, 'not_on_whatsapp'],
    ['401', person, 'not_allowed_to_write'],
    ['403', person, 'not_allowed_to_write'],
    ['401', group, 'not_allowed_in_group'],
    ['999', person, 'refused_by_whatsapp'],
    ['403', group, 'not_allowed_in_group'],
    ['404', group, 'group_not_found'],
    ['463', group, 'recipient_restricted'],
    ...['408', '421', '429', '479', '500', '502', '503', '504'].map(
      (code): [string, string, null] => [code, group, null]
    )
  ]
  for (const [code, to, reason] of reasons) {
    const error = ackError(code, to)
    if (reason === null) assert.ok(error instanceof SendInterrupted, code)
    else assert.deepEqual([error instanceof SendRefused && error.code, code], [reason, code])
    assert.equal(error.whatsapp_code, code)
  }
  const asked = (data: unknown) => sendError(Object.assign(new Error('x'), { data }), group)
  assert.ok(asked(404) instanceof SendRefused)
  assert.ok(asked(503) instanceof SendInterrupted)
  assert.ok(asked(undefined) instanceof SendInterrupted)
})

const ended = (bed: WorkerBed, { id }: MessageRow): Promise<MessageRow> =>
  until('it has ended', async () => {
    const rows = await bed.messages(id === '' ? '' : (await byId(bed, id)).session_id)
    return rows.find((row) => row.id === id && row.status !== 'queued')
  })

const byId = async (bed: WorkerBed, id: string): Promise<MessageRow> => {
  const [row] = await bed.owner.query<MessageRow>('select * from messages where id = $1', [id])
  assert.ok(row)
  return row
}

test('a message to a group that does not exist or was left fails at once with its reason, and what is refused for now is sent in the end', async (t) => {
  const bed = await workerBed(t)
  const { simulator } = bed
  const session_id = await bed.createSession()
  const own = await bed.link(session_id)
  const friend = await simulator.createPhone({})
  const { id: left } = await simulator.createGroup(friend.number, {
    subject: 'Left',
    participants: [own.number]
  })
  await simulator.leaveGroup(own.number, { group: left })
  const nowhere = await bed.accept(session_id, '120363099999999999@g.us', 'anybody?')
  const outside = await bed.accept(session_id, left, 'still here?')
  assert.equal((await ended(bed, nowhere)).error?.code, 'group_not_found')
  assert.equal((await ended(bed, outside)).error?.code, 'not_a_group_member')

  await simulator.setFaults({ number: own.number, refuse_sends: 1, refusal_code: 463 })
  const restricted = await bed.accept(session_id, friend.jid, 'first')
  const { error } = await ended(bed, restricted)
  // That depends on whether it was addressed by the LID.
  assert.match(error?.code ?? '', /^(recipient_restricted|address_refused)$/)
  assert.equal(error?.whatsapp_code, '463')
  const refused = (await simulator.faults({ number: own.number })).applied.refuse_sends
  assert.equal(refused, 1, 'it was not repeated')

  await simulator.setFaults({ number: own.number, refuse_sends: 2, refusal_code: 503 })
  const busy = await bed.accept(session_id, friend.jid, 'second')
  const next = await bed.accept(session_id, friend.jid, 'third')
  for (const one of [busy, next]) assert.equal((await ended(bed, one)).error, null)
  const { messages } = await simulator.received(friend.number)
  assert.deepEqual(
    messages.map((one) => one.text),
    ['second', 'third']
  )
})

test('a message that ends its connection each time it is sent is given up after five, and its chat goes on', async (t) => {
  const bed = await workerBed(t)
  const { simulator } = bed
  const session_id = await bed.createSession()
  const own = await bed.link(session_id)
  const friend = await simulator.createPhone({})
  await bed.accept(session_id, friend.jid, 'zero')
  await simulator.waitReceived(friend.number, { text: 'zero' })
  await simulator.setFaults({ number: own.number, drop_before_message: 5 })
  const ill = await bed.accept(session_id, friend.jid, 'ill')
  await bed.accept(session_id, friend.jid, 'well')
  const row = await until(
    'it has failed',
    async () => {
      const found = await byId(bed, ill.id)
      return found.status === 'failed' && found
    },
    60_000
  )
  assert.equal(row.error?.code, 'connection_lost')
  await simulator.waitReceived(friend.number, { text: 'well' })
  const { applied } = await simulator.faults({ number: own.number })
  assert.equal(applied.drop_before_message, 5)
})

test('how often a message lost its connection is counted on, whichever worker has it: a hand-over and a killed worker give it no new chances', async (t) => {
  const farm = await workerFarm(t, { lease_seconds: 3 })
  const { simulator } = farm
  const first = await farm.startWorker()
  const { id, number } = await farm.link(first)
  const friend = await simulator.createPhone({})
  await simulator.setFaults({ number, drop_before_message: 5 })
  const ill = await farm.accept(id, friend.jid, 'ill')
  await farm.accept(id, friend.jid, 'well')
  const lost = (count: number) =>
    until(`${count} connections are lost and counted`, async () => {
      const [row] = await farm.owner.query<{ lost_connections: number }>(
        'select lost_connections from outbound where message_id = $1',
        [ill.id]
      )
      return row && row.lost_connections >= count
    })
  await lost(1)
  await farm.workers.release(first.address, id, 'moved')
  const second = await farm.startWorker()
  await until('the lease is free', () => farm.give(id, second))
  await lost(2)
  second.child.kill('SIGKILL')
  const third = await farm.startWorker()
  await until('the lease is free', () => farm.give(id, third))
  const failed = await until('it has failed', async () => {
    const rows = await farm.messages(id)
    return rows.find((row) => row.id === ill.id && row.status === 'failed')
  })
  assert.equal(failed.error?.code, 'connection_lost')
  await simulator.waitReceived(friend.number, { text: 'well' })
  const { applied } = await simulator.faults({ number })
  assert.ok((applied.drop_before_message ?? 0) <= 6, `${applied.drop_before_message} in all`)
})
