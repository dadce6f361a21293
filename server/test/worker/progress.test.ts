import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { MessageRow } from '../../src/domain/message.ts'
import { systemClock } from '../../src/lib/clock.ts'
import type { Change } from '../../src/worker/commit/change.ts'
import { createCommitter } from '../../src/worker/commit/committer.ts'
import { createJournal } from '../../src/worker/commit/journal.ts'
import { leaseBed } from '../../testkit/lease-fixture.ts'

const steps = ['failed', 'sent', 'delivered', 'read'] as const
type Step = (typeof steps)[number]

const change = (whatsapp_id: string, status: Step): Change => ({
  type: 'progress',
  whatsapp_id,
  status,
  at: new Date(),
  ...(status === 'failed' && { error: { code: 'send_failed', message: 'no answer' } })
})

test('whatever is heard of a message in whatever order, the strongest word counts, and what is told of it is true', async (t) => {
  const bed = await leaseBed(t)
  const committer = createCommitter(
    bed.worker,
    bed.quiet([]),
    new AbortController().signal,
    systemClock
  )
  const lease = await bed.lease()
  const journal = createJournal(lease, committer, () => false)
  let count = 0
  const told = async (id: string): Promise<string[]> =>
    (
      await bed.owner.query<{ type: string }>(
        "select type from events where data ->> 'id' = $1 order by seq",
        [id]
      )
    ).map((event) => event.type.replace('message.', ''))

  await fc.assert(
    fc.asyncProperty(
      // What is in one list is written in one transaction.
      fc.array(fc.array(fc.constantFrom(...steps), { minLength: 1, maxLength: 3 }), {
        minLength: 1,
        maxLength: 4
      }),
      async (batches) => {
        const whatsapp_id = `id ${++count}`
        const id = await bed.queued(lease, whatsapp_id)
        for (const batch of batches) {
          for (const step of batch) journal.add(change(whatsapp_id, step))
          await journal.settled()
        }
        const heard = batches.flat()
        const strongest = steps.findLast((step) => heard.includes(step))
        const [row] = await bed.owner.query<MessageRow>('select * from messages where id = $1', [
          id
        ])
        assert.equal(row?.status, strongest)
        assert.equal(row?.error?.code, strongest === 'failed' ? 'send_failed' : undefined)
        assert.equal(row?.failed_at !== null, strongest === 'failed')
        assert.equal(row?.sent_at !== null, strongest !== 'failed')
        const events = await told(id)
        assert.equal(new Set(events).size, events.length, 'each once')
        assert.deepEqual(
          events,
          steps.filter((step) => events.includes(step)),
          'in their order'
        )
        assert.equal(events.at(-1), strongest, 'the last that is told is how it stands')
        const waiting = await bed.owner.query('select from outbound where message_id = $1', [id])
        assert.equal(waiting.length, 0, 'it has left the line')
      }
    ),
    { numRuns: 60 }
  )
})

test('a message that was given up and has arrived after all is told as sent and delivered, without an error', async (t) => {
  const bed = await leaseBed(t)
  const committer = createCommitter(
    bed.worker,
    bed.quiet([]),
    new AbortController().signal,
    systemClock
  )
  const lease = await bed.lease()
  const journal = createJournal(lease, committer, () => false)
  await bed.queued(lease, 'given up')
  for (const step of ['failed', 'delivered'] as const) {
    journal.add(change('given up', step))
    await journal.settled()
  }
  const events = await bed.owner.query<{ type: string; data: { error: unknown; status: string } }>(
    'select type, data from events order by seq'
  )
  assert.deepEqual(
    events.map(({ type, data }) => [type, data.status, data.error !== null]),
    [
      ['message.failed', 'failed', true],
      ['message.sent', 'sent', false],
      ['message.delivered', 'delivered', false]
    ]
  )
  await bed.owner.query("update messages set status = 'canceled'")
  journal.add(change('given up', 'read'))
  await journal.settled()
  const [row] = await bed.owner.query<MessageRow>('select status from messages')
  assert.equal(row?.status, 'canceled', 'it never left')
})
