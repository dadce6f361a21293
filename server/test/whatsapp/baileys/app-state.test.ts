import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { proto } from 'baileys'
import {
  type Setting,
  sealSetting,
  syncKeys
} from '../../../src/whatsapp/baileys/appstate/codec.ts'
import {
  applyPatches,
  type Collection,
  decodeCollection,
  encodeCollection,
  new_collection,
  openSnapshot,
  sealPatch
} from '../../../src/whatsapp/baileys/appstate/collection.ts'
import { saidBy } from '../../../src/whatsapp/baileys/appstate/facts.ts'
import { readElsewhereFact } from '../../../src/whatsapp/baileys/events/receipts.ts'

const key_id = Buffer.from([0, 0, 0, 0, 0, 1])
const keys = syncKeys(randomBytes(32))
const keysOf = () => keys
const name = 'regular_low'
const jid = '201001234567@s.whatsapp.net'

const pin = (chat: string, pinned: boolean): Setting => ({
  index: ['pin_v1', chat],
  value: { pinAction: { pinned }, timestamp: 1_700_000_000_000 },
  version: 5
})

/** Patches of one collection, each with what it sets, and the collection after the last. */
const patchesOf = (settings: Setting[][]): { patches: proto.SyncdPatch[]; last: Collection } => {
  let last = new_collection
  const patches = settings.map((each) => {
    const { bytes, collection } = sealPatch(name, last, each, { keys, key_id })
    last = collection
    const patch = proto.SyncdPatch.decode(bytes)
    // The server counts them.
    patch.version = proto.SyncdVersion.create({ version: collection.version })
    return patch
  })
  return { patches, last }
}

test('patches are opened in order, and lead to the collection that whoever sealed them has', () => {
  const { patches, last } = patchesOf([[pin('a', true), pin('b', true)], [pin('a', false)]])
  const { collection, mutations, doubts } = applyPatches(name, new_collection, patches, keysOf)
  assert.deepEqual(doubts, [])
  assert.deepEqual(collection, last)
  assert.deepEqual(
    mutations.map(({ index, value }) => [index[1], value.pinAction?.pinned]),
    [
      ['a', true],
      ['b', true],
      ['a', false]
    ]
  )
  assert.deepEqual(decodeCollection(encodeCollection(last)), last)
  const again = applyPatches(name, last, patches, keysOf)
  assert.deepEqual(
    [again.mutations, again.collection],
    [[], last],
    'what is known is not told again'
  )
})

test('a snapshot is the same collection as its patches, and one with a wrong hash is doubted', () => {
  const settings = [pin('a', true), pin('b', true)]
  const { patches, last } = patchesOf([settings])
  const [patch] = patches
  const records = patch?.mutations.map(({ record }) => record ?? {}) ?? []
  const snapshot = {
    version: { version: 1 },
    records,
    keyId: { id: key_id },
    mac: patch?.snapshotMac
  }
  const opened = openSnapshot(name, snapshot as proto.ISyncdSnapshot, keysOf)
  assert.deepEqual([opened.doubts, opened.collection], [[], last])
  const wrong = openSnapshot(
    name,
    { ...snapshot, mac: Buffer.alloc(32) } as proto.ISyncdSnapshot,
    keysOf
  )
  assert.equal(wrong.doubts.length, 1)
  assert.equal(wrong.mutations.length, 2)
})

test('what is forged is left out, what is missing is noticed, and the rest is read all the same', () => {
  const { patches } = patchesOf([[pin('a', true)], [pin('b', true)], [pin('c', true)]])
  const [first, second, third] = patches as [proto.SyncdPatch, proto.SyncdPatch, proto.SyncdPatch]
  const blob = second.mutations[0]?.record?.value?.blob as Uint8Array
  blob[20] = (blob[20] ?? 0) ^ 1
  const forged = applyPatches(name, new_collection, [first, second, third], keysOf)
  assert.deepEqual(
    forged.mutations.map(({ index }) => index[1]),
    ['a', 'c']
  )
  assert.deepEqual(forged.doubts, ['the MAC of a value is wrong'])
  const gap = applyPatches(name, new_collection, [first, third], keysOf)
  assert.equal(gap.doubts[0], 'a patch is missing')
  const other = sealSetting(syncKeys(randomBytes(32)), key_id, pin('d', true))
  const strange = applyPatches(
    name,
    new_collection,
    [{ ...first, mutations: [other] } as proto.ISyncdPatch],
    keysOf
  )
  assert.deepEqual(strange.mutations, [])
})

