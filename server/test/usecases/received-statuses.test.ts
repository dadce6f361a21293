import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { letMessagesDisappear } from '../../src/jobs/tasks/disappear-messages.ts'
import { type LiveBed, liveBed } from '../../testkit/live-bed.ts'
import { sideBySide } from '../../testkit/side-by-side.ts'
import { until } from '../../testkit/until.ts'
import { serveFiles } from '../../testkit/worker-files.ts'
import { codeOf } from './chat-bed.ts'
import { chat, coloured, eventsOf, friendOf, posts, seen, text, typesOf } from './status-bed.ts'

const test = sideBySide(2)

type Shown = Record<string, unknown> & { id: string; from: string; whatsapp_id: string }

const received = async ({ me, path }: LiveBed, query = ''): Promise<Shown[]> =>
  (await me.get(path(`/statuses/received${query}`))).json().data

const keep = async ({ me, path }: LiveBed, on = true): Promise<void> => {
  const answer = await me.patch(path(''), { statuses: { received: on } })
  assert.equal(answer.statusCode, 200, answer.body)
  assert.deepEqual(answer.json().statuses, { received: on })
}

/** Nothing that was said before is still on its way to the session. */
const quiet = async (bed: LiveBed, from: string): Promise<void> => {
  const { ids } = await bed.farm.simulator.say(from, { to: bed.session.number, text: 'after that' })
  await until('what was said last is here', async () => {
    const { data } = (await bed.me.get('/api/v1/messages?limit=100')).json()
    return data.some((one: { whatsapp_id: string }) => one.whatsapp_id === ids[0])
  })
}

test('statuses of others are kept only where that is wanted, told of, seen by choice, and gone when their author or the day says so', async (t) => {
  const bed = await liveBed(t)
  const { me, path, session } = bed
  const { simulator, owner } = bed.farm
  const [one, other] = [await friendOf(bed), await friendOf(bed, false)]
  const people = [session.number]
  const say = async (number: string, words: string) => {
    const { ids } = await simulator.say(number, { to: chat, people, text: words })
    return ids[0] ?? ''
  }
  assert.deepEqual((await me.get(path(''))).json().statuses, { received: false })
  await say(one.number, 'not kept')
  await quiet(bed, other.number)
  assert.deepEqual(await received(bed), [])

  await keep(bed)
  const message = coloured('On holiday until Monday.', 0xff1e6e4f, 8)
  const { id: whatsapp_id } = await simulator.sendContent(one.number, {
    ...{ to: chat, people, message }
  })
  const [status] = await until('it is here', async () => {
    const found = await received(bed)
    return found.length === 1 ? found : undefined
  })
  assert.ok(status)
  assert.deepEqual(
    [status.from, status.whatsapp_id, status['type'], status['text'], status['read_at']],
    [one.jid, whatsapp_id, 'text', { body: 'On holiday until Monday.' }, null]
  )
  assert.deepEqual([status['background'], status['font']], ['#1E6E4F', 'calistoga'])
  const { posted_at, ends_at } = status as unknown as Record<string, string>
  assert.equal(Date.parse(ends_at ?? '') - Date.parse(posted_at ?? ''), 86_400_000)
  const second = await say(other.number, 'another')
  await until('that of the other one is here', async () => (await received(bed)).length === 2)
  const of_other = await received(bed, `?from=${other.number}`)
  assert.deepEqual(
    of_other.map((each) => each.whatsapp_id),
    [second]
  )
  const first_page = (await me.get(path('/statuses/received?limit=1'))).json()
  const cursor = encodeURIComponent(first_page.next_cursor)
  const next_page = (await me.get(path(`/statuses/received?limit=1&cursor=${cursor}`))).json()
  assert.deepEqual([first_page.data[0].whatsapp_id, next_page.data[0].id], [second, status.id])

  const url = path(`/statuses/received/${status.id}`)
  const before = await simulator.sentStatus(one.number, whatsapp_id)
  const own = ({ deliveries }: typeof before) =>
    deliveries.find(({ number, device }) => number === session.number && device > 0)
  assert.equal(own(before)?.read, false, 'nobody is told unless that is asked for')
  const read = await me.post(`${url}/read`)
  assert.equal(read.statusCode, 200, read.body)
  assert.ok(read.json().read_at)
  assert.equal(own(await simulator.sentStatus(one.number, whatsapp_id))?.read, true)

  const writer = await bed.app.withKey(['messages:write'], bed.tenant)
  const blind = (await writer.post(`${url}/read`)).json()
  assert.deepEqual([blind.id, blind.type, blind.text], [status.id, 'text', undefined])
  // It has been told before, so the time stays.
  assert.equal((await me.post(`${url}/read`)).json().read_at, read.json().read_at)
  await simulator.revoke(one.number, { to: chat, people, id: whatsapp_id })
  await until('it is gone', async () => (await received(bed)).length === 1)
  const gone = (await me.get(url)).json()
  assert.deepEqual([gone.text, gone.background, !!gone.deleted_at], [undefined, null, true])
  assert.equal(codeOf(await me.post(`${url}/read`)), '409 message_deleted')

  await owner.query("update messages set disappears_at = now() - interval '1 s' where id = $1", [
    of_other[0]?.id
  ])
  assert.deepEqual(await received(bed), [], 'its time is over')
  await letMessagesDisappear(owner, new AbortController().signal)
  assert.ok((await me.get(path(`/statuses/received/${of_other[0]?.id}`))).json().deleted_at)

  const told = (await eventsOf(bed)).filter(({ type }) => type.startsWith('status.'))
  assert.deepEqual(
    told.map(({ type, data }) => [type, data['from']]).toSorted(),
    [
      ['status.ended', one.jid],
      ['status.ended', other.jid],
      ['status.received', one.jid],
      ['status.received', other.jid]
    ].toSorted()
  )
  assert.deepEqual((await me.get(path('/statuses'))).json().data, [])
  for (const answer of [
    await me.get(`/api/v1/messages/${status.id}`),
    await me.get(path(`/statuses/${status.id}`)),
    await me.delete(path(`/statuses/${status.id}`)),
    await me.post(`/api/v1/messages/${status.id}/read`, {})
  ])
    assert.equal(codeOf(answer), '404 not_found')
  const { data } = (await me.get(path('/chats'))).json()
  assert.deepEqual(
    data.map((each: { id: string }) => each.id),
    [other.jid]
  )
  await keep(bed, false)
  await say(one.number, 'not kept any more')
  await quiet(bed, other.number)
  assert.deepEqual(await received(bed), [])
})

