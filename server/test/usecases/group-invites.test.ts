import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Answer, Caller } from '../../testkit/app.ts'
import { assertGuarded, assertRefusals, assertSilence, liveBed } from '../../testkit/live-bed.ts'

const codeOf = ({ statusCode, json }: Answer): string => `${statusCode} ${json().code}`

test('an invitation is read and replaced, shows its group, and lets the number join', async (t) => {
  const bed = await liveBed(t)
  const { simulator } = bed.farm
  const { number } = bed.session
  const boss = await simulator.createPhone({})
  const own = await simulator.createGroup(number, { subject: 'Own' })
  const url = bed.path(`/groups/${own.id}/invite`)
  const link = `https://chat.whatsapp.com/${own.invite_code}`
  assert.deepEqual((await bed.me.get(url)).json(), { code: own.invite_code, link })
  const reset = (await bed.me.post(url)).json()
  assert.notEqual(reset.code, own.invite_code)
  assert.equal((await simulator.group(own.id)).invite_code, reset.code)

  const { id, invite_code } = await simulator.createGroup(boss.number, { subject: 'Theirs' })
  const info = (invite: string) =>
    bed.me.get(bed.path(`/groups/invite-info?invite=${encodeURIComponent(invite)}`))
  const join = (invite: string) => bed.me.post(bed.path('/groups/join'), { invite })
  const shown = (await info(`https://chat.whatsapp.com/${invite_code}?mode=ac_t`)).json()
  assert.deepEqual(
    [shown.id, shown.subject, shown.participants_count, 'participants' in shown],
    [id, 'Theirs', 1, false]
  )
  assert.equal((await simulator.group(id)).participants.length, 1, 'nothing was joined')
  assert.deepEqual((await join(`chat.whatsapp.com/${invite_code}`)).json(), {
    group_id: id,
    status: 'joined'
  })
  assert.deepEqual((await join(invite_code)).json(), { group_id: id, status: 'already_member' })
  assert.equal((await simulator.group(id)).participants.length, 2)

  const strict = await simulator.createGroup(boss.number, { subject: 'Strict' })
  await simulator.changeGroup(boss.number, { group: strict.id, approval: true })
  assert.deepEqual((await join(strict.invite_code)).json(), {
    group_id: strict.id,
    status: 'requested'
  })
  assert.deepEqual((await simulator.group(strict.id)).requests, [number])

  for (const dead of [own.invite_code, 'nothing-like-it']) {
    assert.equal(codeOf(await info(dead)), '404 invitation_not_found')
    assert.equal(codeOf(await join(dead)), '404 invitation_not_found')
  }
  for (const wrong of ['', 'x', 'https://example.com/abcdef', 'a b c d']) {
    assert.equal((await info(wrong)).statusCode, 422)
    assert.equal((await join(wrong)).statusCode, 422)
  }
  assert.equal((await bed.me.get(bed.path('/groups/invite-info'))).statusCode, 422)
  assert.equal(codeOf(await bed.me.get(bed.path(`/groups/${id}/invite`))), '403 not_a_group_admin')
  const nowhere = bed.path('/groups/120363999999999999@g.us/invite')
  assert.equal(codeOf(await bed.me.post(nowhere)), '404 group_not_found')
})

test('an admin sees who asks to join, lets in and refuses, each once', async (t) => {
  const bed = await liveBed(t)
  const { simulator } = bed.farm
  const { number } = bed.session
  for (const addressing_mode of ['lid', 'pn'] as const) {
    const [amal, badr, cleo] = await Promise.all([1, 2, 3].map(() => simulator.createPhone({})))
    assert.ok(amal && badr && cleo)
    const group = await simulator.createGroup(number, { subject: 'Strict', addressing_mode })
    await simulator.changeGroup(number, { group: group.id, approval: true })
    for (const phone of [amal, badr])
      await simulator.joinGroup(phone.number, { code: group.invite_code })
    const url = bed.path(`/groups/${group.id}/join-requests`)
    const { data } = (await bed.me.get(url)).json()
    assert.deepEqual(
      data.map((one: Record<string, unknown>) => [one['phone_number'], one['lid'], one['method']]),
      [amal, badr].map((phone) => [phone.number, phone.lid, 'invite_link'])
    )
    assert.ok(data[0].requested_at)
    const decide = async (action: string, participants: string[]): Promise<string[]> => {
      const answer = await bed.me.post(url, { action, participants })
      assert.equal(answer.statusCode, 200, answer.body)
      return answer
        .json()
        .data.map((one: Record<string, unknown>) => `${one['status']} ${one['code']}`)
    }
    assert.deepEqual(await decide('approve', [`+${amal.number}`, cleo.jid]), [
      'done null',
      'failed no_request'
    ])
    assert.deepEqual(await decide('reject', [badr.lid]), ['done null'])
    assert.deepEqual(await decide('reject', [badr.lid]), ['failed no_request'])
    const now = await simulator.group(group.id)
    assert.deepEqual(now.requests, [])
    assert.ok(now.participants.some((one) => one.number === amal.number))
    assert.equal(
      (await bed.me.post(url, { action: 'x', participants: [badr.lid] })).statusCode,
      422
    )
    assert.equal((await bed.me.post(url, { action: 'approve' })).statusCode, 422)
  }
})

test('invitations and requests are shown and changed by who may, and silence and refusals are told', async (t) => {
  const bed = await liveBed(t)
  const { simulator } = bed.farm
  const { id, invite_code: invite } = await simulator.createGroup(bed.session.number, {
    subject: 'x'
  })
  const of = (place: string) => bed.path(`/groups/${id}/${place}`)
  const decision = { action: 'approve', participants: ['1@lid'] }
  const reads = [
    (caller: Caller = bed.me) => caller.get(of('invite')),
    (caller: Caller = bed.me) => caller.get(of('join-requests')),
    (caller: Caller = bed.me) => caller.get(bed.path(`/groups/invite-info?invite=${invite}`))
  ]
  const writes = [
    (caller: Caller = bed.me) => caller.post(of('invite')),
    (caller: Caller = bed.me) => caller.post(of('join-requests'), decision),
    (caller: Caller = bed.me) => caller.post(bed.path('/groups/join'), { invite })
  ]
  for (const call of reads) await assertGuarded(bed, 'groups:read', call)
  for (const call of writes) await assertGuarded(bed, 'groups:write', call)
  await assertSilence(bed, ...[...reads, ...writes].map((call) => () => call()))
  await assertRefusals(bed, () => bed.me.get(of('invite')), {
    '401': '403 not_a_group_admin',
    '403': '403 not_a_group_admin',
    '404': '404 group_not_found'
  })
})
