import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MessageContent } from '../../../../src/schemas/messages/kinds.ts'
import { asText } from '../../../../src/whatsapp/baileys/kinds/interactive.ts'
import { withFallback } from '../../../../src/whatsapp/baileys/messages/send-fallback.ts'
import {
  SendElsewhere,
  SendInterrupted,
  SendRefused
} from '../../../../src/whatsapp/send-errors.ts'

const asked = (fallback?: 'text') =>
  ({
    type: 'interactive',
    interactive: {
      type: 'native_flow',
      header: { type: 'text', text: 'Tea house' },
      body: { text: 'What?' },
      action: {
        buttons: [
          { name: 'cta_call', parameters: { display_text: 'Call', phone_number: '+201' } },
          { name: 'review_order', parameters: {} }
        ]
      },
      ...(fallback && { fallback })
    }
  }) as const satisfies MessageContent
const as_text = 'Tea house\n\nWhat?\n\n1. Call\n2. review_order'
const text: MessageContent = { type: 'text', text: { body: 'hello' } }

test('what WhatsApp refuses for its form goes out as a text under the same id, where that was asked for, and nothing else does', async () => {
  assert.equal(asText(asked().interactive), as_text)
  const refused = (code: 'kind_not_allowed' | 'malformed_for_recipient' | 'account_restricted') =>
    new SendRefused(code)
  const cases: [MessageContent, Error, boolean][] = [
    [asked('text'), refused('kind_not_allowed'), true],
    [asked('text'), refused('malformed_for_recipient'), true],
    [asked('text'), new SendInterrupted('the group has changed', { code: '479' }), true],
    [asked('text'), new SendInterrupted('the group has changed', { code: '421' }), false],
    [asked('text'), new SendInterrupted('not connected'), false],
    [asked('text'), new SendElsewhere('1@s.whatsapp.net'), false],
    [asked('text'), refused('account_restricted'), false],
    [asked(), refused('kind_not_allowed'), false],
    [text, refused('kind_not_allowed'), false]
  ]
  for (const [content, error, falls_back] of cases) {
    const sent: [string, MessageContent][] = []
    const send = withFallback(async (message) => {
      sent.push([message.whatsapp_id, message.content])
      if (sent.length === 1) throw error
    })
    const sending = send({ whatsapp_id: '3EB0', chat_id: '1@g.us', content })
    if (!falls_back) {
      await assert.rejects(sending, (thrown) => thrown === error)
      assert.equal(sent.length, 1)
      continue
    }
    await sending
    assert.deepEqual(sent[1], ['3EB0', { type: 'text', text: { body: as_text } }])
  }
})