test('a post comes as a stanza of its own as well, with its file, which goes when its author takes it away', async (t) => {
  const bed = await liveBed(t)
  const { owner, urls, simulator } = bed.farm
  const { socket_path } = await serveFiles(t, urls.system)
  const worker = await bed.startWorker({ environment: { MEDIA_SOCKET: socket_path } })
  const session = await bed.farm.link(worker, bed.tenant.tenant_id)
  const path = (rest: string) => `/api/v1/sessions/${session.id}${rest}`
  const here = { ...bed, session, path }
  await keep(here)
  await simulator.setSeason({ status_tag: 'status' })
  const friend = await friendOf(bed, false)
  const place = { to: chat, people: [session.number] }
  const content = randomBytes(3_000)
  const { id, sha256 } = await simulator.sendMedia(friend.number, {
    ...{ ...place, type: 'image', caption: 'look', content: content.toString('base64') }
  })
  const [status] = await until('its file is here', async () => {
    const found = await received(here)
    const image = found[0]?.['image'] as { status?: string } | undefined
    return image?.status === 'ready' ? found : undefined
  })
  const image = status?.['image'] as Record<string, unknown>
  assert.deepEqual([image['caption'], image['sha256'], image['bytes']], ['look', sha256, 3_000])
  assert.ok(image['url'])
  const { devices } = await simulator.phone(session.number)
  assert.ok(devices.every((device) => device.queued === 0))
  await until('it is acknowledged as what it is', async () => {
    const { awaited_acks } = await simulator.stats()
    return awaited_acks === 0
  })

  await simulator.revoke(friend.number, { ...place, id })
  await until('it is gone', async () => (await received(here)).length === 0)
  const files = await owner.query('select id from media where message_id = $1', [status?.id])
  assert.deepEqual(files, [])

  await simulator.setFaults({ number: session.number, corrupt_messages: 1 })
  await simulator.say(friend.number, { ...place, text: 'cannot be read' })
  await simulator.say(friend.number, { ...place, text: 'can be' })
  await until('the one after it is here', async () => (await received(here)).length === 1)
  await until('both are acknowledged', async () => (await simulator.stats()).awaited_acks === 0)
  assert.equal((await simulator.phone(session.number)).logins, 1)
})

