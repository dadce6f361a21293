import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Answer } from '../../testkit/app.ts'
import { assertGuarded, assertRefusals, assertSilence, liveBed } from '../../testkit/live-bed.ts'

const nobody = '+201009999999'
const codeOf = ({ statusCode, json }: Answer): string => `${statusCode} ${json().code}`
const toldIn = (answer: Answer): string[] => {
  assert.equal(answer.statusCode, 200, answer.body)
  return answer
    .json()
    .data.map(
      (one: Record<string, unknown>) => `${one['status']} ${one['code']} ${one['whatsapp_code']}`
    )
}

test('people are added, promoted, demoted and removed, each with what became of them, in groups of both addressings', async (t) => {
  const bed = await liveBed(t)
  const { simulator } = bed.farm
  const { number } = bed.session
  for (const addressing_mode of ['lid', 'pn'] as const) {
    const phones = await Promise.all([1, 2, 3, 4, 5, 6].map(() => simulator.createPhone({})))
    const [amal, badr, shy, friend, angry, gone] = phones
    assert.ok(amal && badr && shy && friend && angry && gone)
    await simulator.setProfile(shy.number, { privacy: { groupadd: 'none' } })
    await simulator.setProfile(friend.number, { privacy: { groupadd: 'contacts' } })
    await simulator.block(angry.number, { who: number })
    const { id } = await simulator.createGroup(number, {
      subject: 'Team',
      participants: [amal.number, gone.number],
      addressing_mode
    })
    await simulator.leaveGroup(gone.number, { group: id })
    const url = (place: string) => bed.path(`/groups/${id}/${place}`)
    const add = (participants: string[]) => bed.me.post(url('participants'), { participants })
    const drop = (place: string, participants: string[]) =>
      bed.me.delete(url(place), undefined, { participants })
    const people = [
      badr.lid,
      `+${amal.number}`,
      shy.jid,
      friend.jid,
      angry.number,
      gone.jid,
      nobody
    ]
    const added = await add(people)
    assert.deepEqual(toldIn(added), [
      'done null 200',
      'unchanged already_member 409',
      'invitation_needed privacy 403',
      'invitation_needed privacy 403',
      'failed blocked 401',
      'invitation_needed left_recently 408',
      'failed not_on_whatsapp null'
    ])
    const { data } = added.json()
    assert.deepEqual(
      data.map((one: { participant: string }) => one.participant),
      people
    )
    const { invitation, message } = data[2]
    assert.equal(invitation.group_id, id)
    assert.equal(invitation.name, 'Team')
    assert.ok(new Date(invitation.expires_at).getTime() > new Date('2026-01-01').getTime())
    assert.match(message, /group_invite/)

    const promote = (participants: string[]) => bed.me.post(url('admins'), { participants })
    assert.deepEqual(toldIn(await promote([badr.jid, badr.lid, shy.jid, number])), [
      'done null 200',
      'done null 200',
      'failed not_a_member null',
      'unchanged already_admin null'
    ])
    assert.deepEqual(toldIn(await promote([badr.lid])), ['unchanged already_admin null'])
    assert.deepEqual(toldIn(await drop('admins', [badr.number, amal.lid, number])), [
      'done null 200',
      'unchanged not_an_admin null',
      'failed creator 405'
    ])
    assert.deepEqual(toldIn(await drop('participants', [amal.number, amal.lid, shy.jid])), [
      'done null 200',
      'done null 200',
      'unchanged not_a_member null'
    ])
    const { participants } = await simulator.group(id)
    assert.deepEqual(
      participants.map((one) => one.number).toSorted(),
      [badr.number, number].toSorted()
    )
  }
})

test('who may not, is told so before anything is asked; bad people are errors of their fields', async (t) => {
  const bed = await liveBed(t)
  const { simulator } = bed.farm
  const boss = await simulator.createPhone({})
  const other = await simulator.createPhone({})
  const participants = [bed.session.number]
  const { id } = await simulator.createGroup(boss.number, { subject: 'x', participants })
  const url = (place: string) => bed.path(`/groups/${id}/${place}`)
  const body = { participants: [other.jid] }
  const calls = [
    (caller = bed.me) => caller.post(url('participants'), body),
    (caller = bed.me) => caller.delete(url('participants'), undefined, body),
    (caller = bed.me) => caller.post(url('admins'), body),
    (caller = bed.me) => caller.delete(url('admins'), undefined, body)
  ]
  for (const call of calls) {
    assert.equal(codeOf(await call()), '403 not_a_group_admin')
    await assertGuarded(bed, 'groups:write', call)
  }
  await simulator.changeGroup(boss.number, { group: id, all_may_add: true })
  assert.deepEqual(toldIn(await bed.me.post(url('participants'), body)), ['done null 200'])
  for (const wrong of [[], ['x'], [id], Array(257).fill(other.jid)])
    assert.equal((await bed.me.post(url('admins'), { participants: wrong })).statusCode, 422)
  assert.equal((await bed.me.delete(url('admins'))).statusCode, 422)
  const { id: foreign } = await simulator.createGroup(boss.number, { subject: 'Ours' })
  const answer = await bed.me.post(bed.path(`/groups/${foreign}/participants`), body)
  assert.equal(codeOf(answer), '403 not_a_group_member')
})

test('a contact is added by its id', async (t) => {
  const bed = await liveBed(t)
  const { simulator } = bed.farm
  const amal = await simulator.createPhone({})
  const { id } = await simulator.createGroup(bed.session.number, { subject: 'x' })
  const [{ id: contact } = { id: '' }] = await bed.app.owner.query<{ id: string }>(
    `insert into contacts (id, session_id, tenant_id, jid, user_name)
     values ('con_' || repeat('1', 32), $1, $2, $3, 'amal') returning id`,
    [bed.session.id, bed.tenant.tenant_id, amal.jid]
  )
  const add = (participants: string[]) =>
    bed.me.post(bed.path(`/groups/${id}/participants`), { participants })
  assert.deepEqual(toldIn(await add([contact, '@amal'])), ['done null 200', 'done null 200'])
  const { participants } = await simulator.group(id)
  assert.equal(participants.at(-1)?.number, amal.number)
})

test('silence and refusals of WhatsApp are told when people are added, promoted or removed', async (t) => {
  const bed = await liveBed(t)
  const { simulator } = bed.farm
  const amal = await simulator.createPhone({})
  const participants = [amal.number]
  const { id } = await simulator.createGroup(bed.session.number, { subject: 'x', participants })
  const body = { participants: [amal.jid] }
  const add = () => bed.me.post(bed.path(`/groups/${id}/participants`), body)
  const promote = () => bed.me.post(bed.path(`/groups/${id}/admins`), body)
  await assertSilence(bed, add, promote)
  await assertRefusals(bed, promote, {
    '400': '404 group_not_found',
    '401': '403 not_a_group_member',
    '403': '403 not_a_group_member',
    '404': '404 group_not_found'
  })
})
