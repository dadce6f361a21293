import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kinds, whyUnfit } from '../../../src/schemas/messages/kinds.ts'
import { contentFrom } from '../../../src/whatsapp/baileys/messages/from-whatsapp.ts'
import { mentionedNumbers } from '../../../src/whatsapp/baileys/messages/mentioned-numbers.ts'
import { group, onTheWire, to } from '../../../testkit/kinds.ts'

/** Texts of callers, and the member that is refused; null: they are taken. */
const texts: [string, object, string | null][] = [
  [
    'a mention of a number as people write it',
    { body: '@201001234567', mentions: ['+20 100 123 4567'] },
    null
  ],
  ['a mention by LID', { body: '@77', mentions: ['77@lid'] }, null],
  ['a mention that is not in the text', { body: 'Hi', mentions: ['+201001234567'] }, 'mentions'],
  ['a mention of a group', { body: 'Hi', mentions: [group] }, 'mentions.0'],
  ['no mentions', { body: 'Hi', mentions: [] }, 'mentions'],
  [
    'a preview of another link',
    { body: 'Hi', preview: { url: 'https://a.example', title: 'A' } },
    'preview.url'
  ],
  [
    'a preview of a file',
    { body: 'file:///etc', preview: { url: 'file:///etc', title: 'A' } },
    'preview.url'
  ],
  [
    'a picture that is no JPEG',
    {
      body: 'https://a.example',
      preview: { url: 'https://a.example', title: 'A', thumbnail: 'R0lG' }
    },
    'preview.thumbnail'
  ],
  [
    'two previews',
    {
      body: 'https://a.example',
      preview_url: true,
      preview: { url: 'https://a.example', title: 'A' }
    },
    'preview_url'
  ]
]

for (const [title, body, refused] of texts)
  test(`a text with ${title} is ${refused === null ? 'taken' : `refused at ${refused}`}`, () => {
    const [text] = kinds
    const { error } = text.sent.safeParse(body)
    assert.equal(error?.issues[0]?.path.join('.') ?? null, refused)
  })

test('people are mentioned in groups only, and invited by a message to themselves', () => {
  const mention = { type: 'text', text: { body: '@all', mention_all: true } } as const
  assert.equal(whyUnfit(mention, group), null)
  assert.equal(whyUnfit(mention, to)?.path, 'text.mention_all')
  assert.equal(whyUnfit({ type: 'text', text: { body: '@all' } }, to), null)
  const invite = { group_id: group, code: 'abcd', name: 'Team' }
  assert.equal(whyUnfit({ type: 'group_invite', group_invite: invite }, to), null)
  assert.equal(whyUnfit({ type: 'group_invite', group_invite: invite }, group)?.path, 'to')
})

test('who is mentioned by LID is shown by number, in the list and in the text, as far as it is known', async () => {
  const content = contentFrom(
    onTheWire({
      extendedTextMessage: {
        text: '@77111 and @88222, not @99333',
        contextInfo: { mentionedJid: ['77111@lid', '88222@lid', 'nonsense', '0@g.us'] }
      }
    })
  )
  assert.ok(content)
  const numberOf = async (lid: string) =>
    lid === '77111@lid' ? '201001234567:3@s.whatsapp.net' : null
  assert.deepEqual(await mentionedNumbers(content, numberOf), {
    type: 'text',
    text: {
      body: '@201001234567 and @88222, not @99333',
      mentions: [to, '88222@lid']
    }
  })
})
