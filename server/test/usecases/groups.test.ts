import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Answer } from '../../testkit/app.ts'
import { assertGuarded, assertRefusals, assertSilence, liveBed } from '../../testkit/live-bed.ts'
import { until } from '../../testkit/until.ts'

const nobody = '+201009999999'
const codeOf = ({ statusCode, json }: Answer): string => `${statusCode} ${json().code}`

test('a group is made with its settings, and of each person it is said whether they are in it and why not', async (t) => {
  const bed = await liveBed(t)
  const { simulator } = bed.farm
  const [amal, shy, angry] = await Promise.all([1, 2, 3].map(() => simulator.createPhone({})))
  assert.ok(amal && shy && angry)
  await simulator.setProfile(shy.number, { privacy: { groupadd: 'none' } })
  await simulator.block(angry.number, { who: bed.session.number })
  const participants = [`+${amal.number}`, shy.lid, angry.jid, nobody, amal.jid]
  const settings = {
    only_admins_send: true,
    only_admins_edit: true,
    join_approval: true,
    disappearing_s: 86_400
  }
  const made = await bed.me.post(bed.path('/groups'), {
    subject: '  Ümmü & friends ',
    participants: [...participants, `+${bed.session.number}`],
    settings
  })
  assert.equal(made.statusCode, 201, made.body)
  const { results, ...group } = made.json()
  assert.equal(group.subject, 'Ümmü & friends')
  assert.deepEqual(group.settings, { ...settings, only_admins_add: true })
  const members = group.participants.map((one: { phone_number: string }) => one.phone_number)
  assert.deepEqual(members.toSorted(), [amal.number, bed.session.number].toSorted())
  const told = results.map((one: Record<string, unknown>) => [
    one['participant'],
    one['status'],
    one['code'],
    one['whatsapp_code']
  ])
  assert.deepEqual(told, [
    [participants[0], 'done', null, '200'],
    [shy.lid, 'invitation_needed', 'privacy', '403'],
    [angry.jid, 'failed', 'blocked', '401'],
    [nobody, 'failed', 'not_on_whatsapp', null],
    [amal.jid, 'done', null, '200']
  ])
  assert.match(results[1].message, /does not let/i)
  assert.equal(results[0].jid, amal.jid)
  // The answer is the content of the message that invites.
  const invited = await bed.me.post('/api/v1/messages', {
    session_id: bed.session.id,
    to: shy.lid,
    type: 'group_invite',
    group_invite: results[1].invitation
  })
  assert.equal(invited.statusCode, 202, invited.body)
  const there = await simulator.group(group.id)
  assert.equal(there.participants.length, 2)
  const [entry] = await bed.app.owner.query(
    "select details from audit_log where action = 'group.created'"
  )
  assert.deepEqual(entry, { details: { group_id: group.id } })
})

test('who cannot be in a group is an error of the field, and nothing is made', async (t) => {
  const bed = await liveBed(t)
  const fieldsOf = async (body: Record<string, unknown>): Promise<string[]> => {
    const answer = await bed.me.post(bed.path('/groups'), body)
    assert.equal(answer.statusCode, 422, answer.body)
    return answer.json().errors.map(({ path }: { path: string }) => path)
  }
  const contact = `con_${'0'.repeat(32)}`
  const participants = ['+201001234567', 'x', '120363000000000001@g.us', contact, '@nobody']
  const wrong = [1, 2, 3, 4].map((index) => `participants.${index}`)
  assert.deepEqual(await fieldsOf({ subject: 'x', participants }), wrong)
  assert.deepEqual(await fieldsOf({ subject: ' ' }), ['subject'])
  assert.deepEqual(await fieldsOf({ subject: 'x'.repeat(101) }), ['subject'])
  assert.deepEqual(await fieldsOf({ subject: 'x', settings: { disappearing_s: 7 } }), [
    'settings.disappearing_s'
  ])
  assert.deepEqual((await bed.me.get(bed.path('/groups'))).json().data, [])
})

test('groups are listed in pages, and kept current by what WhatsApp tells, without asking for all again', async (t) => {
  const bed = await liveBed(t)
  const { simulator } = bed.farm
  const { number } = bed.session
  const boss = await simulator.createPhone({})
  const ids: string[] = []
  for (const subject of ['One', 'Two', 'Three']) {
    const participants = [number]
    ids.push((await simulator.createGroup(boss.number, { subject, participants })).id)
  }
  const page = async (rest: string) => (await bed.me.get(bed.path(`/groups?limit=2${rest}`))).json()
  const first = await page('')
  const second = await page(`&cursor=${first.next_cursor}`)
  const listed = [...first.data, ...second.data]
  assert.deepEqual(
    listed.map(({ id }) => id),
    ids.toSorted()
  )
  assert.equal(second.next_cursor, null)
  assert.equal(listed[0].own_role, 'member')
  assert.equal(listed[0].participants_count, 2)
  assert.equal('participants' in listed[0], false)

  await simulator.setFaults({ number, refuse_questions: true, refusal_code: 500 })
  assert.equal((await page('')).data.length, 2, 'nothing was asked')
  await simulator.clearFaults({ number })

  await simulator.changeGroup(boss.number, { group: ids[0] ?? '', promote: [number] })
  await simulator.changeGroup(boss.number, { group: ids[0] ?? '', subject: 'Uno' })
  await simulator.changeGroup(boss.number, { group: ids[1] ?? '', remove: [number] })
  await simulator.createGroup(number, { subject: 'Four' })
  await until('the list is as the groups are', async () => {
    const { data } = (await bed.me.get(bed.path('/groups'))).json()
    const now = data.map((one: { subject: string; own_role: string }) =>
      [one.subject, one.own_role].join(' ')
    )
    return now.toSorted().join() === ['Four superadmin', 'Three member', 'Uno admin'].join() && data
  })
  const wrong = await bed.me.get(bed.path('/groups?cursor=x'))
  assert.equal(wrong.statusCode, 422)
  await assertGuarded(bed, 'groups:read', (caller) => caller.get(bed.path('/groups')))
})

