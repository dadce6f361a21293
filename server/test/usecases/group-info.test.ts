import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertGuarded, assertRefusals, assertSilence, liveBed } from '../../testkit/live-bed.ts'

test('a group is shown as WhatsApp describes it: who is in it as what, by which address, and how it is set', async (t) => {
  const bed = await liveBed(t)
  const { simulator } = bed.farm
  const boss = await simulator.createPhone({})
  const guest = await simulator.createPhone({})
  const me = await simulator.phone(bed.session.number)
  const people = (admin: string) =>
    [boss, guest, me].map(({ jid, lid, number }) => ({
      jid,
      lid,
      phone_number: number,
      username: null,
      role: number === boss.number ? 'superadmin' : number === admin ? 'admin' : 'member'
    }))
  for (const addressing_mode of ['lid', 'pn'] as const) {
    const { id } = await simulator.createGroup(boss.number, {
      subject: 'Friends & others',
      participants: [guest.number, me.number],
      addressing_mode
    })
    const before = (await bed.me.get(bed.path(`/groups/${id}`))).json()
    assert.equal(before.description, null)
    assert.equal(before.settings.join_approval, false)
    await simulator.changeGroup(boss.number, {
      group: id,
      description: `Long\n${'ü'.repeat(1_500)}`,
      promote: [guest.number],
      announce: true,
      locked: true,
      all_may_add: true,
      approval: true,
      ephemeral_s: 86_400
    })
    const answer = await bed.me.get(bed.path(`/groups/${id}`))
    assert.equal(answer.statusCode, 200, answer.body)
    const { participants, created_at, subject_changed_at, description_changed_at, ...group } =
      answer.json()
    const { jid, lid, number } = boss
    const owner = { jid, lid: addressing_mode === 'lid' ? lid : null, phone_number: number }
    assert.deepEqual(group, {
      id,
      subject: 'Friends & others',
      subject_changed_by: owner,
      description: `Long\n${'ü'.repeat(1_500)}`,
      description_changed_by: owner,
      owner,
      addressing_mode,
      settings: {
        only_admins_send: true,
        only_admins_edit: true,
        only_admins_add: false,
        join_approval: true,
        disappearing_s: 86_400
      },
      community: { is_community: false, is_announcements: false, parent_id: null },
      participants_count: 3
    })
    const byJid = (one: { jid: string }, other: { jid: string }) => (one.jid < other.jid ? -1 : 1)
    assert.deepEqual(participants.toSorted(byJid), people(guest.number).toSorted(byJid))
    for (const at of [created_at, subject_changed_at, description_changed_at])
      assert.equal(new Date(at).toISOString(), at)
  }
})

test('a group that is not there, and one of others, are two answers; who may not ask gets neither', async (t) => {
  const bed = await liveBed(t)
  const boss = await bed.farm.simulator.createPhone({})
  const { id: foreign } = await bed.farm.simulator.createGroup(boss.number, { subject: 'Ours' })
  const codeOf = async (group: string): Promise<string> => {
    const answer = await bed.me.get(bed.path(`/groups/${group}`))
    return `${answer.statusCode} ${answer.json().code}`
  }
  assert.equal(await codeOf('120363999999999999@g.us'), '404 group_not_found')
  assert.equal(await codeOf(foreign), '403 not_a_group_member')
  for (const nonsense of ['x', '201001234567@s.whatsapp.net', '1@g.us', '..%2F..'])
    assert.equal(await codeOf(nonsense), '404 not_found', nonsense)
  await assertGuarded(bed, 'groups:read', (caller) => caller.get(bed.path(`/groups/${foreign}`)))
})

test('when WhatsApp refuses to show a group, or does not answer, the caller is told so', async (t) => {
  const bed = await liveBed(t)
  const { id } = await bed.farm.simulator.createGroup(bed.session.number, { subject: 'Mine' })
  const read = () => bed.me.get(bed.path(`/groups/${id}`))
  await assertSilence(bed, read)
  await assertRefusals(bed, read, {
    '400': '404 group_not_found',
    '401': '403 not_a_group_member',
    '403': '403 not_a_group_member',
    '404': '404 group_not_found',
    '410': '404 group_not_found'
  })
})
