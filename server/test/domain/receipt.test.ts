import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MessageRow } from '../../src/domain/message.ts'
import { receiptCounts, receiptOfChat, receiptView } from '../../src/domain/receipt.ts'

const [early, late] = [new Date('2026-11-28T12:00:00Z'), new Date('2026-11-28T13:00:00Z')]
const person = '491701234567@s.whatsapp.net'
const group = '120363000000000001@g.us'
const message = (more: Partial<MessageRow>): MessageRow =>
  ({
    direction: 'outbound',
    chat_id: person,
    delivered_at: null,
    read_at: null,
    played_at: null,
    recipients_count: null,
    delivered_count: null,
    read_count: null,
    played_count: null,
    ...more
  }) as MessageRow

test('only our own messages to groups count who has them', () => {
  const none = { delivered: 0, read: 0, played: 0, of: null }
  const rows: [string, Partial<MessageRow>, ReturnType<typeof receiptCounts>][] = [
    ['to a person', { recipients_count: 1, delivered_count: 1 }, null],
    ['of somebody else in a group', { direction: 'inbound', chat_id: group }, null],
    ['to a group, nothing known yet', { chat_id: group }, none],
    ['to a group of nobody else', { chat_id: group, recipients_count: 0 }, { ...none, of: 0 }],
    [
      'to a group',
      { chat_id: group, recipients_count: 3, delivered_count: 3, read_count: 2, played_count: 1 },
      { delivered: 3, read: 2, played: 1, of: 3 }
    ]
  ]
  for (const [title, more, expected] of rows)
    assert.deepEqual(receiptCounts(message(more)), expected, title)
})

test('a message to one person has one receipt, from when it was delivered', () => {
  const rows: [string, Partial<MessageRow>, ReturnType<typeof receiptOfChat>][] = [
    ['not delivered', {}, null],
    ['of somebody else', { direction: 'inbound', delivered_at: early }, null],
    ['in a group, where each member has one', { chat_id: group, delivered_at: early }, null],
    [
      'delivered and read',
      { delivered_at: early, read_at: late },
      { person_id: person, delivered_at: early, read_at: late, played_at: null }
    ],
    [
      'to somebody whose number is hidden',
      { chat_id: '123@lid', delivered_at: early },
      { person_id: '123@lid', delivered_at: early, read_at: null, played_at: null }
    ]
  ]
  for (const [title, more, expected] of rows)
    assert.deepEqual(receiptOfChat(message(more)), expected, title)
})

test('callers see whose receipt it is, and nothing else of its row', () => {
  const row = { person_id: person, delivered_at: early, read_at: late, played_at: null }
  assert.deepEqual(receiptView({ ...row, message_id: 'msg_1' } as typeof row), {
    from: person,
    delivered_at: early,
    read_at: late,
    played_at: null
  })
})
