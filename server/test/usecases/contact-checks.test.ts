import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertGuarded, assertRefusals, assertSilence, liveBed } from '../../testkit/live-bed.ts'
import { until } from '../../testkit/until.ts'

const stranger = '201555000999'

test('numbers are answered one by one: who has an account, under which addresses, and which was written in another way', async (t) => {
  const bed = await liveBed(t)
  const { farm, me, path, session } = bed
  const friend = await farm.simulator.createPhone({ number: '201001234567' })
  const brazil = await farm.simulator.createPhone({
    number: '552187654321',
    aliases: ['5521987654321']
  })
  const plain = await farm.simulator.createPhone({ number: '201009998887', has_lid: false })
  const given = [
    '+20 100 123 4567',
    `+${stranger}`,
    '+55 21 98765-4321',
    '٢٠١٠٠٩٩٩٨٨٨٧',
    '0020-100-1234567',
    `${friend.number}@s.whatsapp.net`
  ]
  const answer = await me.post(path('/contacts/check'), { phone_numbers: given })
  assert.equal(answer.statusCode, 200, answer.body)
  const known = {
    read_as: friend.number,
    on_whatsapp: true,
    phone_number: friend.number,
    number_changed: false,
    jid: friend.jid,
    lid: friend.lid
  }
  assert.deepEqual(answer.json().data, [
    { given: given[0], ...known },
    {
      given: given[1],
      read_as: stranger,
      on_whatsapp: false,
      phone_number: null,
      number_changed: false,
      jid: null,
      lid: null
    },
    {
      given: given[2],
      read_as: '5521987654321',
      on_whatsapp: true,
      phone_number: brazil.number,
      number_changed: true,
      jid: brazil.jid,
      lid: brazil.lid
    },
    {
      given: given[3],
      ...known,
      read_as: plain.number,
      phone_number: plain.number,
      jid: plain.jid,
      lid: null
    },
    { given: given[4], ...known },
    { given: given[5], ...known }
  ])
  await until('the addresses are known, as after a message', async () => {
    const rows = await bed.app.owner.query<{ lid: string }>(
      'select lid from lids where session_id = $1 and jid = $2',
      [session.id, friend.jid]
    )
    return rows.some(({ lid }) => lid === friend.lid)
  })
})

test('what is no number is refused entry by entry, and nothing is asked', async (t) => {
  const bed = await liveBed(t)
  const check = (phone_numbers: unknown) =>
    bed.me.post(bed.path('/contacts/check'), { phone_numbers })
  const wrong = ['+201001234567', '0100 123 4567', '1@lid', '120363000000000001@g.us', 'nobody', '']
  const refused = await check(wrong)
  assert.equal(refused.statusCode, 422)
  assert.deepEqual(
    refused.json().errors.map(({ path }: { path: string }) => path),
    [1, 2, 3, 4, 5].map((index) => `phone_numbers.${index}`)
  )
  const messages = refused.json().errors.map(({ message }: { message: string }) => message)
  assert.match(messages[0], /country code/)
  assert.match(messages[1], /Is a LID/)
  assert.match(messages[2], /Is a group/)
  const hundred = Array.from({ length: 100 }, (_, index) => `+2010000${10_000 + index}`)
  for (const none of [[], [...hundred, '+201001234567'], 'x', undefined, [7], ['x'.repeat(61)]])
    assert.equal((await check(none)).json().code, 'validation_failed', JSON.stringify(none))
  const more = { phone_numbers: ['+201001234567'], more: true }
  assert.equal((await bed.me.post(bed.path('/contacts/check'), more)).statusCode, 422)
  const all = await check(hundred)
  assert.equal(all.json().data.length, 100)
  await assertGuarded(bed, 'contacts:read', (caller) =>
    caller.post(bed.path('/contacts/check'), { phone_numbers: ['+201001234567'] })
  )
})

test('a session checks so many numbers in a short time and no more, and is told when it may go on', async (t) => {
  const bed = await liveBed(t)
  const check = (from: number) =>
    bed.me.post(bed.path('/contacts/check'), {
      phone_numbers: Array.from({ length: 100 }, (_, index) => `+201${100_000_000 + from + index}`)
    })
  for (let times = 0; times < 5; times++) assert.equal((await check(times * 100)).statusCode, 200)
  const refused = await check(500)
  assert.equal(`${refused.statusCode} ${refused.json().code}`, '429 session_rate_limited')
  assert.ok(Number(refused.headers['retry-after']) > 1)
})

test('when WhatsApp refuses to look numbers up, or does not answer, the caller is told so', async (t) => {
  const bed = await liveBed(t)
  const { number } = bed.session
  const check = () => bed.me.post(bed.path('/contacts/check'), { phone_numbers: ['+201001234567'] })
  await assertSilence(bed, check)
  await bed.farm.simulator.setFaults({ number, refuse_in_result: 1, refusal_code: 503 })
  const within = await check()
  assert.equal(`${within.statusCode} ${within.json().code}`, '503 whatsapp_unavailable')
  assert.equal(within.headers['retry-after'], '30', 'as long as WhatsApp wants')
  await assertRefusals(bed, check)
})
