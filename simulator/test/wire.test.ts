import assert from 'node:assert/strict'
import { test } from 'node:test'
import { encodeBinaryNode } from 'baileys/lib/WABinary/encode.js'
import { node } from '../src/wire/node.ts'
import { decodeNode, encodeNode } from '../src/wire/wire.ts'

const NODES = [
  node('iq', { id: '12.sim', type: 'result', from: 's.whatsapp.net' }),
  node('ack', {
    class: 'message',
    id: '3EB0C99991B2E4F07DCB',
    from: '966500000001@s.whatsapp.net'
  }),
  node('message', { from: '189515558177733:12@lid', participant: '966500000001:3@s.whatsapp.net' }),
  node('message', { from: '120363000000000001@g.us', notify: 'أمل 🌙', edit: '' }, [
    node('enc', { v: '2', type: 'pkmsg' }, Buffer.alloc(20, 1)),
    node('enc', { v: '2', type: 'skmsg', mediatype: 'image' }, Buffer.alloc(300, 2)),
    node('body', {}, Buffer.alloc(70_000, 3))
  ]),
  node('list', {}, []),
  node('user', { jid: '966500000001:99@hosted', t: '1795432224' }, 'plain words'),
  node('code', { hex: 'ABCDEF0123', digits: '12.3-4', mixed: 'abcdef', long: 'x'.repeat(300) }),
  node(
    'list',
    { count: '300' },
    Array.from({ length: 300 }, (_, index) => node('item', { id: String(index) }))
  )
]

test('what is sent is byte for byte what the codec of Baileys makes of it', () => {
  for (const each of NODES) {
    const encoded = encodeNode(each)
    const { tag, attrs } = each
    assert.ok(encoded.equals(encodeBinaryNode(each)), `${tag} ${JSON.stringify(attrs)}`)
    assert.deepEqual(decodeNode(encoded).attrs, attrs)
  }
})
