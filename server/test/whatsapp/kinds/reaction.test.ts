import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kinds } from '../../../src/schemas/messages/kinds.ts'
import { decodeContent, encodeContent } from '../../../src/whatsapp/baileys/kinds.ts'
import { context, group, onTheWire, to } from '../../../testkit/kinds.ts'

const target = { whatsapp_id: 'AB12', from_me: false, sender_id: to }
const key = { remoteJid: to, fromMe: false, id: 'AB12' }

test('a reaction names the message as the one who reacts sees it, in groups with its author by LID where there is one', async () => {
  const content = { type: 'reaction', reaction: { message_id: 'msg_1', emoji: '👍' } } as const
  const keyOf = async (about: typeof target | { from_me: boolean }, to: string) => {
    const written = await encodeContent(
      { ...content, target: { ...target, ...about } },
      { ...context, to }
    )
    assert.equal(written.reactionMessage?.text, '👍')
    return { ...written.reactionMessage?.key }
  }
  assert.deepEqual(await keyOf(target, to), key)
  assert.deepEqual(await keyOf({ from_me: true }, to), { ...key, fromMe: true })
  const in_group = { ...key, remoteJid: group }
  assert.deepEqual(await keyOf(target, group), { ...in_group, participant: '77@lid' })
  const sender_id = '4915112345678@s.whatsapp.net'
  assert.deepEqual(await keyOf({ ...target, sender_id }, group), {
    ...in_group,
    participant: sender_id
  })
  assert.deepEqual(await keyOf({ from_me: true }, group), { ...in_group, fromMe: true })
})

test('a reaction, and that it is taken back, is read as said about another message', () => {
  const react = (text: string | null) =>
    decodeContent(onTheWire({ ephemeralMessage: { message: { reactionMessage: { key, text } } } }))
  assert.deepEqual(react('❤️'), { kind: 'reaction', whatsapp_id: 'AB12', emoji: '❤️' })
  assert.deepEqual(react(null), { kind: 'reaction', whatsapp_id: 'AB12', emoji: '' })
  assert.equal(react('x'.repeat(65)), null, 'longer than any emoji')
  assert.equal(decodeContent({ reactionMessage: { text: '👍' } }), null, 'about nothing')
})

for (const [text, taken] of [
  ...['👍', '❤️', '❤', '👨‍👩‍👧', '🇪🇬', '1️⃣', '👍🏽', ''].map((one) => [one, true] as const),
  ...['a', '1', '👍👍', '👍 ', ' '].map((one) => [one, false] as const)
])
  test(`"${text}" is ${taken ? 'taken' : 'refused'} as the emoji of a reaction`, () => {
    const reaction = kinds.find(({ type }) => type === 'reaction')
    const body = { ...reaction?.example, emoji: text }
    assert.equal(reaction?.sent.safeParse(body).success, taken)
  })
