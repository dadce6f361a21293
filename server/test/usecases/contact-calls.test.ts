import assert from 'node:assert/strict'
import { assertGuarded, assertRefusals, assertSilence, liveBed } from '../../testkit/live-bed.ts'
import { sideBySide } from '../../testkit/side-by-side.ts'
import { until } from '../../testkit/until.ts'

const test = sideBySide(2)

const nobody = ['120363000000000001@g.us', 'x', '0100', '@name', 'y'.repeat(61)]

test('the picture and the about text of a contact are what the contact shows, by each of its addresses', async (t) => {
  const bed = await liveBed(t)
  const { simulator } = bed.farm
  const read = async (contact: string, what: string) => {
    const answer = await bed.me.get(bed.path(`/contacts/${encodeURIComponent(contact)}/${what}`))
    assert.equal(answer.statusCode, 200, answer.body)
    return answer.json()
  }
  const friend = await simulator.createPhone({})
  const none = { picture: null, hidden: false }
  assert.deepEqual(await read(friend.number, 'picture'), none)
  await simulator.setProfile(friend.number, { about: 'Büsy', picture: 'AAECAwQ=' })
  const { picture: id } = await simulator.phone(friend.number)
  for (const contact of [`+${friend.number}`, friend.number, friend.jid, friend.lid]) {
    const { picture, hidden } = await read(contact, 'picture')
    assert.deepEqual([picture.id, hidden], [id, false], contact)
    assert.match(picture.url, /^https:\/\//)
    const { about_changed_at, ...about } = await read(contact, 'about')
    assert.deepEqual(about, { about: 'Büsy', hidden: false }, contact)
    assert.equal(new Date(about_changed_at).toISOString(), about_changed_at)
  }
  const own = await simulator.phone(bed.session.number)
  await simulator.setProfile(own.number, { picture: 'AAECAw==' })
  assert.notEqual((await read(own.jid, 'picture')).picture, null)

  await simulator.setProfile(friend.number, { privacy: { profile: 'none', status: 'none' } })
  assert.deepEqual(await read(friend.lid, 'picture'), { picture: null, hidden: true })
  assert.deepEqual(await read(friend.number, 'about'), {
    about: null,
    about_changed_at: null,
    hidden: true
  })
  const stranger = await bed.me.get(bed.path('/contacts/201555000999/about'))
  assert.equal(`${stranger.statusCode} ${stranger.json().code}`, '404 contact_not_found')
  for (const what of ['picture', 'about']) {
    for (const text of nobody) {
      const answer = await bed.me.get(bed.path(`/contacts/${encodeURIComponent(text)}/${what}`))
      assert.equal(`${answer.statusCode} ${answer.json().code}`, '404 not_found', text)
    }
    await assertGuarded(bed, 'contacts:read', (caller) =>
      caller.get(bed.path(`/contacts/${friend.number}/${what}`))
    )
  }
})

test('a contact is blocked and no longer blocked at WhatsApp, by each of its addresses, and the list says who is', async (t) => {
  const bed = await liveBed(t)
  const { simulator } = bed.farm
  const path = (contact: string) => bed.path(`/contacts/${encodeURIComponent(contact)}/block`)
  const blocked = async () => (await simulator.phone(bed.session.number)).blocked
  const list = async () => (await bed.me.get(bed.path('/blocklist'))).json().data
  const friend = await simulator.createPhone({})
  const plain = await simulator.createPhone({ has_lid: false })
  const brazil = await simulator.createPhone({
    number: '552187654321',
    aliases: ['5521987654321']
  })
  assert.deepEqual(await list(), [])
  const cases = [
    [friend.lid, friend, { jid: null, lid: friend.lid, phone_number: null }],
    [friend.number, friend, { jid: friend.jid, lid: friend.lid, phone_number: friend.number }],
    [plain.jid, plain, { jid: plain.jid, lid: null, phone_number: plain.number }],
    ['+55 21 98765-4321', brazil, { jid: brazil.jid, lid: brazil.lid, phone_number: brazil.number }]
  ] as const
  for (const [contact, { number }, shown] of cases) {
    const answer = await bed.me.post(path(contact))
    assert.equal(answer.statusCode, 200, answer.body)
    assert.deepEqual(answer.json(), { ...shown, blocked: true })
    assert.equal((await bed.me.post(path(contact))).statusCode, 200, 'twice is the same')
    assert.deepEqual(await blocked(), [number])
    const [item, ...more] = await list()
    assert.equal(item.phone_number, number, 'the phone has said so')
    assert.deepEqual(more, [])
    assert.equal((await bed.me.delete(path(contact))).statusCode, 204)
    assert.equal((await bed.me.delete(path(contact))).statusCode, 204)
    assert.deepEqual(await blocked(), [])
  }
  const stranger = await bed.me.post(path('201555000999'))
  assert.equal(`${stranger.statusCode} ${stranger.json().code}`, '404 contact_not_found')
  for (const text of nobody) assert.equal((await bed.me.post(path(text))).statusCode, 404, text)
  const { data: entries } = (await bed.me.get('/api/v1/audit-log')).json()
  const [{ action, details, target_id }] = entries
  assert.deepEqual(
    [action, details.contact, target_id],
    ['contact.unblocked', '5521987654321@s.whatsapp.net', bed.session.id]
  )
  await assertGuarded(bed, 'contacts:write', (caller) => caller.post(path(friend.number)))
  await assertGuarded(bed, 'contacts:write', (caller) => caller.delete(path(friend.number)))
  await assertGuarded(bed, 'contacts:read', (caller) => caller.get(bed.path('/blocklist')))
})

test('the number behind a LID is told when the session has learned it, connected or not', async (t) => {
  const bed = await liveBed(t)
  const friend = await bed.farm.simulator.createPhone({})
  const read = async () => (await bed.me.get(bed.path(`/lids/${friend.lid}`))).json()
  assert.deepEqual(await read(), { jid: null, lid: friend.lid, phone_number: null })
  await bed.me.post(bed.path('/contacts/check'), { phone_numbers: [friend.number] })
  await until('it is on disk', async () => (await read()).jid !== null)
  const known = { jid: friend.jid, lid: friend.lid, phone_number: friend.number }
  assert.deepEqual(await read(), known)
  await bed.farm.workers.release(bed.worker.address, bed.session.id, 'moved')
  assert.deepEqual(await read(), known)
  for (const text of [...nobody, friend.number, friend.jid]) {
    const answer = await bed.me.get(bed.path(`/lids/${encodeURIComponent(text)}`))
    assert.equal(`${answer.statusCode} ${answer.json().code}`, '404 not_found', text)
  }
  await assertGuarded(bed, 'contacts:read', (caller) => caller.get(bed.path(`/lids/${friend.lid}`)))
})

test('when WhatsApp refuses what is asked of a contact, or does not answer, the caller is told so', async (t) => {
  const bed = await liveBed(t)
  const { number } = await bed.farm.simulator.createPhone({})
  const hidden = { '401': '200 undefined', '403': '200 undefined', '404': '200 undefined' }
  const picture = () => bed.me.get(bed.path(`/contacts/${number}/picture`))
  const about = () => bed.me.get(bed.path(`/contacts/${number}/about`))
  const block = () => bed.me.post(bed.path(`/contacts/${number}/block`))
  const list = () => bed.me.get(bed.path('/blocklist'))
  await assertSilence(bed, picture, about, block, list)
  await assertRefusals(bed, picture, hidden)
  await assertRefusals(bed, block)
  const held = await about()
  assert.equal(held.json().code, 'session_rate_limited', 'people are one limit')
  const listed = await list()
  assert.equal(listed.json().code, 'session_rate_limited', 'all else is another')
})
