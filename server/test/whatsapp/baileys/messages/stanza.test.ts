import assert from 'node:assert/strict'
import { test } from 'node:test'
import { proto } from 'baileys'
import type { MessageContent } from '../../../../src/schemas/messages/kinds.ts'
import { besideContent, encodeContent } from '../../../../src/whatsapp/baileys/kinds.ts'
import { stanzaAttributes, withMarks } from '../../../../src/whatsapp/baileys/messages/stanza.ts'
import { context, file, to } from '../../../../testkit/kinds.ts'

const message_id = 'msg'
const target = (from_me: boolean) => ({ whatsapp_id: '3EB0', from_me, sender_id: to })
const about = (content: object, from_me = true) =>
  ({ ...content, target: target(from_me) }) as unknown as MessageContent
const of = (type: string, content: object = {}) =>
  ({ type, [type]: content }) as unknown as MessageContent
const poll = { question: 'When?', options: ['Now'], answers_max: 1 }
const text = { body: 'https://example.com', preview: { url: 'https://example.com', title: 'x' } }

/** What a message says, its attributes, its meta, and the members that Baileys finds besides those that are encoded. */
const stanzas: [MessageContent, object, object | null, string[]][] = [
  [of('text', { body: 'x' }), {}, null, []],
  [of('text', text), {}, null, ['groupInviteMessage']],
  [of('location', { latitude: 1, longitude: 2 }), { type: 'media' }, null, []],
  [of('image'), {}, null, []],
  [of('image', { view_once: true }), {}, { view_once: 'true' }, ['imageMessage']],
  [of('video', { view_once: true }), {}, { view_once: 'true' }, ['videoMessage']],
  [of('audio', { view_once: true, voice: true }), {}, { view_once: 'true' }, ['audioMessage']],
  [of('video', { video_note: true }), { type: 'media' }, null, []],
  [of('poll', poll), {}, { polltype: 'creation' }, []],
  [
    of('event', { name: 'x', start_at: '2027-03-01T17:00:00.000Z' }),
    {},
    { event_type: 'creation' },
    []
  ],
  [about(of('reaction', { message_id, emoji: '👍' })), {}, null, []],
  [about(of('reaction', { message_id, emoji: '' })), { edit: '7' }, null, []],
  [
    about(of('edit', { message_id, text: { body: 'x' } })),
    { edit: '1' },
    null,
    ['pinInChatMessage']
  ],
  [about(of('delete', { message_id })), { edit: '7' }, null, []],
  [about(of('delete', { message_id }), false), { edit: '8' }, null, []],
  [about(of('pin', { message_id, for: '7d' })), { edit: '2' }, null, []],
  [
    about(of('poll_vote', { message_id, options: ['Now'] })),
    {},
    { polltype: 'vote' },
    ['pinInChatMessage']
  ],
  [
    about(of('event_response', { message_id, response: 'going', extra_guests: 0 })),
    { type: 'event' },
    { event_type: 'response' },
    ['pinInChatMessage']
  ]
]

test('each kind has the attributes and the meta that apps write, and what Baileys is shown for them is never encoded', async () => {
  for (const [content, attributes, meta, marks] of stanzas) {
    const what = JSON.stringify(content)
    assert.deepEqual(stanzaAttributes(content), attributes, what)
    const [beside] = besideContent(content)
    assert.deepEqual(beside?.attrs ?? null, meta, what)
    const encode = async () => encodeContent(content, { ...context, file })
    const message = await encode()
    const before = Object.keys(proto.Message.decode(proto.Message.encode(message).finish()))
    const marked = withMarks(message, content)
    const encoded = proto.Message.decode(proto.Message.encode(marked).finish())
    assert.deepEqual(Object.keys(encoded), before, what)
    const own = new Set(Object.keys(marked))
    const inherited = Object.entries(Object.getPrototypeOf(marked))
    const found = inherited.filter(
      ([name, part]) => part && !own.has(name) && typeof part === 'object'
    )
    assert.deepEqual(
      found.map(([name]) => name).filter((name) => name.endsWith('Message')),
      marks,
      what
    )
  }
})
