import assert from 'node:assert/strict'
import { test } from 'node:test'
import { liveBed } from '../../testkit/live-bed.ts'
import { until } from '../../testkit/until.ts'

test('what happens in groups is told by events, each once and in the order in which it happened', async (t) => {
  const bed = await liveBed(t)
  const { simulator } = bed.farm
  const { number } = bed.session
  const boss = await simulator.createPhone({})
  const guest = await simulator.createPhone({})
  const { id, invite_code } = await simulator.createGroup(boss.number, {
    subject: 'Friends',
    participants: [number]
  })
  await simulator.changeGroup(boss.number, { group: id, subject: 'Best friends' })
  await simulator.changeGroup(boss.number, { group: id, description: 'What we do' })
  await simulator.changeGroup(boss.number, { group: id, description: null })
  await simulator.changeGroup(boss.number, {
    group: id,
    announce: true,
    locked: true,
    all_may_add: true,
    approval: true,
    ephemeral_s: 86_400
  })
  await simulator.changeGroup(boss.number, { group: id, promote: [number] })
  await simulator.joinGroup(guest.number, { code: invite_code })
  // What is done through the API is told like all else.
  const requests = bed.path(`/groups/${id}/join-requests`)
  const approved = await bed.me.post(requests, { action: 'approve', participants: [guest.jid] })
  assert.equal(approved.json().data[0].status, 'done')
  const reset = await bed.me.post(bed.path(`/groups/${id}/invite`))
  assert.equal(reset.statusCode, 200)
  await simulator.changeGroup(boss.number, { group: id, remove: [guest.number] })
  await simulator.leaveGroup(boss.number, { group: id })

  const told = async () => {
    const { data } = (await bed.me.get('/api/v1/events?limit=100')).json()
    return data.filter(({ type }: { type: string }) => type.startsWith('group.'))
  }
  const short = ({ type, data }: { type: string; data: Record<string, unknown> }): string => {
    const { changes, action, participants } = data as Record<string, never>
    const numbers = participants as unknown as { phone_number: string }[] | undefined
    const what = changes ? JSON.stringify(changes) : (action ?? '')
    const by = (data['by'] as { phone_number: string }).phone_number
    const names = new Map([
      [boss.number, 'boss'],
      [guest.number, 'guest'],
      [number, 'me']
    ])
    const people = (numbers ?? []).map((one) => names.get(one.phone_number))
    return [type.slice('group.'.length), names.get(by), what, ...people].filter(Boolean).join(' ')
  }
  const expected = [
    'created boss',
    'updated boss {"subject":"Best friends"}',
    'updated boss {"description":"What we do"}',
    'updated boss {"description":null}',
    'updated boss {"settings":{"only_admins_send":true}}',
    'updated boss {"settings":{"only_admins_edit":true}}',
    'updated boss {"settings":{"only_admins_add":false}}',
    'updated boss {"settings":{"join_approval":true}}',
    'updated boss {"settings":{"disappearing_s":86400}}',
    'participants_changed boss promote me',
    'join_request guest created guest',
    'participants_changed me add guest',
    'updated me {"invite_reset":true}',
    'participants_changed boss remove guest',
    'participants_changed boss leave boss'
  ]
  await until('everything was told', async () => (await told()).length >= expected.length)
  const events = await told()
  assert.deepEqual(events.map(short), expected)
  const [{ data: created }] = events
  assert.equal(created.group.subject, 'Friends')
  assert.equal(created.group_id, id)
  assert.equal(created.group.participants_count, 2)
  assert.ok(events.every((one: { data: { at: string } }) => one.data.at))
})