const at = new Date(1_700_000_000_000)
const range = { lastMessageTimestamp: 1_699_999_000 }
const upto = new Date(1_699_999_000_999)
const lid = '5551@lid'
const cases: [string, string[], proto.ISyncActionValue, object | null][] = [
  [
    'muted for good',
    ['mute', jid],
    { muteAction: { muted: true, muteEndTimestamp: -1 } },
    { muted: true, muted_until: null }
  ],
  [
    'muted',
    ['mute', jid],
    { muteAction: { muted: true, muteEndTimestamp: at.getTime() } },
    { muted: true, muted_until: at }
  ],
  [
    'not muted',
    ['mute', jid],
    { muteAction: { muted: false } },
    { muted: false, muted_until: null }
  ],
  ['pinned', ['pin_v1', jid], { pinAction: { pinned: true } }, { pinned_at: at }],
  ['not pinned', ['pin_v1', jid], { pinAction: { pinned: false } }, { pinned_at: null }],
  ['archived', ['archive', jid], { archiveChatAction: { archived: true } }, { archived: true }],
  [
    'read',
    ['markChatAsRead', jid],
    { markChatAsReadAction: { read: true, messageRange: range } },
    { marked_unread: false, read_upto: upto }
  ],
  [
    'unread',
    ['markChatAsRead', jid],
    { markChatAsReadAction: { read: false } },
    { marked_unread: true }
  ],
  [
    'emptied',
    ['clearChat', jid, '1', '0'],
    { clearChatAction: { messageRange: range } },
    { cleared: { upto, hidden: false } }
  ],
  [
    'deleted',
    ['deleteChat', jid, '1'],
    { deleteChatAction: {} },
    { cleared: { upto: at, hidden: true } }
  ],
  ['a kind of tomorrow', ['new_thing', jid], {}, null],
  ['no chat', ['mute', 'x'], { muteAction: { muted: true } }, null],
  ['nothing', [], {}, null]
]
for (const [title, index, value, change] of cases)
  test(`what is set is read: ${title}`, async () => {
    const mutation = {
      index,
      value: { ...value, timestamp: at.getTime() },
      version: 1,
      removed: false
    }
    const { facts } = await saidBy([mutation], true, async () => null)
    assert.deepEqual(
      facts,
      change ? [{ type: 'chat_changed', chat_id: jid, change, news: true }] : []
    )
  })

test('a saved name, a removed one and the number behind a LID are read', async () => {
  const contact = (fullName: string | null, removed = false) => ({
    index: ['contact', jid],
    value: fullName === null ? {} : { contactAction: { fullName, lidJid: lid } },
    version: 2,
    removed
  })
  const saved = await saidBy([contact('Amal'), contact(null, true)], false, async () => null)
  assert.deepEqual(
    saved.facts.map((fact) => fact.type === 'saved_contact' && [fact.contact_id, fact.name]),
    [
      [jid, 'Amal'],
      [jid, null]
    ]
  )
  assert.deepEqual(saved.pairs, [{ lid, pn: jid }])
  const star = {
    index: ['star', lid, 'ID', '1', '0'],
    value: { starAction: { starred: true } },
    version: 2,
    removed: false
  }
  const [fact] = (await saidBy([star], true, async () => jid)).facts
  assert.equal(fact?.type === 'starred' && fact.direction, 'outbound')
})

test('a receipt of another device of the account says what was read there, and none of somebody else does', () => {
  const own = { jid: '201000000001:3@s.whatsapp.net', lid: '77:3@lid' }
  const receipt = (attrs: Record<string, string>) =>
    readElsewhereFact({ tag: 'receipt', attrs: { id: 'A', ...attrs } }, own)?.whatsapp_ids
  assert.deepEqual(receipt({ from: '201000000001@s.whatsapp.net', type: 'read' }), ['A'])
  assert.deepEqual(receipt({ from: '77@lid', type: 'read-self' }), ['A'])
  assert.deepEqual(receipt({ from: '1@g.us', participant: '77@lid', type: 'read' }), ['A'])
  assert.equal(receipt({ from: '77@lid', type: 'sender' }), undefined)
  assert.equal(receipt({ from: jid, type: 'read' }), undefined)
  assert.equal(receipt({ from: '1@g.us', participant: jid, type: 'read' }), undefined)
})