test('what is posted on the phone is shown as posted, with who has seen it, and taken away there', async (t) => {
  const bed = await liveBed(t)
  const { me, path, session } = bed
  const { simulator } = bed.farm
  const friend = await friendOf(bed)
  const place = { to: chat, people: [friend.number] }
  const { ids } = await simulator.say(session.number, { ...place, text: 'from the phone' })
  const shown = await until('it is here', async () => {
    const { data } = (await me.get(path('/statuses'))).json()
    return data[0]
  })
  assert.deepEqual(
    [shown.whatsapp_id, shown.status, shown.text, shown.audience, shown.views],
    [ids[0], 'sent', { body: 'from the phone' }, null, 0]
  )
  assert.equal(Date.parse(shown.ends_at) - Date.parse(shown.sent_at), 86_400_000)
  await simulator.read(friend.number, { chat })
  await until('it was seen', async () => {
    const { data } = (await me.get(path(`/statuses/${shown.id}/viewers`))).json()
    return data.length === 1 && data[0].from === friend.jid
  })
  assert.equal(codeOf(await me.delete(path(`/statuses/${shown.id}`))), '409 message_unsuitable')
  await simulator.revoke(session.number, { ...place, id: ids[0] ?? '' })
  await until('it is gone', async () => {
    const { deleted_at } = (await me.get(path(`/statuses/${shown.id}`))).json()
    return deleted_at
  })
  assert.deepEqual((await typesOf(bed)).toSorted(), [
    'status.deleted',
    'status.sent',
    'status.viewed'
  ])
  assert.deepEqual(await received(bed), [])
})

test('a status goes to whom the phone lets see its own, unless something else is said', async (t) => {
  const bed = await liveBed(t)
  const { me, path, session } = bed
  const { simulator } = bed.farm
  const [one, other] = [await friendOf(bed), await friendOf(bed)]
  const stranger = await friendOf(bed, false)
  const audience = async () => (await me.get(path('/statuses/audience'))).json()
  assert.deepEqual(await audience(), { type: 'contacts', contacts: [] })
  const post = async (setting: string, reached: { number: string }[]) => {
    const {
      id,
      whatsapp_id,
      audience: first
    } = (await me.post(path('/status'), text(setting))).json()
    assert.deepEqual(first, { type: 'phone', people: null })
    for (const { number } of reached) {
      const message = await seen(bed, number, whatsapp_id)
      assert.equal(message.seen?.status?.setting, setting)
    }
    const sent = await until('it is posted', async () => {
      const shown = (await me.get(path(`/statuses/${id}`))).json()
      return shown.status === 'sent' ? shown : undefined
    })
    assert.deepEqual(sent.audience, { type: 'phone', people: reached.length })
    return { id, whatsapp_id }
  }
  await post('contacts', [one, other])
  const { number } = session
  const except = { statuses: 'blacklist', statuses_people: [other.number] } as const
  await simulator.setProfile(number, except)
  const shown = await audience()
  assert.equal(shown.type, 'except')
  assert.deepEqual(shown.contacts, [other.jid])
  await post('denylist', [one])
  const only = { statuses: 'whitelist', statuses_people: [stranger.number] } as const
  await simulator.setProfile(number, only)
  const { id } = await post('allowlist', [stranger])

  // It is taken away from those who got it, however that is set now.
  await simulator.setProfile(number, except)
  const taken = (await me.delete(path(`/statuses/${id}`))).json()
  const revoked = await seen(bed, stranger.number, taken.whatsapp_id)
  assert.equal(revoked.kind, 'revoke')
  const counts = [one, other, stranger].map((each) => posts(bed, each.number))
  assert.deepEqual(await Promise.all(counts), [2, 1, 2])
})
