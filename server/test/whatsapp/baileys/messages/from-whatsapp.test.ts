import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BinaryNode } from 'baileys'
import { receiptFact, receiptFacts } from '../../../../src/whatsapp/baileys/events/receipts.ts'
import { typingFact } from '../../../../src/whatsapp/baileys/events/typing.ts'
import {
  contentFrom,
  isStatusPost,
  messageFact
} from '../../../../src/whatsapp/baileys/messages/from-whatsapp.ts'

const own = { jid: '201000000001:5@s.whatsapp.net', lid: '1001:5@lid' }
const me = '201000000001@s.whatsapp.net'
const friend = '201000000002@s.whatsapp.net'
const group = '120363000000000001@g.us'
const t = '1764324000'

const stanza = (attrs: Record<string, string>, content?: BinaryNode[]): BinaryNode => ({
  tag: 'message',
  attrs,
  ...(content && { content })
})
/** The friend's LID is known, and nobody else's. */
const numberOfLid = async (lid: string): Promise<string | null> =>
  lid.startsWith('1002') ? friend : null
const factOf = (attrs: Record<string, string>) =>
  messageFact(stanza({ id: 'A', t, ...attrs }), null, own, numberOfLid)

const messages: [what: string, attrs: Record<string, string>, expected: object][] = [
  ['from a person', { from: friend }, { chat_id: friend, sender_id: friend, from_me: false }],
  [
    'from one of a person’s devices',
    { from: '201000000002:7@s.whatsapp.net' },
    { chat_id: friend, sender_id: friend }
  ],
  [
    'from a LID with the number beside it',
    { from: '1003@lid', sender_pn: friend },
    { chat_id: friend, sender_id: friend }
  ],
  ['from a LID that is known', { from: '1002@lid' }, { chat_id: friend, sender_id: friend }],
  [
    'from a LID that is not known',
    { from: '1003@lid' },
    { chat_id: '1003@lid', sender_id: '1003@lid' }
  ],
  [
    'in a group',
    { from: group, participant: friend },
    { chat_id: group, sender_id: friend, from_me: false }
  ],
  [
    'in a group from a LID with the number beside it',
    { from: group, participant: '1003@lid', participant_pn: friend },
    { chat_id: group, sender_id: friend }
  ],
  [
    'of our own from another device',
    { from: me, recipient: friend },
    { chat_id: friend, sender_id: me, from_me: true }
  ],
  [
    'of our own by LID',
    { from: '1001@lid', recipient: '1003@lid', peer_recipient_pn: friend },
    { chat_id: friend, sender_id: me, from_me: true }
  ],
  [
    'of our own in a group',
    { from: group, participant: '1001:3@lid' },
    { chat_id: group, sender_id: me, from_me: true }
  ],
  [
    'to a broadcast list',
    { from: '1764@broadcast', participant: friend },
    { chat_id: friend, sender_id: friend, from_me: false }
  ]
]

for (const [what, attrs, expected] of messages) {
  test(`a message ${what} has its chat and its sender`, async () => {
    const fact = await factOf(attrs)
    assert.ok(fact?.type === 'message')
    const at = new Date(Number(t) * 1000)
    const wanted = { type: 'message', whatsapp_id: 'A', at, content: null, ...expected }
    assert.deepEqual({ ...fact, ...wanted }, fact)
  })
}

const names: [attrs: Record<string, string>, name: string | null][] = [
  [{}, null],
  [{ notify: 'Ada' }, 'Ada'],
  [{ display_name: 'Ada L.' }, 'Ada L.'],
  [{ notify: 'Ada', display_name: 'Ada L.', username: 'ada' }, 'Ada'],
  [{ username: 'ada' }, '@ada']
]

for (const [attrs, name] of names) {
  test(`a sender who says ${JSON.stringify(attrs)} is called ${name}`, async () => {
    const fact = await factOf({ from: friend, ...attrs })
    assert.equal(fact?.type === 'message' && fact.push_name, name)
  })
}

test('a stanza without an id or a sender is no message', async () => {
  assert.equal(await messageFact(stanza({ from: friend }), null, own, numberOfLid), null)
  assert.equal(await messageFact(stanza({ id: 'A' }), null, own, numberOfLid), null)
})

test('a status is a post of its author and no message of a chat, also the own one from another device', async () => {
  const posts: Record<string, string>[] = [
    { from: 'status@broadcast', participant: friend },
    { from: me, recipient: 'status@broadcast' }
  ]
  for (const attrs of posts) {
    assert.equal(isStatusPost(stanza(attrs)), true)
    assert.equal((await factOf(attrs))?.type, 'status_post')
  }
  assert.equal(isStatusPost(stanza({ from: friend })), false)
})

