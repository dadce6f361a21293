import assert from 'node:assert/strict'
import { test } from 'node:test'
import { customerSession } from '../../testkit/customer-session.ts'

const jpeg = '/9j/4AAQSkZJRg=='

test('contacts, invitations, mentions and previews go out and come in through the whole product, and what nobody could send is refused by field', async (t) => {
  const { simulator, phone, friend, deliver, refusal, say } = await customerSession(t)
  const to = friend.number
  const member = await simulator.createPhone({})
  const { id: group } = await simulator.createGroup(friend.number, {
    subject: 'Team',
    participants: [phone.number, member.number]
  })

  const card = {
    name: { formatted_name: 'Núria; López', first_name: 'Núria', last_name: 'López' },
    phones: [{ phone: '+20 100 123 4567', type: 'CELL', wa_id: '201001234567' }],
    org: { company: 'Compilers, Inc.' }
  }
  const one = await deliver(to, { type: 'contacts', contacts: [card] })
  assert.deepEqual(one.body.contacts, [card])
  assert.equal(one.received.seen?.problem, null)
  assert.deepEqual(one.received.seen?.contacts?.[0]?.name, 'Núria; López')
  assert.deepEqual(one.received.seen?.contacts?.[0]?.numbers, [
    { shown: '+20 100 123 4567', number: '201001234567' }
  ])
  const several = await deliver(group, { type: 'contacts', contacts: [card, card] })
  assert.equal(several.received.seen?.contacts?.length, 2)
  const theirs = await say(friend.number, phone.number, {
    contactMessage: { displayName: 'Ada', vcard: 'BEGIN:VCARD\nFN:Ada\nTEL;waid=20100:+20 100' }
  })
  assert.deepEqual(
    [theirs.type, theirs.contacts],
    [
      'contacts',
      [{ name: { formatted_name: 'Ada' }, phones: [{ phone: '+20 100', wa_id: '20100' }] }]
    ]
  )
  assert.deepEqual(await refusal(to, { type: 'contacts', contacts: [] }), ['contacts'])
  assert.deepEqual(await refusal(to, { type: 'contacts', contacts: [{ ...card, name: {} }] }), [
    'contacts.0.name.formatted_name'
  ])

  const group_invite = { group_id: group, code: 'aBcDeFgH', name: 'Team', caption: 'Join us' }
  const invited = await deliver(to, { type: 'group_invite', group_invite })
  assert.deepEqual(invited.body.group_invite, group_invite)
  const { expires_s, ...invite } = invited.received.seen?.invite ?? { expires_s: 0 }
  assert.deepEqual(invite, { group, code: 'aBcDeFgH', name: 'Team', caption: 'Join us' })
  assert.deepEqual(await refusal(group, { type: 'group_invite', group_invite }), ['to'])

  const mention = {
    type: 'text',
    text: { body: `@${member.number} and @all`, mentions: [`+${member.number}`], mention_all: true }
  }
  const mentioned = await deliver(group, mention, member.number)
  assert.deepEqual(mentioned.body.text.mentions, [member.jid])
  assert.deepEqual(mentioned.received.seen, {
    problem: null,
    mentions: { numbers: [member.number], all: true }
  })
  assert.deepEqual(await refusal(to, mention), ['text.mentions'])
  const answer = await say(friend.number, group, {
    extendedTextMessage: {
      text: `@${member.lid.split('@')[0]} and @${phone.lid.split('@')[0]}`,
      contextInfo: { mentionedJid: [member.lid, phone.lid] }
    }
  })
  assert.deepEqual(answer.text, {
    body: `@${member.number} and @${phone.number}`,
    mentions: [member.jid, phone.jid]
  })

  const preview = {
    url: 'https://example.com/a',
    title: 'A',
    description: 'First of all',
    thumbnail: jpeg
  }
  const linked = await deliver(to, {
    type: 'text',
    text: { body: `See ${preview.url}`, preview }
  })
  assert.deepEqual(linked.body.text.preview, preview)
  assert.deepEqual(linked.received.seen, {
    problem: null,
    preview: { url: preview.url, title: 'A', description: 'First of all', picture: jpeg }
  })
  const shown = await say(friend.number, phone.number, {
    extendedTextMessage: {
      text: preview.url,
      matchedText: preview.url,
      title: 'A',
      jpegThumbnail: Buffer.from(jpeg, 'base64')
    }
  })
  assert.deepEqual(shown.text.preview, { url: preview.url, title: 'A', thumbnail: jpeg })
  assert.equal((await simulator.stats()).nacks, 0)
})
