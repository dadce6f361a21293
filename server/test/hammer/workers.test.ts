import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { orchestratorBed, type WorkerMood } from '../../testkit/orchestrator-fixture.ts'
import { sideBySide } from '../../testkit/side-by-side.ts'
import { until } from '../../testkit/until.ts'
import { long, use } from './meter.ts'

const test = sideBySide(4)

const seconds = long ? 40 : 10
/** The first is started again at once, then pauses double from half a second. */
const starts_max = long ? 14 : 10
const lines_per_start_max = 12
const cpu_share_max = 0.6

const moods: WorkerMood[] = ['ends at once', 'ends when it is ready', 'never answers']

for (const mood of moods)
  test(`workers of which each ${mood} are started less and less often, and their session goes on when one is sound`, async (t) => {
    const bed = await orchestratorBed(t, {
      worker: './moody-worker.ts',
      lease_seconds: 60,
      start_ms_max: 1_500
    })
    await bed.mood(mood)
    const session = await bed.session(await bed.tenant('trial'))
    const orchestrator = await bed.spawn({}, 'info')
    await until('one was started', async () => (await bed.instances()).length > 0)
    const before = (await bed.instances()).length
    const {
      cpu_s,
      lines,
      seconds: took
    } = await use([orchestrator.pid ?? 0], orchestrator.lines, seconds)
    const starts = (await bed.instances()).length - before
    t.diagnostic(`${starts} starts, ${lines} lines, ${cpu_s} s of processor in ${took} s`)
    assert.ok(starts >= 1 && starts <= starts_max, `${starts} starts in ${took} s`)
    assert.ok(lines <= lines_per_start_max * (starts + 2), `${lines} lines for ${starts} starts`)
    assert.ok(cpu_s <= cpu_share_max * took, `${cpu_s} s of processor`)
    await bed.mood('sound')
    await until(
      'it is connected',
      async () => (await bed.read(session)).status === 'connected',
      90_000
    )
    assert.deepEqual(await bed.events('session.failed'), [])
  })

test('where no worker can be started at all, because its log cannot be written, sessions wait and it is tried less and less often', async (t) => {
  const bed = await orchestratorBed(t)
  // A file where the folder should be: nobody can write there, not even root.
  const folder = join(bed.options.folder, 'logs')
  await writeFile(folder, '')
  const session = await bed.session(await bed.tenant('trial'))
  const orchestrator = await bed.spawn({}, 'info')
  await until(
    'it waits',
    async () => (await bed.read(session)).status_reason === 'worker_unavailable',
    60_000
  )
  const before = (await bed.instances()).length
  assert.ok(before <= starts_max, `${before} starts before it was told`)
  const {
    cpu_s,
    lines,
    seconds: took
  } = await use([orchestrator.pid ?? 0], orchestrator.lines, seconds)
  const starts = (await bed.instances()).length - before
  assert.ok(starts <= 6, `${starts} starts in ${took} s`)
  assert.ok(lines <= lines_per_start_max * (starts + 2), `${lines} lines for ${starts} starts`)
  assert.ok(cpu_s <= cpu_share_max * took, `${cpu_s} s of processor`)
  assert.deepEqual(await bed.events('session.failed'), [])
})
