import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failEndedQueues } from '../../src/jobs/tasks/fail-ended-queues.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { claimOutbound } from '../../src/queue/claim-outbound.ts'
import { createCommitter } from '../../src/worker/commit/committer.ts'
import { createJournal, type Lease } from '../../src/worker/commit/journal.ts'
import { type LeaseBed, leaseBed } from '../../testkit/lease-fixture.ts'

const typing = { session_id: 's', chat_id: 'c', from: 'f', state: 'typing' as const }
const error = { code: 'session_logged_out' as const, message: 'gone' }

const putMany = (bed: LeaseBed, lease: Lease, count: number): Promise<unknown> =>
  bed.owner.query(
    `with put as (
       insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, type, content)
       select new_id('msg'), $2, $1, 'outbound', 'queued', 'W' || i, i % 50 || '@s.whatsapp.net', 'text', '{"text": {"body": "x"}}'
       from generate_series(1, $3::int) i returning *
     )
     insert into outbound (message_id, session_id, tenant_id, chat_id, turn)
     select id, session_id, tenant_id, chat_id, case when right(whatsapp_id, 1) <> '7' then 0 end from put`,
    [lease.session_id, lease.tenant_id, count]
  )

const counts = async (bed: LeaseBed): Promise<Record<string, number>> => {
  const [row] = await bed.owner.query<Record<string, number>>(
    `select (select count(*) from outbound) as waiting,
       (select count(*) from messages where status = 'failed') as failed,
       (select count(*) from events where type = 'message.failed') as told,
       (select count(distinct data ->> 'id') from events where type = 'message.failed') as told_of,
       (select count(*) from ended_queues) as queues`
  )
  return row ?? {}
}

const never = new AbortController().signal

test('the queue of a session that was logged out fails in pieces, whoever is killed meanwhile, and each message is told once', async (t) => {
  const bed = await leaseBed(t)
  const committer = createCommitter(bed.worker, bed.quiet([]), never, systemClock)
  const lease = await bed.lease()
  await putMany(bed, lease, 1_000)
  const journal = createJournal(lease, committer, () => false)
  journal.add({ type: 'fail_queued', error })
  await journal.settled()
  assert.deepEqual(await counts(bed), { waiting: 1_000, failed: 0, told: 0, told_of: 0, queues: 1 })
  const [job] = await bed.owner.query(
    "select from graphile_worker.jobs where task_identifier = 'fail_ended_queues'"
  )
  assert.ok(job, 'it is called for at once')

  // It ends after the first piece, as if its process had been killed.
  const ended = new AbortController()
  const cut = {
    ...bed.system,
    transaction: (async (work) => {
      const result = await bed.system.transaction(work)
      ended.abort()
      return result
    }) as typeof bed.system.transaction
  }
  assert.equal(await failEndedQueues(cut, ended.signal), 200)
  assert.deepEqual(await counts(bed), {
    waiting: 800,
    failed: 200,
    told: 200,
    told_of: 200,
    queues: 1
  })

  // Linked again meanwhile: nothing of it may be sent, and what is accepted now is not lost.
  const claim = { ...lease, limit: 100, rank_max: 2, begins: true }
  assert.deepEqual(await claimOutbound(bed.worker, [claim]), [])
  const fresh = await bed.queued(lease, 'accepted after it was linked again')

  // Two at once do not do the same.
  const done = await Promise.all([
    failEndedQueues(bed.system, never),
    failEndedQueues(bed.system, never)
  ])
  assert.equal(done[0] + done[1], 800)
  assert.deepEqual(await counts(bed), {
    waiting: 1,
    failed: 1_000,
    told: 1_000,
    told_of: 1_000,
    queues: 0
  })
  const claimed = await claimOutbound(bed.worker, [claim])
  assert.deepEqual(
    claimed.map((one) => one.message_id),
    [fresh]
  )
})

test('how much a session has in the queue makes no difference to those whose changes are written with its end', async (t) => {
  const bed = await leaseBed(t)
  const committer = createCommitter(bed.worker, bed.quiet([]), never, systemClock)
  const end = async (count: number): Promise<number> => {
    const [lease, other] = [await bed.lease(), await bed.lease()]
    await putMany(bed, lease, count)
    const journals = [lease, other].map((one) => createJournal(one, committer, () => false))
    const before = await written(bed)
    journals[0]?.add({ type: 'fail_queued', error })
    journals[1]?.add({ type: 'event', event: 'chat.typing', data: typing })
    await Promise.all(journals.map((journal) => journal.settled()))
    return (await written(bed)) - before
  }
  assert.equal(await end(5_000), await end(1), 'it writes as much')
})

/** Rows written so far, in all tables but that of what was put there by the test. */
const written = async (bed: LeaseBed): Promise<number> => {
  const [row] = await bed.owner.query<{ rows: number }>(
    `select (select count(*) from events) + (select count(*) from ended_queues)
       + (select count(*) from messages where status <> 'queued') as rows`
  )
  return row?.rows ?? 0
}
