import assert from 'node:assert/strict'
import { assertGuarded, assertRefusals, assertSilence, liveBed } from '../../testkit/live-bed.ts'
import { sideBySide } from '../../testkit/side-by-side.ts'
import { until } from '../../testkit/until.ts'

const test = sideBySide(2)

test('name and about of the number are what others see then, and what is too long is refused', async (t) => {
  const bed = await liveBed(t)
  const put = (what: string, body: object) => bed.me.put(bed.path(`/profile/${what}`), body)
  assert.equal((await put('name', { name: ' Ada’s shop 🛠 ' })).statusCode, 204)
  await until('the name', async () => {
    const { push_name } = await bed.farm.session(bed.session.id)
    return push_name === 'Ada’s shop 🛠'
  })
  assert.equal((await put('about', { about: 'Open ünтil 18' })).statusCode, 204)
  const profile = (await bed.me.get(bed.path('/profile'))).json()
  assert.deepEqual([profile.name, profile.about], ['Ada’s shop 🛠', 'Open ünтil 18'])
  assert.equal((await bed.farm.simulator.phone(bed.session.number)).about, 'Open ünтil 18')
  assert.equal((await put('about', { about: '' })).statusCode, 204)
  assert.equal((await bed.me.get(bed.path('/profile'))).json().about, null)
  const wrong: [string, object, string][] = [
    ['name', { name: '' }, 'name'],
    ['name', { name: 'x'.repeat(26) }, 'name'],
    ['name', { name: 'a\nb' }, 'name'],
    ['about', { about: 'x'.repeat(140) }, 'about'],
    ['about', {}, 'about']
  ]
  for (const [what, body, path] of wrong) {
    const answer = await put(what, body)
    assert.equal(answer.statusCode, 422, answer.body)
    assert.equal(answer.json().errors[0].path, path)
  }
  const { data } = (await bed.me.get('/api/v1/audit-log')).json()
  const changed = data.filter((one: { action: string }) => one.action === 'session.profile_changed')
  assert.deepEqual(
    changed.map((one: { details: object }) => one.details),
    [{ field: 'about' }, { field: 'about' }, { field: 'name' }]
  )
})

test('privacy is read from WhatsApp and changed there, and what is not given stays', async (t) => {
  const bed = await liveBed(t)
  const path = bed.path('/privacy')
  const before = (await bed.me.get(path)).json()
  assert.deepEqual(before, {
    last_seen: 'everyone',
    online: 'everyone',
    picture: 'everyone',
    about: 'everyone',
    groups: 'everyone',
    calls: 'everyone',
    messages: 'everyone',
    read_receipts: true
  })
  const changes = {
    last_seen: 'nobody',
    online: 'as_last_seen',
    picture: 'contacts',
    about: 'contacts',
    groups: 'contacts',
    calls: 'known',
    messages: 'contacts',
    read_receipts: false
  }
  const one = await bed.me.put(path, { last_seen: 'nobody' })
  assert.deepEqual(one.json(), { ...before, last_seen: 'nobody' })
  assert.deepEqual((await bed.me.put(path, changes)).json(), changes)
  const { privacy } = await bed.farm.simulator.phone(bed.session.number)
  assert.deepEqual(
    [privacy['last'], privacy['readreceipts'], privacy['calladd']],
    ['none', 'none', 'known']
  )
  await bed.farm.simulator.setProfile(bed.session.number, {
    privacy: { groupadd: 'contact_blacklist' }
  })
  assert.equal((await bed.me.get(path)).json().groups, 'contacts_except')
  for (const body of [{}, { last_seen: 'contacts_except' }, { colour: 'red' }])
    assert.equal((await bed.me.put(path, body)).statusCode, 422)
})

test('the account shows that it is online until it shows that it is not, though somebody is watched', async (t) => {
  const bed = await liveBed(t)
  const put = (state: string) => bed.me.put(bed.path('/presence'), { state })
  const { number } = bed.session
  const friend = await bed.farm.simulator.createPhone({})
  const seen = async (state: string) =>
    until(`the account is ${state}`, async () => {
      const { presences } = await bed.farm.simulator.phone(number)
      return presences.find((one) => one.number === number)?.state === state
    })
  assert.equal((await put('online')).statusCode, 204)
  await seen('available')
  assert.equal((await put('offline')).statusCode, 204)
  await seen('unavailable')
  await bed.me.post(bed.path(`/contacts/${friend.number}/presence`))
  await seen('available')
  assert.equal((await put('offline')).statusCode, 204)
  await seen('unavailable')
  assert.equal((await put('away')).statusCode, 422)
})

test('who may not is refused, and what WhatsApp refuses or leaves unanswered is told', async (t) => {
  const bed = await liveBed(t)
  const { me, path } = bed
  const puts: [string, object][] = [
    ['/profile/name', { name: 'Ada' }],
    ['/profile/about', { about: 'Busy' }],
    ['/presence', { state: 'online' }],
    ['/privacy', { last_seen: 'nobody' }]
  ]
  for (const [rest, body] of puts)
    await assertGuarded(bed, 'sessions:write', (caller) => caller.put(path(rest), body))
  await assertGuarded(bed, 'sessions:read', (caller) => caller.get(path('/privacy')))
  const about = () => me.put(path('/profile/about'), { about: 'Busy' })
  await assertSilence(bed, about, () => me.put(path('/privacy'), { last_seen: 'nobody' }))
  await assertRefusals(bed, about)
})
