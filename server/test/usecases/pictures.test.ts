import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { get } from 'node:https'
import sharp from 'sharp'
import { newId } from '../../src/domain/ids.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { type Answer, harness } from '../../testkit/app.ts'
import { connectedAt } from '../../testkit/connected-at.ts'
import {
  assertGuarded,
  assertRefusals,
  assertSilence,
  type LiveBed,
  liveBed
} from '../../testkit/live-bed.ts'
import { pictureBomb } from '../../testkit/picture-bomb.ts'
import { recordingWorkers } from '../../testkit/resources.ts'
import { seedSession } from '../../testkit/seed-session.ts'
import { sideBySide } from '../../testkit/side-by-side.ts'
import { until } from '../../testkit/until.ts'
import { workingDelivery } from '../../testkit/working-delivery.ts'

const test = sideBySide(2)

const png = (width: number, height: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 4, background: '#08f' } })
    .png()
    .toBuffer()

const bedOf = async (t: Parameters<typeof liveBed>[0]): Promise<LiveBed> => {
  const bed = await liveBed(t)
  await workingDelivery(t, bed.app)
  return bed
}

const give = async ({ me }: Pick<LiveBed, 'me'>, content: Buffer | string): Promise<string> => {
  const data = Buffer.from(content).toString('base64')
  const given = await me.post('/api/v1/media', { data, file_name: 'file' })
  assert.equal(given.statusCode, 201, given.body)
  return given.json().id
}

const made = (bed: LiveBed, subject = 'Friends') =>
  bed.me.post(bed.path('/groups'), { subject, participants: [] })

/** What was told of pictures of groups, the oldest first. */
const toldOfPictures = async ({ me }: LiveBed): Promise<{ group_id: string; by: unknown }[]> => {
  const { data } = (await me.get('/api/v1/events?limit=100')).json()
  return data
    .map((one: { data: { changes?: object } }) => one.data)
    .filter((one: { changes?: object }) => one.changes && 'picture' in one.changes)
}

/** From the server of the simulator, whose certificate nobody else knows. */
const download = async (url: string, ca: string): Promise<Buffer> => {
  const asked = get(url, { ca: readFileSync(ca) })
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  return Buffer.concat(await answer.toArray())
}

const codeOf = ({ statusCode, body }: Answer): string => `${statusCode} ${JSON.parse(body).code}`

test('a picture of the number is made a square and shown, until it is taken away', async (t) => {
  const bed = await bedOf(t)
  const { me, path } = bed
  const photo = sharp({ create: { width: 900, height: 300, channels: 3, background: '#0f0' } })
  const content = await photo.jpeg().withMetadata({ orientation: 6 }).toBuffer()
  const media_id = await give(bed, content)
  const set = await me.put(path('/profile/picture'), { media_id })
  assert.equal(set.statusCode, 200, set.body)
  const { picture } = (await me.get(path('/profile'))).json()
  assert.equal(set.json().id, picture.id)
  const { simulator, simulator_info } = bed.farm
  assert.equal((await simulator.phone(bed.session.number)).picture, picture.id)
  const shown = sharp(await download(picture.url, simulator_info.media_ca))
  const { width, height, format, exif, orientation } = await shown.metadata()
  assert.deepEqual(
    [width, height, format, exif, orientation],
    [640, 640, 'jpeg', undefined, undefined]
  )
  const again = await me.put(path('/profile/picture'), { media_id })
  assert.equal(again.statusCode, 200, again.body)
  assert.equal((await me.delete(path('/profile/picture'))).statusCode, 204)
  assert.equal((await me.get(path('/profile'))).json().picture, null)
  const { data } = (await me.get('/api/v1/audit-log')).json()
  const changed = data.filter((one: { action: string }) => one.action === 'session.profile_changed')
  assert.deepEqual(
    changed.map((one: { details: object }) => one.details),
    [{ field: 'picture' }, { field: 'picture' }, { field: 'picture' }]
  )
})

test('a picture of a group is told as others would tell it, once, though WhatsApp tells it too', async (t) => {
  const bed = await bedOf(t)
  const { me, path } = bed
  const { simulator } = bed.farm
  const group_id = (await made(bed)).json().id
  const url = path(`/groups/${group_id}/picture`)
  const set = await me.put(url, { media_id: await give(bed, await png(640, 640)) })
  assert.equal(set.statusCode, 200, set.body)
  const notify = (id: string, content: { tag: string; attrs: Record<string, string> }) =>
    simulator.sendStanza(bed.session.number, {
      tag: 'notification',
      attrs: { type: 'picture', from: group_id, id, t: '1750000000' },
      content: [content]
    })
  await notify('N1', { tag: 'set', attrs: { id: set.json().id } })
  assert.equal((await me.delete(url)).statusCode, 204)
  await notify('N2', { tag: 'delete', attrs: {} })
  await notify('N3', { tag: 'set', attrs: { id: '77' } })
  const told = await until('all is told', async () => {
    const all = await toldOfPictures(bed)
    return all.length >= 3 ? all : undefined
  })
  const { jid, lid, number } = await simulator.phone(bed.session.number)
  assert.deepEqual(
    told.map(({ by, ...one }) => [by, (one as { changes?: object })['changes']]),
    [
      [{ jid, lid, phone_number: number }, { picture: { id: set.json().id } }],
      [{ jid, lid, phone_number: number }, { picture: null }],
      [null, { picture: { id: '77' } }]
    ]
  )
})

