import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { utimes } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { until } from '../../../testkit/until.ts'
import { checkFiles } from '../check-files.ts'
import { type FileLane, fileLane, sha256, waitMedia } from './file-lane.ts'
import {
  type KilledRole,
  type KillPoint,
  kill_points,
  nameOf,
  type Road,
  role_of
} from './table.ts'

/**
 * What is sent or received over one road of a file: resolves when its process was killed. What it then gives waits until
 * that is where it should be, which the next one sees to.
 */
type Walk = (lane: FileLane, point: KillPoint) => Promise<() => Promise<unknown>>

/** Does this while the trap of the point is set, and resolves when it has sprung. */
const kill = async <T>(lane: FileLane, point: KillPoint, provoke: () => Promise<T>): Promise<T> => {
  const role = role_of[point.road]
  const trap = lane.traps[role]
  let given: T | undefined
  const provoked = async () => {
    given = await provoke()
  }
  if (role === 'worker') await lane.kill(point, provoked)
  else {
    await trap.set(point)
    await provoked()
    await trap.sprung(point)
  }
  return given as T
}

const upload: Walk = async (lane, point) => {
  const body = { data: randomBytes(2_000).toString('base64'), file_name: 'a.bin' }
  const options = { idempotency_key: nameOf(point).replaceAll(' ', '-'), until_status: 201 }
  const post = () => lane.caller.call('POST', '/api/v1/media', body, options)
  const first = await kill(lane, point, post)
  assert.equal(first.status, 201, JSON.stringify(first.body))
  const again = await post()
  assert.deepEqual([again.body.id, again.replayed], [first.body.id, true])
  return () => waitMedia(lane, first.body.id, 'ready')
}

/** A document that comes with its message. */
const bring: Walk = async (lane, point) => {
  const content = randomBytes(3_000)
  const document = { data: content.toString('base64') }
  const sent = await kill(lane, point, () => lane.sendFile({ type: 'document', document }))
  return () => lane.waitShown(sent.whatsapp_id, sha256(content))
}

/** A picture that is fetched from its link. */
const link: Walk = async (lane, point) => {
  const { content, link } = await lane.picture()
  const sent = await kill(lane, point, () => lane.sendFile({ type: 'image', image: { link } }))
  return () => lane.waitShown(sent.whatsapp_id, sha256(content))
}

/** A picture that is made into a sticker. */
const sticker: Walk = async (lane, point) => {
  const { content } = await lane.picture()
  const data = content.toString('base64')
  const sent = await kill(lane, point, () => lane.sendFile({ type: 'sticker', sticker: { data } }))
  return () => lane.waitShown(sent.whatsapp_id)
}

/** A picture that somebody sends to us. */
const arrive: Walk = async (lane, point) => {
  const { farm, session, friend } = lane
  const content = randomBytes(5_000)
  const file = { type: 'image' as const, content: content.toString('base64') }
  const { id } = await kill(lane, point, () =>
    farm.simulator.sendMedia(friend, { to: session.number, ...file })
  )
  return () =>
    until('the file that has arrived is there', async () => {
      const [row] = await farm.owner.query<{ sha256: string | null }>(
        'select f.sha256 from media f join messages m on m.id = f.message_id where m.whatsapp_id = $1',
        [id]
      )
      return row?.sha256 === sha256(content)
    })
}

const old = new Date(Date.now() - 3 * 3_600_000)

/** A file that has expired, one that nobody names any more and one that no row knows; none of them is young. */
const sweep: Walk = async (lane, point) => {
  const { farm, caller, store, tenant_id } = lane
  const put = async (): Promise<{ id: string; sha256: string }> => {
    const body = { data: randomBytes(1_000).toString('base64') }
    const options = { idempotency_key: randomBytes(8).toString('hex'), until_status: 201 }
    return (await caller.call('POST', '/api/v1/media', body, options)).body
  }
  const [expired, deleted] = [await put(), await put()]
  const source = (async function* () {
    yield randomBytes(1_000)
  })()
  const unknown = await store.put(tenant_id, source, { bytes_max: 2_000 })
  const unneeded = [expired, deleted, unknown].map((file) => file.sha256)
  await farm.owner.query('update media set expires_at = now() where id = $1', [expired.id])
  await farm.owner.query('delete from media where id = $1', [deleted.id])
  await farm.owner.query('update media_files set stored_at = $2 where sha256 = any ($1)', [
    unneeded,
    old
  ])
  for (const hash of unneeded)
    await utimes(join(lane.folder, tenant_id, hash.slice(0, 2), hash), old, old)
  await kill(lane, point, () =>
    farm.owner.query("select graphile_worker.add_job('sweep_media', '{\"v\": 1}')")
  )
  return () =>
    until('the next one has swept what is left', async () => {
      const found = await Promise.all(
        unneeded.map((hash) => store.find({ tenant_id, sha256: hash }))
      )
      const rows = await farm.owner.query('select from media_files where sha256 = any ($1)', [
        unneeded
      ])
      return found.every((file) => file === null) && rows.length === 0
    })
}

const walks = {
  upload,
  bring,
  'file work': link,
  conversion: sticker,
  'file given': bring,
  'file taken': arrive,
  'file out': bring,
  'file in': arrive,
  sweep
} satisfies Partial<Record<Road, Walk>>

/**
 * Kills gateway, worker and delivery role at each step of a file, and looks in the end what there is of all of them. None of
 * them waits for what the one before has left to do: giving back the jobs of a dead process takes seconds.
 */
export const killOverFiles = async (t: TestContext): Promise<void> => {
  const lane = await fileLane(t)
  const { farm, session, friend, traps } = lane
  const points = kill_points.filter((point) => Object.hasOwn(walks, point.road))
  const killAll = async (role: KilledRole): Promise<void> => {
    const own = points.filter(({ road }) => role_of[road] === role)
    const settled: Promise<unknown>[] = []
    for (const point of own) {
      const settle = await walks[point.road as keyof typeof walks](lane, point)
      settled.push(settle())
    }
    await Promise.all(settled)
    assert.deepEqual(await traps[role].hits(), own.map(nameOf), 'every point of the table was hit')
  }
  // A worker waits for a delivery role that is away: not both at once.
  await Promise.all([killAll('gateway'), killAll('delivery').then(() => killAll('worker'))])

  const sent = points.filter(({ road }) => /bring|work|conversion|given|out/.test(road)).length
  const { messages } = await farm.simulator.received(friend, { from: session.number })
  assert.equal(messages.length, sent, 'the phone shows each message once')
  const arrived = points.filter(({ road }) => /taken|in$/.test(road)).length
  const uploads = points.filter(({ road }) => road === 'upload').length
  const rows = await farm.owner.query('select from media')
  assert.equal(rows.length, sent + arrived + uploads, 'each file has one row')
  const told = await farm.owner.query<{ type: string; id: string; times: number }>(
    `select type, data ->> 'id' as id, count(*)::int as times from events where type like 'media.%' group by 1, 2`
  )
  assert.deepEqual(
    told.filter((one) => one.times !== 1 || one.type !== 'media.ready'),
    [],
    'each file is told once, and none was given up'
  )
  assert.deepEqual(await checkFiles(farm.owner, lane.store, lane.temporary), [])
}
