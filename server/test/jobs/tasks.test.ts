import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { tasks } from '../../src/jobs/tasks.ts'
import { createLog } from '../../src/lib/log.ts'
import { deliveryBed, receiver } from '../../testkit/delivery-fixture.ts'
import { until } from '../../testkit/until.ts'

const names = new Set(tasks.map((task) => task.name))

test('every task has a file of its own, a name of its own, and is in the list', async () => {
  const files = await readdir(new URL('../../src/jobs/tasks', import.meta.url))
  assert.equal(files.length, tasks.length)
  assert.equal(names.size, tasks.length)
})

test('every task is done by the clock or put by the database, and the database puts no other', async (t) => {
  const bed = await deliveryBed(t)
  const functions = await bed.owner.query<{ name: string; body: string }>(
    `select proname as name, prosrc as body from pg_proc
     where pronamespace = 'public'::regnamespace and prosrc ~ 'graphile_worker.add_job|put_media_job'
       and not coalesce('task' = any (proargnames), false)`
  )
  const put = functions.flatMap(({ name, body }) => {
    const found = [...body.matchAll(/(?:add_job|put_media_job|select )\('(\w+)'/g)].map(
      (match) => match[1] ?? ''
    )
    assert.ok(found.length > 0, `${name} puts jobs of a task that is not seen here`)
    return found
  })
  const scheduled = tasks.filter((task) => task.schedule !== undefined).map((task) => task.name)
  assert.deepEqual(
    new Set([...put, ...scheduled]),
    names,
    'a task that nobody puts, or a job of no task'
  )
  assert.equal(put.filter((name) => name === 'deliver_webhook').length, 1)
  assert.equal(put.filter((name) => name === 'drain_webhook').length, 1)
})

test('code names the tasks of webhooks and their attempts nowhere but in the database', async () => {
  const folder = new URL('../../src/', import.meta.url)
  for (const file of await readdir(folder, { recursive: true })) {
    if (!file.endsWith('.ts')) continue
    const text = await readFile(new URL(file, folder), 'utf8')
    assert.ok(!text.includes("graphile_worker.add_jobs('"), file)
    if (text.includes("'deliver_webhook'")) assert.equal(file, 'queue/delivery-jobs.ts')
  }
})

const logged = () => {
  const lines: Record<string, unknown>[] = []
  const log = createLog({
    level: 'warn',
    role: 'delivery',
    sink: {
      write: (line: string) => void lines.push(JSON.parse(line)),
      settle: async () => undefined,
      flushSync: () => undefined
    }
  })
  return { lines, log }
}

test('a job put by a version that did not number its payloads is done', async (t) => {
  const bed = await deliveryBed(t)
  const target = await receiver(t)
  const webhook = await bed.webhook(target.url)
  await bed.events()
  const [put] = await bed.owner.query<{ payload: object }>(
    "select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'deliver_webhook'"
  )
  const [delivery] = await bed.deliveries(webhook)
  assert.deepEqual(put?.payload, { v: 1, delivery_id: delivery?.id })
  await bed.owner.query(
    "update graphile_worker._private_jobs set payload = (payload::jsonb - 'v')::json"
  )
  bed.run()
  await bed.delivery('it is delivered', webhook, (one) => one.status === 'succeeded')
})

test('a job of a newer version, or of a task that is not known here, is told to the operator and kept as it is', async (t) => {
  const bed = await deliveryBed(t)
  const target = await receiver(t)
  const webhook = await bed.webhook(target.url)
  await bed.events()
  await bed.owner.query(
    'update graphile_worker._private_jobs set payload = (payload::jsonb || \'{"v": 2, "new": true}\')::json'
  )
  await bed.owner.query(
    'select graphile_worker.add_job(\'not_yet_invented\', \'{"some": "thing"}\')'
  )
  const { lines, log } = logged()
  bed.run({ log })
  const said = (msg: string) => until(msg, () => lines.find((line) => line['msg'] === msg))
  assert.equal((await said('job of a newer version put aside'))['task'], 'deliver_webhook')
  const unknown = await said('jobs of unknown tasks are left to a newer version')
  assert.deepEqual(unknown['tasks'], ['not_yet_invented'])
  type Job = { task: string; payload: object; left: number; later: boolean }
  const jobs = () =>
    bed.owner.query<Job>(
      `select t.identifier as task, j.payload, j.max_attempts - j.attempts as left, j.run_at > now() + interval '30 s' as later
       from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier in ('deliver_webhook', 'not_yet_invented') and j.attempts < j.max_attempts order by 1`
    )
  const [delivery] = await bed.deliveries(webhook)
  assert.equal(delivery?.status, 'pending')
  await until('it is put aside', async () => (await jobs())[0]?.later)
  assert.deepEqual(await jobs(), [
    {
      task: 'deliver_webhook',
      payload: { v: 2, new: true, delivery_id: delivery?.id },
      left: 14,
      later: true
    },
    { task: 'not_yet_invented', payload: { some: 'thing' }, left: 25, later: false }
  ])
  assert.equal(target.received.length, 0)
})
