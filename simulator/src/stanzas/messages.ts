import { type Attributes, node } from '../wire/node.ts'
import type { BinaryNode } from '../wire/wire.ts'
import { type KnownStanza, lid, pn, type StanzaContext, T } from './known.ts'

const CIPHERTEXT = Buffer.from('3308'.padEnd(160, 'a7'), 'hex')

const message = (
  name: string,
  attributes: (context: StanzaContext) => Attributes,
  content: BinaryNode[]
): KnownStanza => ({
  name: `message ${name}`,
  build: (context) =>
    node(
      'message',
      {
        id: context.id(),
        type: 'text',
        t: T,
        notify: 'Amal',
        from: pn(context.contact),
        ...attributes(context)
      },
      content
    ),
  optional: ['@t', '@notify', '@participant', '@sender_lid', '@recipient', '@addressing_mode']
})

const enc = (type: string, more: Attributes = {}): BinaryNode =>
  node('enc', { v: '2', type, ...more }, CIPHERTEXT)

const beside = [
  node('meta', { polltype: 'vote', target_id: 'x', target_sender_jid: '1@lid' }),
  node('reporting', {}, [node('reporting_tag', {}, Buffer.alloc(20, 1))]),
  node('verified_name', { v: '2', serial: '1', level: 'high' }, Buffer.alloc(30, 10)),
  node('bot', { edit: 'inner', edit_target_id: 'y' }),
  node('biz', { host_storage: '1', native_flow_name: 'order_details' }),
  node('device-identity', {}, Buffer.alloc(60, 8)),
  node('tctoken', {}, Buffer.alloc(12, 9))
]

/** Messages that nobody can read: what a stranger, or a damaged line, makes of one. */
export const UNREADABLE_MESSAGES: KnownStanza[] = [
  message('pkmsg', () => ({}), [enc('pkmsg'), ...beside]),
  message('msg', ({ contact }) => ({ sender_lid: lid(contact) }), [enc('msg', { count: '1' })]),
  message('by lid', ({ contact }) => ({ from: lid(contact, 2), sender_pn: pn(contact) }), [
    enc('msg')
  ]),
  message(
    'in a group',
    ({ group, contact }) => ({
      from: group,
      participant: lid(contact),
      participant_pn: pn(contact),
      addressing_mode: 'lid',
      phash: '2:abcd'
    }),
    [enc('pkmsg'), enc('skmsg', { mediatype: 'image', decrypt_fail: 'hide' }), ...beside]
  ),
  message('status', ({ contact }) => ({ from: 'status@broadcast', participant: pn(contact) }), [
    enc('skmsg')
  ]),
  message('broadcast', ({ contact }) => ({ from: '177@broadcast', participant: pn(contact) }), [
    enc('pkmsg')
  ]),
  message('own copy', ({ own, contact }) => ({ from: pn(own), recipient: pn(contact) }), [
    enc('msg')
  ]),
  message('peer', ({ own }) => ({ from: pn(own), category: 'peer' }), [enc('msg')]),
  message('msmsg', ({ contact }) => ({ from: `${contact.number}@bot` }), [enc('msmsg')]),
  message('of no known kind', () => ({}), [enc('frskmsg')]),
  message('channel', () => ({ from: '120363000000000001@newsletter', server_id: '9' }), [
    node('plaintext', {}, Buffer.from('0a0568656c6c6f', 'hex')),
    node('reactions', {}, [node('reaction', { code: '+', count: '2' })])
  ]),
  ...['fanout', 'view_once', 'bot_unavailable_fanout', 'hosted_unavailable_fanout'].map((type) =>
    message(`unavailable ${type}`, () => ({ edit: '1' }), [node('unavailable', { type })])
  )
]