test('a message from a place that is no chat keeps its id and its place', async () => {
  const fact = await factOf({ from: '120363@newsletter' })
  assert.ok(fact?.type === 'unplaced')
  assert.deepEqual([fact.whatsapp_id, fact.place], ['A', '120363@newsletter'])
})

const receipts: [type: string | undefined, status: string | null][] = [
  [undefined, 'delivered'],
  ['inactive', 'delivered'],
  ['delivery', 'delivered'],
  ['read', 'read'],
  ['played', 'played'],
  ['retry', null],
  ['server-error', null],
  ['read-self', null],
  ['sender', null]
]

for (const [type, status] of receipts) {
  test(`a receipt of type ${type} means ${status ?? 'nothing for a message of ours'}`, () => {
    const fact = receiptFact(stanza({ id: 'A', from: friend, t, ...(type && { type }) }), own)
    assert.equal(fact?.status ?? null, status)
  })
}

test('a receipt names every message that it is for, each once', () => {
  const items = ['B', 'C', 'A'].map((id) => ({ tag: 'item', attrs: { id } }))
  const list = { tag: 'list', attrs: {}, content: items }
  const fact = receiptFact(stanza({ id: 'A', from: friend, t, type: 'read' }, [list]), own)
  assert.deepEqual(fact?.whatsapp_ids, ['A', 'B', 'C'])
  assert.deepEqual(fact?.at, new Date(Number(t) * 1000))
})

test('a receipt that tells of several people names the message apart, and says of each what that one says', () => {
  const user = (jid: string, more: Record<string, string>) => ({
    tag: 'user',
    attrs: { jid, t, ...more }
  })
  const people = [
    user('1002@lid', { type: 'read' }),
    user('1003@lid', { type: 'delivery' }),
    user('1001:5@lid', { type: 'read' }),
    user('1004@lid', { type: 'of_next_year' })
  ]
  const list = { tag: 'participants', attrs: { message_id: 'B' }, content: people }
  const receipt = stanza({ id: 'A', from: 'status@broadcast', class: 'status', t }, [list])
  const at = new Date(Number(t) * 1000)
  const told = { type: 'receipt', whatsapp_ids: ['B'], group_id: 'status@broadcast', at }
  assert.deepEqual(receiptFacts(receipt, own), [
    { ...told, person_id: '1002@lid', status: 'read' },
    { ...told, person_id: '1003@lid', status: 'delivered' }
  ])
  const in_group = { tag: 'participants', attrs: { key: 'C' }, content: [user('1002@lid', {})] }
  const of_group = receiptFacts(stanza({ id: 'A', from: group, t, type: 'read' }, [in_group]), own)
  assert.deepEqual(of_group, [
    { ...told, group_id: group, whatsapp_ids: ['C'], person_id: '1002@lid', status: 'read' }
  ])
})

test('receipts of our own devices say nothing of the recipient, by number or by LID', () => {
  for (const from of [me, own.jid, '1001@lid', own.lid]) {
    assert.equal(receiptFact(stanza({ id: 'A', from }), own), null)
    assert.equal(receiptFact(stanza({ id: 'A', from: group, participant: from }), own), null)
  }
})

test('a receipt of this very second is as late as now, and one without a time too', () => {
  const before = Date.now()
  for (const at of [String(Math.floor(before / 1000) + 60), '']) {
    const fact = receiptFact(stanza({ id: 'A', from: friend, t: at }), own)
    assert.ok(fact && fact.at.getTime() >= before && fact.at.getTime() <= Date.now())
  }
})

const typings: [child: BinaryNode, state: string][] = [
  [{ tag: 'composing', attrs: {} }, 'typing'],
  [{ tag: 'composing', attrs: { media: 'audio' } }, 'recording'],
  [{ tag: 'paused', attrs: {} }, 'paused']
]

for (const [child, state] of typings) {
  test(`<${child.tag} media="${child.attrs['media'] ?? ''}"> means ${state}`, async () => {
    const fact = await typingFact(stanza({ from: '1002@lid' }, [child]), numberOfLid)
    assert.deepEqual(fact, { type: 'typing', chat_id: friend, sender_id: friend, state })
  })
}

test('what only carries keys or orders is not something a person said; what is unknown is named', () => {
  assert.equal(contentFrom({ senderKeyDistributionMessage: {}, messageContextInfo: {} }), null)
  assert.equal(contentFrom({}), null)
  assert.deepEqual(contentFrom({ stickerMessage: {}, messageContextInfo: {} }), {
    type: 'unsupported',
    unsupported: { kinds: ['stickerMessage'] }
  })
  assert.deepEqual(contentFrom({ conversation: 'hello' }), {
    type: 'text',
    text: { body: 'hello' }
  })
})
