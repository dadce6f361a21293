import assert from 'node:assert/strict'
import { test } from 'node:test'
import { voteOf } from '../../../../src/domain/answer.ts'
import { encodeContent } from '../../../../src/whatsapp/baileys/kinds.ts'
import { encodeAnswer } from '../../../../src/whatsapp/baileys/messages/answer-to-whatsapp.ts'
import { openAnswer } from '../../../../src/whatsapp/baileys/messages/sealed-answers.ts'
import { SendRefused } from '../../../../src/whatsapp/send-errors.ts'
import { context, group, onTheWire, to } from '../../../../testkit/kinds.ts'

const [own_number, own_lid] = ['201009999999@s.whatsapp.net', '99@lid']
const whatsapp_id = '3EB0'
const secret = Buffer.alloc(32, 8)
const options = ['Morning', 'Evening']

/** The chat, who has asked, and by which addresses the two of them are named in the seal. */
const chats: [string, string | null, string, string][] = [
  [to, to, to, own_number],
  ['77@lid', to, '77@lid', own_lid],
  ['77@lid', '77@lid', '77@lid', own_lid],
  [group, to, '77@lid', own_lid],
  [group, '491711234567@s.whatsapp.net', '491711234567@s.whatsapp.net', own_lid],
  [to, null, own_number, own_number],
  ['77@lid', null, own_lid, own_lid],
  [group, null, own_lid, own_lid]
]

test('a vote and an answer to an event are sealed by the names by which the chat knows both, and open by no other', async () => {
  for (const [chat, sender_id, author, speaker] of chats) {
    const target = { whatsapp_id, from_me: sender_id === null, sender_id: sender_id ?? own_number }
    const place = { ...context, to: chat }
    const vote = onTheWire(
      await encodeAnswer(
        { type: 'poll_vote', poll_vote: { message_id: 'msg', options } },
        target,
        place
      )
    ).pollUpdateMessage
    const response = onTheWire(
      await encodeAnswer(
        {
          type: 'event_response',
          event_response: { message_id: 'msg', response: 'going', extra_guests: 2 }
        },
        target,
        place
      )
    ).encEventResponseMessage
    assert.deepEqual(
      [vote?.pollCreationMessageKey?.id, vote?.pollCreationMessageKey?.fromMe],
      [whatsapp_id, target.from_me]
    )
    const said = [
      ['poll', vote?.vote, voteOf(options)],
      ['event', response, { response: 'going', extra_guests: 2 }]
    ] as const
    for (const [what, sealed, answer] of said) {
      assert.ok(sealed?.encPayload && sealed.encIv, what)
      const { encPayload: payload, encIv: iv } = sealed
      const given = { kind: 'answer', to: what, whatsapp_id, asker: null, payload, iv } as const
      assert.deepEqual(openAnswer(given, secret, [author], [speaker]), answer, `${what} ${chat}`)
      assert.equal(openAnswer(given, secret, [author], ['1@lid']), null)
      assert.equal(openAnswer(given, secret, ['1@lid'], [speaker]), null)
      assert.equal(openAnswer({ ...given, whatsapp_id: 'X' }, secret, [author], [speaker]), null)
      assert.equal(openAnswer(given, Buffer.alloc(32, 9), [author], [speaker]), null)
    }
  }
})

test('what came without a secret is not answered', async () => {
  const target = { whatsapp_id, from_me: false, sender_id: to }
  const none = { ...context, secretOf: async () => null }
  const poll_vote = { message_id: 'msg', options: [] }
  const content = { type: 'poll_vote' as const, poll_vote, target }
  await assert.rejects(
    async () => encodeContent(content, none),
    (error) => error instanceof SendRefused && error.code === 'not_answerable'
  )
})
