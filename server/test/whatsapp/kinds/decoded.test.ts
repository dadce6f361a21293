import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { proto } from 'baileys'
import { contentFrom } from '../../../src/whatsapp/baileys/messages/from-whatsapp.ts'
import { group, onTheWire } from '../../../testkit/kinds.ts'

/** What arrives, and what is made of it. */
const decoded: [string, proto.IMessage, unknown][] = [
  ['a plain text', { conversation: 'Hi' }, { type: 'text', text: { body: 'Hi' } }],
  [
    'a text that is far too long',
    { conversation: 'x'.repeat(70_000) },
    { type: 'text', text: { body: 'x'.repeat(65_536), truncated: true } }
  ],
  [
    'a text with a preview, of which the picture is too large',
    {
      extendedTextMessage: {
        text: 'https://a.example',
        matchedText: 'https://a.example',
        title: 'x'.repeat(400),
        jpegThumbnail: Buffer.alloc(60_000)
      }
    },
    {
      type: 'text',
      text: {
        body: 'https://a.example',
        preview: { url: 'https://a.example', title: 'x'.repeat(300) }
      }
    }
  ],
  [
    'a text that mentions everybody',
    { extendedTextMessage: { text: '@all', contextInfo: { nonJidMentions: 1 } } },
    { type: 'text', text: { body: '@all', mention_all: true } }
  ],
  [
    'a contact with nothing in it',
    { contactMessage: {} },
    { type: 'contacts', contacts: [{ name: { formatted_name: '' } }] }
  ],
  [
    'a list of contacts with none',
    { contactsArrayMessage: { displayName: 'nobody' } },
    { type: 'contacts', contacts: [] }
  ],
  [
    'an invitation into a group',
    { groupInviteMessage: { groupJid: group, inviteCode: 'x', inviteExpiration: 1 } },
    {
      type: 'group_invite',
      group_invite: { group_id: group, code: 'x', name: '', expires_at: '1970-01-01T00:00:01.000Z' }
    }
  ],
  [
    'an invitation that leads nowhere',
    { groupInviteMessage: { groupName: 'Team' } },
    unsupported('groupInviteMessage')
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
    { type: 'live_location', live_location: { latitude: 1, longitude: 1 } }
  ],
  [
    'a live location',
    { liveLocationMessage: { degreesLatitude: 1, degreesLongitude: 1 } },
    { type: 'live_location', live_location: { latitude: 1, longitude: 1 } }
  ]
]

function unsupported(...names: string[]) {
  return { type: 'unsupported', unsupported: { kinds: names } }
}

for (const [title, message, expected] of decoded)
  test(`${title} that arrives is read or kept as unsupported`, () => {
    assert.deepEqual(contentFrom(onTheWire(message)), expected)
  })