test('what can be no picture is refused as the field that named it, before WhatsApp is asked', async (t) => {
  const bed = await bedOf(t)
  const { me, path } = bed
  const wrong: [string, string, RegExp][] = [
    ['no picture', await give(bed, '%PDF-1.4 nothing'), /not of a type/],
    ['too small', await give(bed, await png(640, 191)), /too few pixels/],
    ['a bomb', await give(bed, pictureBomb()), /larger than is allowed/],
    ['damaged', await give(bed, (await png(900, 900)).subarray(0, 900)), /damaged/],
    ['of nobody', newId('media'), /no such file/]
  ]
  const group_id = (await made(bed)).json().id
  for (const [what, media_id, says] of wrong)
    for (const url of ['/profile/picture', `/groups/${group_id}/picture`]) {
      const answer = await me.put(path(url), { media_id })
      assert.equal(answer.statusCode, 422, `${what}: ${answer.body}`)
      assert.equal(answer.json().errors[0].path, 'media_id')
      assert.match(answer.json().errors[0].message, says, what)
    }
  const theirs = bed.app.as(await bed.app.seed.tenant())
  const foreign = await give({ me: theirs }, await png(640, 640))
  for (const body of [{}, { media_id: 'x' }, { media_id: foreign }, { media_id: foreign, a: 1 }])
    assert.equal((await me.put(path('/profile/picture'), body)).statusCode, 422)
  assert.equal((await bed.farm.simulator.phone(bed.session.number)).picture, null)
})

test('who may not is refused, and what WhatsApp refuses or leaves unanswered is told', async (t) => {
  const bed = await bedOf(t)
  const { me, path } = bed
  const { simulator } = bed.farm
  const { number } = bed.session
  const media_id = await give(bed, await png(300, 200))
  const boss = await simulator.createPhone({})
  const theirs = await simulator.createGroup(boss.number, {
    subject: 'Locked',
    participants: [number]
  })
  await simulator.changeGroup(boss.number, { group: theirs.id, locked: true })
  const own = path('/profile/picture')
  const group = path(`/groups/${theirs.id}/picture`)
  assert.equal(codeOf(await me.put(group, { media_id })), '403 not_a_group_admin')
  assert.equal(codeOf(await me.delete(group)), '403 not_a_group_admin')
  const nowhere = path('/groups/120363999999999999@g.us/picture')
  assert.equal(codeOf(await me.put(nowhere, { media_id })), '404 group_not_found')
  const set = () => me.put(own, { media_id })
  const setOfGroup = () => me.put(group, { media_id })
  await simulator.setFaults({ number, refuse_questions: true, refusal_code: 406 })
  for (const ask of [set, setOfGroup]) assert.equal(codeOf(await ask()), '422 picture_refused')
  await simulator.clearFaults({ number })
  for (const [scope, url] of [
    ['sessions:write', own],
    ['groups:write', group]
  ] as const) {
    await assertGuarded(bed, scope, (caller) => caller.put(url, { media_id }))
    await assertGuarded(bed, scope, (caller) => caller.delete(url))
  }
  const resting = `/api/v1/sessions/${await seedSession(bed.app, bed.tenant)}`
  for (const url of ['/profile/picture', `/groups/${theirs.id}/picture`]) {
    const answers = [me.put(resting + url, { media_id }), me.delete(resting + url)]
    for (const answer of answers) assert.equal(codeOf(await answer), '409 session_not_connected')
  }
  await assertSilence(bed, set, setOfGroup, () => me.delete(own))
  await assertRefusals(bed, set)
})

test('a file that is not ready in time is said to be not ready, and WhatsApp is not asked', async (t) => {
  const { workers, asked } = recordingWorkers()
  let now_ms = 0
  const clock = { ...systemClock, monotonic_ms: () => (now_ms += 5_000) }
  const app = await harness(t, { deps: () => ({ workers, clock }) })
  const tenant = await app.seed.tenant()
  const person = app.as(tenant)
  const id = await connectedAt({ app, tenant, person })
  const media_id = await give({ me: person }, await png(300, 300))
  const answer = await person.put(`/api/v1/sessions/${id}/profile/picture`, { media_id })
  assert.equal(codeOf(answer), '409 media_not_ready')
  assert.equal(answer.headers['retry-after'], '5')
  assert.deepEqual(asked, [])
})
