import assert from 'node:assert/strict'
import { test } from 'node:test'
import { groupFor, linkClient, sees, simulatorFor, until } from './harness.ts'

test('a client makes a group, and everybody hears of it', async (t) => {
  const simulator = await simulatorFor(t)
  const one = await linkClient(t, simulator)
  const two = await linkClient(t, simulator)
  const amal = await simulator.client.createPhone()
  const made = await one.client.socket.groupCreate('Football', [
    amal.jid,
    `${two.number}@s.whatsapp.net`
  ])
  assert.equal(made.subject, 'Football')
  assert.equal(made.addressingMode, 'lid')
  const group = await simulator.client.group(made.id)
  assert.deepEqual(
    group.participants,
    [one, amal, two].map(({ number }, index) => ({
      number,
      role: index === 0 ? 'superadmin' : 'member'
    }))
  )
  for (const { client } of [one, two]) {
    const news = await until(() => client.groups.find(({ id }) => id === made.id), 'the news')
    assert.equal(news.subject, 'Football')
    assert.equal(news.ownerPn, `${one.number}@s.whatsapp.net`)
  }
  const metadata = await two.client.socket.groupMetadata(made.id)
  assert.deepEqual(
    metadata.participants.find(({ id }) => id === amal.lid),
    { id: amal.lid, phoneNumber: amal.jid, lid: undefined, username: undefined, admin: null }
  )
  assert.deepEqual(Object.keys(await two.client.socket.groupFetchAllParticipating()), [made.id])
})

test('a group by number tells the LIDs, too', async (t) => {
  const { one, amal, group } = await groupFor(t, 'pn')
  const { participants, addressingMode } = await one.client.socket.groupMetadata(group.id)
  assert.equal(addressingMode, 'pn')
  assert.deepEqual(
    participants.find(({ id }) => id === amal.jid),
    {
      id: amal.jid,
      phoneNumber: undefined,
      lid: amal.lid,
      username: undefined,
      admin: 'superadmin'
    }
  )
})

test('a client adds, promotes, demotes and removes; the others hear of each', async (t) => {
  const { simulator, one, two, amal, badr, group } = await groupFor(t)
  const { socket } = one.client
  await assert.rejects(
    socket.groupParticipantsUpdate(group.id, [badr.lid], 'remove'),
    /not-authorized/
  )
  await simulator.client.changeGroup(amal.number, { group: group.id, promote: [one.number] })
  const cleo = await simulator.client.createPhone()
  const added = await socket.groupParticipantsUpdate(
    group.id,
    [cleo.jid, badr.lid, '4915100000000@s.whatsapp.net'],
    'add'
  )
  assert.deepEqual(
    added.map(({ status }) => status),
    ['200', '409', '404']
  )
  await socket.groupParticipantsUpdate(group.id, [cleo.lid], 'promote')
  await socket.groupParticipantsUpdate(group.id, [cleo.lid], 'demote')
  await socket.groupParticipantsUpdate(group.id, [cleo.lid], 'remove')
  for (const action of ['add', 'promote', 'demote', 'remove']) {
    const heard = await until(
      () =>
        two.client.participants.find(
          (each) => each.action === action && each.participants[0]?.id === cleo.lid
        ),
      action
    )
    assert.equal(heard.participants[0]?.phoneNumber, cleo.jid)
    assert.equal(heard.author, one.client.auth.creds.me?.lid?.replace(/:\d+/, ''))
  }
  const { participants } = await simulator.client.group(group.id)
  assert.ok(!participants.some(({ number }) => number === cleo.number))
})

test('subject, description and settings change, and the others hear of each', async (t) => {
  const { simulator, one, two, amal, group } = await groupFor(t)
  const { socket } = one.client
  await socket.groupUpdateSubject(group.id, 'New name')
  await socket.groupUpdateDescription(group.id, 'What it is about')
  await assert.rejects(socket.groupSettingUpdate(group.id, 'announcement'), /not-authorized/)
  await simulator.client.changeGroup(amal.number, { group: group.id, promote: [one.number] })
  await socket.groupSettingUpdate(group.id, 'announcement')
  await socket.groupSettingUpdate(group.id, 'locked')
  await socket.groupMemberAddMode(group.id, 'all_member_add')
  await socket.groupJoinApprovalMode(group.id, 'on')
  await socket.groupToggleEphemeral(group.id, 86_400)
  const metadata = await two.client.socket.groupMetadata(group.id)
  const { subject, desc, announce, restrict, memberAddMode, joinApprovalMode } = metadata
  assert.deepEqual(
    { subject, desc, announce, restrict, memberAddMode, joinApprovalMode },
    {
      subject: 'New name',
      desc: 'What it is about',
      announce: true,
      restrict: true,
      memberAddMode: true,
      joinApprovalMode: true
    }
  )
  assert.equal(metadata.ephemeralDuration, 86_400)
  const expected = { subject: 'New name', desc: 'What it is about', announce: true, restrict: true }
  for (const [field, value] of Object.entries(expected)) {
    await until(
      () => two.client.group_updates.find((update) => update[field] === value),
      `the new ${field}`
    )
  }
  await assert.rejects(two.client.socket.groupUpdateSubject(group.id, 'mine'), /not-authorized/)
  await socket.groupUpdateDescription(group.id)
  assert.equal((await simulator.client.group(group.id)).description, null)
})

