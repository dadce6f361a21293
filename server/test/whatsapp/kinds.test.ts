import assert from 'node:assert/strict'
import { test } from 'node:test'
import { proto } from 'baileys'
import { type KindName, kinds, type MessageContent } from '../../src/schemas/messages/kinds.ts'
import { decodeContent, encodeContent } from '../../src/whatsapp/baileys/kinds.ts'
import { contentFrom } from '../../src/whatsapp/baileys/messages/from-whatsapp.ts'

const to = '201001234567@s.whatsapp.net'
const onTheWire = (message: proto.IMessage): proto.IMessage =>
  proto.Message.decode(proto.Message.encode(message).finish())

test('the example of every kind is taken, and is read by the receiver as it was sent', async () => {
  for (const { type, sent, shown, example } of kinds) {
    assert.deepEqual(sent.parse(example), example, type)
    const content = { type, [type]: example } as MessageContent
    const read = decodeContent(onTheWire(await encodeContent(content, { to })))
    assert.deepEqual(read, content)
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
    const written = await encodeContent(content, { to })
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

function unsupported(...names: string[]) {
  return { type: 'unsupported', unsupported: { kinds: names } }
}

for (const [title, message, expected] of decoded)
  test(`${title} that arrives is read or kept as unsupported`, () => {
    assert.deepEqual(contentFrom(onTheWire(message)), expected)
  })

test('the names of the kinds are told apart', () => {
  const names: KindName[] = kinds.map(({ type }) => type)
  assert.equal(new Set(names).size, names.length)
})
