import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { proto } from 'baileys'
import { type KindName, kinds, type MessageContent } from '../../src/schemas/messages/kinds.ts'
import { decodeContent, encodeContent } from '../../src/whatsapp/baileys/kinds.ts'
import { contentFrom } from '../../src/whatsapp/baileys/messages/from-whatsapp.ts'
import { rawForm, readRawForm } from '../../src/whatsapp/baileys/messages/raw-form.ts'

const to = '201001234567@s.whatsapp.net'
const context = { to, lidOf: async (jid: string) => (jid.startsWith('20100') ? '77@lid' : null) }
const target = { whatsapp_id: 'AB12', from_me: false, sender_id: to }
const onTheWire = (message: proto.IMessage): proto.IMessage =>
  proto.Message.decode(proto.Message.encode(message).finish())

test('the example of every kind is taken, and is read by the receiver as it was sent', async () => {
  for (const { type, sent, shown, example } of kinds) {
    assert.deepEqual(sent.parse(example), example, type)
    const content = { type, [type]: example } as unknown as MessageContent
    const written = await encodeContent({ ...content, target }, context)
    const read = decodeContent(onTheWire(written))
    const about = { kind: type, whatsapp_id: target.whatsapp_id, emoji: '👍' }
    assert.deepEqual(read, type === 'reaction' ? about : content)
    assert.deepEqual(shown.parse(example), example, type)
  }
})

/** What is sent, and how WhatsApp's apps write it. */
const encoded: [string, MessageContent, proto.IMessage][] = [
  ['a text', { type: 'text', text: { body: 'Hello' } }, { extendedTextMessage: { text: 'Hello' } }],
  [
    'a place',
    { type: 'location', location: { latitude: -33.8568, longitude: 151.2153 } },
    { locationMessage: { degreesLatitude: -33.8568, degreesLongitude: 151.2153 } }
  ],
  [
    'a place on the equator with a name',
    { type: 'location', location: { latitude: 0, longitude: 0, name: 'Zero', address: 'Gulf' } },
    {
      locationMessage: { degreesLatitude: 0, degreesLongitude: 0, name: 'Zero', address: 'Gulf' }
    }
  ]
]

for (const [title, content, message] of encoded)
  test(`${title} is written as WhatsApp's apps write it`, async () => {
    const written = await encodeContent(content, context)
    assert.deepEqual(onTheWire(written), onTheWire(message))
  })

/** What arrives, and what is made of it. */
const decoded: [string, proto.IMessage, unknown][] = [
  ['a plain text', { conversation: 'Hi' }, { type: 'text', text: { body: 'Hi' } }],
  [
    'a text that is far too long',
    { conversation: 'x'.repeat(70_000) },
    { type: 'text', text: { body: 'x'.repeat(65_536), truncated: true } }
  ],
  ['an empty text', { extendedTextMessage: { text: '' } }, unsupported('extendedTextMessage')],
  [
    'a place in a vanishing message',
    {
      ephemeralMessage: {
        message: { locationMessage: { degreesLatitude: 90, degreesLongitude: -180, name: '' } }
      }
    },
    { type: 'location', location: { latitude: 90, longitude: -180 } }
  ],
  [
    'a place without coordinates',
    { locationMessage: { name: 'Nowhere' } },
    unsupported('locationMessage')
  ],
  [
    'a place that is not on the globe',
    { locationMessage: { degreesLatitude: 91, degreesLongitude: 0 } },
    unsupported('locationMessage')
  ],
  [
    'a place that is no number',
    { locationMessage: { degreesLatitude: Number.NaN, degreesLongitude: 0 } },
    unsupported('locationMessage')
  ],
  [
    'a live location of an old app',
    { locationMessage: { degreesLatitude: 1, degreesLongitude: 1, isLive: true } },
    unsupported('locationMessage')
  ],
  [
    'a live location',
    { liveLocationMessage: { degreesLatitude: 1, degreesLongitude: 1 } },
    unsupported('liveLocationMessage')
  ]
]

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
  const group = '120363041234567890@g.us'
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

function unsupported(...names: string[]) {
  return { type: 'unsupported', unsupported: { kinds: names } }
}

for (const [title, message, expected] of decoded)
  test(`${title} that arrives is read or kept as unsupported`, () => {
    assert.deepEqual(contentFrom(onTheWire(message)), expected)
  })

test('what nobody could read is read from its raw form by a list of kinds that has one for it', () => {
  const raw = rawForm({ contactMessage: { displayName: 'Grace', vcard: 'BEGIN:VCARD' } })
  assert.ok(raw)
  assert.equal(readRawForm(raw), null)
  const newer = {
    decode: ({ contactMessage }: proto.IMessage) =>
      contactMessage
        ? { type: 'text' as const, text: { body: contactMessage.displayName ?? '' } }
        : null
  }
  assert.deepEqual(readRawForm(raw, [newer]), { type: 'text', text: { body: 'Grace' } })
  assert.equal(readRawForm(Buffer.from('no message'), [newer]), null)
  assert.equal(rawForm({ conversation: 'x'.repeat(33_000) }), null, 'too large to be kept')
})

test('the table in the README names every kind with its sentence', () => {
  const rows = kinds.map(({ type, description }) => `| \`${type}\` | ${description} |`)
  const table = ['| `type` | kind of message |', '|---|---|', ...rows, ''].join('\n')
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')
  assert.ok(readme.includes(`\n${table}\n`), `README.md should have:\n${table}`)
})

test('the names of the kinds are told apart', () => {
  const names: KindName[] = kinds.map(({ type }) => type)
  assert.equal(new Set(names).size, names.length)
})