test('people join by an invite, which leads nowhere after it was reset', async (t) => {
  const { simulator, two, amal, group } = await groupFor(t)
  await simulator.client.changeGroup(amal.number, { group: group.id, promote: [two.number] })
  const code = (await two.client.socket.groupInviteCode(group.id)) ?? ''
  const late = await linkClient(t, simulator)
  const info = await late.client.socket.groupGetInviteInfo(code)
  assert.equal(info.subject, 'Neighbours')
  assert.equal(await late.client.socket.groupAcceptInvite(code), group.id)
  await late.client.socket.sendMessage(group.id, { text: 'here I am' })
  await sees(two.client, 'here I am')
  const fresh = (await two.client.socket.groupRevokeInvite(group.id)) ?? ''
  assert.notEqual(fresh, code)
  const cleo = await simulator.client.createPhone()
  await assert.rejects(simulator.client.joinGroup(cleo.number, { code }), /gone/)
  await assert.rejects(late.client.socket.groupAcceptInvite(code), /gone/)
  const { participants } = await simulator.client.joinGroup(cleo.number, { code: fresh })
  assert.ok(participants.some(({ number }) => number === cleo.number))
})

test('where joining needs consent, an admin hears of who asks, and decides', async (t) => {
  const { simulator, one, two, amal, group } = await groupFor(t)
  const { invite_code: code } = await simulator.client.changeGroup(amal.number, {
    group: group.id,
    promote: [one.number],
    approval: true
  })
  const [cleo, dana] = await simulator.client.createPhones(2)
  assert.ok(cleo && dana)
  const { participants } = await simulator.client.joinGroup(cleo.number, { code })
  assert.ok(!participants.some(({ number }) => number === cleo.number))
  await simulator.client.joinGroup(dana.number, { code })
  const asked = await until(
    () => one.client.join_requests.find(({ participantPn }) => participantPn === cleo.jid),
    'the request'
  )
  assert.equal(asked.action, 'created')
  const { socket } = one.client
  const waiting = await socket.groupRequestParticipantsList(group.id)
  assert.deepEqual(
    waiting.map(({ jid }) => jid),
    [cleo.lid, dana.lid]
  )
  const approved = await socket.groupRequestParticipantsUpdate(group.id, [cleo.lid], 'approve')
  assert.deepEqual(approved, [{ status: '200', jid: cleo.lid }])
  await socket.groupRequestParticipantsUpdate(group.id, [dana.lid], 'reject')
  await until(() => two.client.participants.find(({ action }) => action === 'add'), 'the news')
  assert.deepEqual(two.client.join_requests, [])
  const after = await simulator.client.group(group.id)
  assert.deepEqual(after.requests, [])
  assert.deepEqual(
    [cleo, dana].map(({ number }) => after.participants.some((each) => each.number === number)),
    [true, false]
  )
})

test('who leaves is gone, an admin is always left, and an empty group is no more', async (t) => {
  const { simulator, one, two, amal, badr, group } = await groupFor(t)
  await one.client.socket.groupLeave(group.id)
  await until(() => two.client.participants.find(({ action }) => action === 'remove'), 'the news')
  assert.deepEqual(await one.client.socket.groupFetchAllParticipating(), {})
  await assert.rejects(one.client.socket.groupMetadata(group.id), /forbidden/)
  await simulator.client.leaveGroup(amal.number, { group: group.id })
  const { participants } = await simulator.client.group(group.id)
  assert.deepEqual(participants, [
    { number: badr.number, role: 'admin' },
    { number: two.number, role: 'member' }
  ])
  await simulator.client.leaveGroup(badr.number, { group: group.id })
  await two.client.socket.groupLeave(group.id)
  await assert.rejects(simulator.client.group(group.id), /there is no group/)
  await assert.rejects(two.client.socket.groupMetadata(group.id), /item-not-found/)
  assert.deepEqual((await simulator.client.stats()).unknown_iq_kinds, {})
})

test('what a phone may not do in a group is refused in words', async (t) => {
  const { simulator, amal, badr, group } = await groupFor(t)
  const { client } = simulator
  const stranger = await client.createPhone()
  await assert.rejects(
    client.changeGroup(badr.number, { group: group.id, remove: [amal.number] }),
    /the group refuses: not-authorized/
  )
  await assert.rejects(
    client.say(stranger.number, { to: group.id, text: 'hello' }),
    /the group refuses: forbidden/
  )
  await assert.rejects(client.group('120363@g.us'), /there is no group 120363@g.us/)
  await assert.rejects(
    client.changeGroup(amal.number, { group: group.id, add: [badr.number] }),
    /add \d+: error 409/
  )
})

test('a reply by itself goes to the group, and typing is seen there', async (t) => {
  const { simulator, one, amal, badr, group } = await groupFor(t)
  await simulator.client.updatePhone(badr.number, { auto_reply: 'noted' })
  await one.client.socket.sendMessage(group.id, { text: 'a question' })
  const reply = await sees(one.client, 'noted')
  assert.equal(reply.key.remoteJid, group.id)
  assert.equal(reply.key.participant, badr.lid)
  await simulator.client.typing(amal.number, { to: group.id, state: 'composing' })
  await until(
    () =>
      one.client.presences.find(
        ({ id, presences }) =>
          id === group.id && presences[amal.lid]?.lastKnownPresence === 'composing'
      ),
    'composing'
  )
  await one.client.socket.sendPresenceUpdate('composing', group.id)
  await until(async () => {
    const { presences } = await simulator.client.phone(amal.number)
    return presences.find((each) => each.number === one.number && each.state === 'composing')
  }, 'composing at the phone')
})
