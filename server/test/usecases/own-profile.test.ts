import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertGuarded, assertRefusals, assertSilence, liveBed } from '../../testkit/live-bed.ts'

test('the profile of a session is what its phone shows: name, about, picture and addresses', async (t) => {
  const bed = await liveBed(t)
  const { number } = bed.session
  const read = () => bed.me.get(bed.path('/profile'))
  const phone = await bed.farm.simulator.phone(number)
  await bed.farm.simulator.setProfile(number, { about: 'At wörk 🛠', picture: 'AAECAwQ=' })
  const answer = await read()
  assert.equal(answer.statusCode, 200, answer.body)
  const { about_changed_at, platform, picture, ...profile } = answer.json()
  assert.deepEqual(profile, {
    phone_number: number,
    jid: phone.jid,
    lid: phone.lid,
    name: (await bed.farm.session(bed.session.id)).push_name,
    about: 'At wörk 🛠',
    business: platform === 'smba'
  })
  assert.equal(new Date(about_changed_at).toISOString(), about_changed_at)
  assert.equal(picture.id, (await bed.farm.simulator.phone(number)).picture)
  assert.match(picture.url, /^https:\/\//)

  await bed.farm.simulator.setProfile(number, { about: '', picture: null })
  const bare = (await read()).json()
  assert.deepEqual([bare.about, bare.about_changed_at, bare.picture], [null, null, null])
  await assertGuarded(bed, 'sessions:read', (caller) => caller.get(bed.path('/profile')))
})

test('when WhatsApp does not show the profile, or does not answer, the caller is told so', async (t) => {
  const bed = await liveBed(t)
  const read = () => bed.me.get(bed.path('/profile'))
  await assertSilence(bed, read)
  await assertRefusals(bed, read)
})
