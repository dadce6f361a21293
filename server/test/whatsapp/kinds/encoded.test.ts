import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { proto } from 'baileys'
import type { MessageContent } from '../../../src/schemas/messages/kinds.ts'
import { encodeContent } from '../../../src/whatsapp/baileys/kinds.ts'
import { context, group, onTheWire, to } from '../../../testkit/kinds.ts'

const jpeg = Buffer.from('/9j/2Q==', 'base64')

/** What is sent, how WhatsApp's apps write it, and whereto unless it is a person. */
const encoded: [string, MessageContent, proto.IMessage, to?: string][] = [
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
  ],
  [
    'a text with a preview',
    {
      type: 'text',
      text: {
        body: 'See https://example.com/a',
        preview: {
          url: 'https://example.com/a',
          title: 'A',
          description: 'First',
          thumbnail: jpeg.toString('base64')
        }
      }
    },
    {
      extendedTextMessage: {
        text: 'See https://example.com/a',
        matchedText: 'https://example.com/a',
        previewType: 0,
        title: 'A',
        description: 'First',
        jpegThumbnail: jpeg
      }
    }
  ],
  [
    'a text that mentions members by LID where they have one',
    {
      type: 'text',
      text: {
        body: '@201001234567, @4915112345678 and @2010012345678',
        mentions: ['201001234567@s.whatsapp.net', '4915112345678@s.whatsapp.net']
      }
    },
    {
      extendedTextMessage: {
        text: '@77, @4915112345678 and @2010012345678',
        contextInfo: { mentionedJid: ['77@lid', '4915112345678@s.whatsapp.net'] }
      }
    },
    group
  ],
  [
    'a text that mentions everybody',
    { type: 'text', text: { body: '@all lunch', mention_all: true } },
    { extendedTextMessage: { text: '@all lunch', contextInfo: { nonJidMentions: 1 } } },
    group
  ],
  [
    'one contact',
    { type: 'contacts', contacts: [{ name: { formatted_name: 'Grace' } }] },
    { contactMessage: { displayName: 'Grace', vcard: cardOf('Grace') } }
  ],
  [
    'several contacts',
    {
      type: 'contacts',
      contacts: [{ name: { formatted_name: 'Grace' } }, { name: { formatted_name: 'Ada' } }]
    },
    {
      contactsArrayMessage: {
        displayName: '2 contacts',
        contacts: [
          { displayName: 'Grace', vcard: cardOf('Grace') },
          { displayName: 'Ada', vcard: cardOf('Ada') }
        ]
      }
    }
  ],
  [
    'an invitation into a group',
    {
      type: 'group_invite',
      group_invite: {
        group_id: group,
        code: 'abcd',
        name: 'Team',
        expires_at: '2030-01-01T00:00:00Z'
      }
    },
    {
      groupInviteMessage: {
        groupJid: group,
        inviteCode: 'abcd',
        groupName: 'Team',
        inviteExpiration: 1_893_456_000
      }
    }
  ]
]

function cardOf(name: string) {
  return ['BEGIN:VCARD', 'VERSION:3.0', 'N:;;;;', `FN:${name}`, 'END:VCARD'].join('\r\n')
}

for (const [title, content, message, where = to] of encoded)
  test(`${title} is written as WhatsApp's apps write it`, async () => {
    const written = await encodeContent(content, { ...context, to: where })
    assert.deepEqual(onTheWire(written), onTheWire(message))
  })