test('what is given is changed and nothing else; who may not has changed nothing', async (t) => {
  const bed = await liveBed(t)
  const { simulator } = bed.farm
  const boss = await simulator.createPhone({})
  const { number } = bed.session
  const { id } = await simulator.createGroup(boss.number, {
    subject: 'Old',
    participants: [number]
  })
  const patch = (body: Record<string, unknown>, group = id) =>
    bed.me.patch(bed.path(`/groups/${group}`), body)
  // A member may call it otherwise, and not say who writes: first comes what admins alone may do.
  const refused = await patch({ subject: 'New', settings: { only_admins_send: true } })
  assert.equal(codeOf(refused), '403 not_a_group_admin')
  assert.equal((await simulator.group(id)).subject, 'Old')
  assert.equal((await patch({ subject: 'New' })).json().subject, 'New')

  await simulator.changeGroup(boss.number, { group: id, promote: [number] })
  const all = {
    subject: 'Newer',
    description: 'What we do\nhere',
    settings: {
      only_admins_send: true,
      only_admins_edit: true,
      only_admins_add: false,
      join_approval: true,
      disappearing_s: 604_800
    }
  }
  const changed = await patch(all)
  assert.equal(changed.statusCode, 200, changed.body)
  const { subject, description, settings } = changed.json()
  assert.deepEqual({ subject, description, settings }, all)
  const { announce, locked, all_may_add, approval, ephemeral_s } = await simulator.group(id)
  assert.deepEqual(
    [announce, locked, all_may_add, approval, ephemeral_s],
    [true, true, true, true, 604_800]
  )
  assert.equal((await patch({ description: 'Another' })).json().description, 'Another')
  const off = { only_admins_send: false, join_approval: false, disappearing_s: 0 }
  const plain = (await patch({ description: null, settings: off })).json()
  assert.equal(plain.description, null)
  assert.deepEqual(plain.settings, { ...all.settings, ...off })
  assert.equal((await patch({})).statusCode, 200)

  for (const body of [{ subject: '' }, { description: '' }, { settings: { more: 1 } }, { more: 1 }])
    assert.equal((await patch(body)).statusCode, 422, JSON.stringify(body))
  assert.equal((await patch({ description: 'x'.repeat(2_049) })).statusCode, 422)
  assert.equal(codeOf(await patch({}, '120363999999999999@g.us')), '404 group_not_found')
  const { id: foreign } = await simulator.createGroup(boss.number, { subject: 'Ours' })
  assert.equal(codeOf(await patch({}, foreign)), '403 not_a_group_member')
  await assertGuarded(bed, 'groups:write', (caller) =>
    caller.patch(bed.path(`/groups/${id}`), { subject: 'Mine' })
  )
})

test('a group is left once; one of others cannot be', async (t) => {
  const bed = await liveBed(t)
  const { simulator } = bed.farm
  const boss = await simulator.createPhone({})
  const participants = [bed.session.number]
  const { id } = await simulator.createGroup(boss.number, { subject: 'x', participants })
  const leave = (group = id) => bed.me.post(bed.path(`/groups/${group}/leave`))
  assert.equal((await leave()).statusCode, 204)
  assert.equal((await simulator.group(id)).participants.length, 1)
  assert.equal(codeOf(await leave()), '403 not_a_group_member')
  assert.equal(codeOf(await leave('120363999999999999@g.us')), '404 group_not_found')
  await assertGuarded(bed, 'groups:write', (caller) => caller.post(bed.path(`/groups/${id}/leave`)))
  await assertGuarded(bed, 'groups:write', (caller) =>
    caller.post(bed.path('/groups'), { subject: 'Mine' })
  )
})

test('silence and refusals of WhatsApp are told; a worker that is killed in the middle leaves no group twice', async (t) => {
  const bed = await liveBed(t)
  const { simulator } = bed.farm
  const { number } = bed.session
  const { id } = await simulator.createGroup(number, { subject: 'Mine' })
  const create = () => bed.me.post(bed.path('/groups'), { subject: 'Another' })
  const update = () => bed.me.patch(bed.path(`/groups/${id}`), { subject: 'Yours' })
  await assertSilence(bed, create, update, () => bed.me.post(bed.path(`/groups/${id}/leave`)))
  const other = await bed.startWorker()
  await simulator.setFaults({ number, withhold_answers: 1 })
  const before = await bed.happened('withhold_answers')
  const asked = create()
  await until('WhatsApp was asked', async () => (await bed.happened('withhold_answers')) > before)
  bed.worker.child.kill('SIGKILL')
  assert.equal(codeOf(await asked), '503 call_interrupted')
  await until('the lease is free', () => bed.farm.give(bed.session.id, other))
  await until(
    'the session is connected again',
    async () => (await bed.me.get(bed.path('/groups'))).statusCode === 200
  )
  await assertRefusals(bed, create)
})
