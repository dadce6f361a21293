import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { liveBed } from '../../testkit/live-bed.ts'
import { sideBySide } from '../../testkit/side-by-side.ts'
import { until } from '../../testkit/until.ts'
import { serveFiles, storeFile } from '../../testkit/worker-files.ts'
import { codeOf } from './chat-bed.ts'
import { chat, eventsOf, friendOf, posts, seen, text, typesOf, until_status } from './status-bed.ts'

const test = sideBySide(2)
test('a status is seen by the phone book, told of, viewed and taken away, and is in no chat', async (t) => {
  const bed = await liveBed(t)
  const { me, path } = bed
  const { simulator } = bed.farm
  const [one, other, stranger] = [
    await friendOf(bed),
    await friendOf(bed),
    await friendOf(bed, false)
  ]
  const posted = await me.post(path('/status'), text('Open until ten tonight.'))
  assert.equal(posted.statusCode, 202, posted.body)
  const { id, whatsapp_id, status, audience, background, font, ends_at } = posted.json()
  assert.deepEqual(
    [status, audience, background, font, ends_at],
    ['queued', { type: 'phone', people: null }, '#1E6E4F', 'system', null]
  )
  for (const number of [one.number, other.number, bed.session.number]) {
    const message = await seen(bed, number, whatsapp_id)
    assert.deepEqual([message.chat, message.text], [chat, 'Open until ten tonight.'])
    assert.deepEqual(message.seen, {
      problem: null,
      status: { background: '#1e6e4f', font: 0, setting: 'contacts' }
    })
  }
  const sent = await until_status(bed, id, 'sent')
  assert.equal(Date.parse(sent.ends_at) - Date.parse(sent.sent_at), 86_400_000)
  assert.deepEqual(sent.audience, { type: 'phone', people: 2 })
  assert.equal(await posts(bed, stranger.number), 0)

  await simulator.read(one.number, { chat })
  await until('it was viewed', async () => {
    const { views } = (await me.get(path(`/statuses/${id}`))).json()
    return views === 1
  })
  const viewers = (await me.get(path(`/statuses/${id}/viewers`))).json()
  assert.deepEqual(
    viewers.data.map(({ from }: { from: string }) => from),
    [one.jid]
  )
  const taken = await me.delete(path(`/statuses/${id}`))
  assert.equal(taken.statusCode, 202, taken.body)
  assert.deepEqual([taken.json().type, taken.json().delete], ['delete', { status_id: id }])
  const revoked = await seen(bed, other.number, taken.json().whatsapp_id)
  assert.deepEqual([revoked.kind, revoked.seen?.problem ?? null], ['revoke', null])
  await until('its content is gone', async () => {
    const shown = (await me.get(path(`/statuses/${id}`))).json()
    return shown.deleted_at !== null && shown.text === undefined
  })
  assert.equal(codeOf(await me.delete(path(`/statuses/${id}`))), '409 message_deleted')

  const types = await typesOf(bed)
  assert.deepEqual(
    types.filter((type) => !type.startsWith('status.')),
    [],
    'nothing is told of messages or chats'
  )
  assert.deepEqual(types.toSorted(), [
    'status.accepted',
    'status.accepted',
    'status.deleted',
    'status.sent',
    'status.sent',
    'status.viewed'
  ])
  const viewed = (await eventsOf(bed)).find(({ type }) => type === 'status.viewed')
  assert.deepEqual([viewed?.data['status_id'], viewed?.data['from']], [id, one.jid])
  assert.deepEqual((await me.get(path('/chats'))).json().data, [])
  assert.deepEqual((await me.get('/api/v1/messages')).json().data, [])
  for (const answer of [
    await me.get(`/api/v1/messages/${id}`),
    await me.get(`/api/v1/messages/${id}/receipts`),
    await me.post(`/api/v1/messages/${id}/cancel`),
    await me.post(`/api/v1/messages/${id}/reaction`, { emoji: '👍' })
  ])
    assert.equal(codeOf(answer), '404 not_found')
  const list = (await me.get(path('/statuses'))).json()
  assert.deepEqual(
    list.data.map((shown: { id: string }) => shown.id),
    [id]
  )
})

test('who may see it is chosen by name, and pictures, videos and voices are posted as well', async (t) => {
  const bed = await liveBed(t)
  const { owner, urls } = bed.farm
  const { store, socket_path } = await serveFiles(t, urls.system)
  const worker = await bed.startWorker({ environment: { MEDIA_SOCKET: socket_path } })
  const session = await bed.farm.link(worker, bed.tenant.tenant_id)
  const path = (rest: string) => `/api/v1/sessions/${session.id}${rest}`
  const [one, other] = [
    await friendOf(bed, true, session.id),
    await friendOf(bed, true, session.id)
  ]
  const stranger = await friendOf(bed, false)
  const file = (details: Parameters<typeof storeFile>[2]) =>
    storeFile({ owner, store, tenant_id: bed.tenant.tenant_id }, randomBytes(2_000), details)
  const thumbnail = randomBytes(300)
  const picture = await file({ mime_type: 'image/jpeg', width: 80, height: 60, thumbnail })
  const film = await file({
    ...{ mime_type: 'video/mp4', width: 80, height: 60, seconds: 3, thumbnail }
  })
  const voice = await file({ mime_type: 'audio/ogg; codecs=opus', seconds: 3 })
  const only = { type: 'only', contacts: [stranger.number] }
  const except = { type: 'except', contacts: [other.jid] }
  const cases = [
    [text('x', { audience: only, background: '#a1b2c3', font: 'courier' }), 'text', 'allowlist'],
    [
      { type: 'image', image: { id: picture, caption: 'look' }, audience: only },
      'image',
      'allowlist'
    ],
    [{ type: 'video', video: { id: film } }, 'video', 'contacts'],
    [
      { type: 'audio', audio: { id: voice }, background: '#102030', audience: except },
      'audio',
      'denylist'
    ]
  ] as const
  for (const [body, kind, setting] of cases) {
    const answer = await bed.me.post(path('/status'), body)
    assert.equal(answer.statusCode, 202, answer.body)
    const { id, whatsapp_id } = answer.json()
    const message = await seen(
      bed,
      setting === 'allowlist' ? stranger.number : one.number,
      whatsapp_id
    )
    assert.equal(message.kind, kind)
    assert.deepEqual([message.seen?.problem, message.seen?.status?.setting], [null, setting])
    const shown = await until_status(bed, id, 'sent', path('/statuses'))
    assert.ok(shown[kind], JSON.stringify(shown))
    if (kind === 'text')
      assert.deepEqual(
        [message.seen?.status?.background, message.seen?.status?.font],
        ['#a1b2c3', 10]
      )
    if (kind === 'audio') {
      assert.equal(shown.audio.voice, true)
      assert.equal(message.seen?.status?.background, '#102030')
    }
  }
  const counts = [one, other, stranger].map(({ number }) => posts(bed, number))
  assert.deepEqual(await Promise.all(counts), [2, 1, 2])
})
