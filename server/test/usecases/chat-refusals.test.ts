import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Caller } from '../../testkit/app.ts'
import { assertRefusals, liveBed } from '../../testkit/live-bed.ts'
import { chatWith, codeOf, groupWith } from './chat-bed.ts'

test('a chat is set by nobody but its tenant, with a key for it, in words that are known, and while WhatsApp takes it', async (t) => {
  const bed = await liveBed(t)
  const { friend, ids, path } = await chatWith(bed, ['one'])
  const [message] = (await bed.me.get('/api/v1/messages')).json().data
  assert.equal(message.whatsapp_id, ids[0])
  const calls: [string, (caller: Caller, body?: object) => ReturnType<Caller['post']>][] = [
    ...['read', 'unread', 'archive', 'mute', 'pin', 'clear', 'typing'].map(
      (verb) =>
        [verb, (caller: Caller, body?: object) => caller.post(path(`/${verb}`), body)] as [
          string,
          (caller: Caller, body?: object) => ReturnType<Caller['post']>
        ]
    ),
    ['star', (caller, body) => caller.post(`/api/v1/messages/${message.id}/star`, body)],
    ['delete for me', (caller) => caller.delete(`/api/v1/messages/${message.id}?for=me`)],
    ['presence', (caller) => caller.post(bed.path(`/contacts/${friend.number}/presence`))],
    ['delete', (caller) => caller.delete(path(''))],
    ['stay', (caller) => caller.patch(path(''), { disappearing_seconds: 86_400 })]
  ]
  const other = bed.app.as(await bed.app.seed.tenant())
  const reader = await bed.app.withKey(['messages:read', 'contacts:read'], bed.tenant)
  for (const [name, call] of calls) {
    assert.equal(codeOf(await call(bed.app.anonymous)), '401 unauthenticated', name)
    assert.equal(codeOf(await call(reader)), '403 scope_missing', name)
    assert.equal(codeOf(await call(other)), '404 not_found', name)
  }
  const bad = [
    ['archive', { archived: 'yes' }],
    ['mute', { until: '2020-01-01T00:00:00Z' }],
    ['mute', { until: 'tomorrow' }],
    ['mute', { muted: false, until: '2999-01-01T00:00:00Z' }],
    ['pin', { pin: true }],
    ['typing', { state: 'thinking' }],
    ['read', { receipts: 1 }]
  ] as const
  for (const [verb, body] of bad)
    assert.equal(
      codeOf(await bed.me.post(path(`/${verb}`), body)),
      '422 validation_failed',
      `${verb} ${JSON.stringify(body)}`
    )
  for (const body of [{}, { disappearing_seconds: 60 }, { disappearing_seconds: null }, { pin: 1 }])
    assert.equal(codeOf(await bed.me.patch(path(''), body)), '422 validation_failed')
  for (const body of [{ starred: 'yes' }, { star: true }, []])
    assert.equal(
      codeOf(await bed.me.post(`/api/v1/messages/${message.id}/star`, body)),
      '422 validation_failed',
      JSON.stringify(body)
    )
  assert.equal(codeOf(await bed.me.post('/api/v1/messages/msg_1/star')), '404 not_found')
  assert.equal(
    codeOf(await bed.me.post(bed.path('/chats/201555000999/archive'))),
    '404 not_found',
    'nothing was ever said there'
  )

  const { number } = bed.session
  const { simulator } = bed.farm
  const group = await groupWith(bed, friend.number)
  const stay = (chat: string) => bed.me.patch(chat, { disappearing_seconds: 86_400 })
  const asked = {
    read: () => bed.me.post(path('/read')),
    star: () => bed.me.post(`/api/v1/messages/${message.id}/star`),
    stay: () => stay(path('')),
    stay_in_group: () => stay(group.path()),
    // To these WhatsApp never answers anything.
    typing: () => bed.me.post(path('/typing')),
    presence: () => bed.me.post(bed.path(`/contacts/${friend.number}/presence`))
  }
  const answers = async () =>
    Object.fromEntries(
      await Promise.all(
        Object.entries(asked).map(async ([name, ask]) => [name, codeOf(await ask())])
      )
    )
  await simulator.setFaults({
    number,
    refuse_questions: true,
    refuse_sends: true,
    refusal_code: 503
  })
  const unavailable = '503 whatsapp_unavailable'
  assert.deepEqual(await answers(), {
    read: unavailable,
    star: unavailable,
    stay: unavailable,
    stay_in_group: unavailable,
    typing: '204',
    presence: '204'
  })
  await simulator.clearFaults({ number })
  await simulator.setFaults({ number, refuse_sends: true, refusal_code: 402 })
  assert.equal(codeOf(await asked.stay()), '409 refused_by_whatsapp')
  await simulator.setFaults({ number, refuse_questions: true, refusal_code: 402 })
  assert.equal(codeOf(await asked.stay_in_group()), '409 refused_by_whatsapp')
  await simulator.clearFaults({ number })
  await simulator.setFaults({
    number,
    withhold_answers: true,
    withhold_acks: true,
    // They would tell that the message has arrived.
    withhold_receipts: true
  })
  const silent = '504 call_timed_out'
  assert.deepEqual(await answers(), {
    read: silent,
    star: silent,
    stay: silent,
    stay_in_group: silent,
    typing: '204',
    presence: '204'
  })
  await simulator.clearFaults({ number })
  await assertRefusals(bed, () => bed.me.post(path('/pin')))
  await bed.farm.workers.release(bed.worker.address, bed.session.id, 'moved')
  await bed.app.owner.query(`update sessions set status = 'stopped' where id = $1`, [
    bed.session.id
  ])
  for (const [name, call] of calls)
    assert.equal(codeOf(await call(bed.me)), '409 session_not_connected', name)
})
