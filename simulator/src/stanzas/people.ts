import { node } from '../wire/node.ts'
import type { BinaryNode } from '../wire/wire.ts'
import { type KnownStanza, lid, pn, type StanzaContext, T } from './known.ts'

const call = (tag: string, children: () => BinaryNode[], optional: string[] = []): KnownStanza => ({
  name: `call ${tag}`,
  covers: `call ${tag}`,
  build: ({ id, contact, group }) =>
    node(
      'call',
      {
        from: lid(contact),
        id: id(),
        t: T,
        e: '1',
        version: '2.24.1.1',
        platform: 'android',
        notify: 'Amal',
        sender_pn: pn(contact),
        sender_lid: lid(contact),
        offline: '0'
      },
      [
        node(
          tag,
          {
            'call-id': 'ABCDEF0123456789',
            'call-creator': lid(contact, 1),
            caller_pn: pn(contact),
            caller_country_code: 'SA',
            joinable: '1',
            reason: 'timeout',
            latency: '33554443',
            type: 'group',
            'group-jid': group,
            media: 'audio'
          },
          children()
        )
      ]
    ),
  optional: [
    '@e',
    '@version',
    '@platform',
    '@notify',
    '@sender_pn',
    '@offline',
    `${tag}@caller_pn`,
    `${tag}@reason`,
    `${tag}@latency`,
    `${tag}@type`,
    `${tag}@group-jid`,
    ...optional
  ]
})

const receipt = (type: string | undefined, attributes: (context: StanzaContext) => object) => ({
  name: `receipt ${type ?? 'delivered'}`,
  ...(type && { covers: `receipt ${type}` }),
  build: (context: StanzaContext): BinaryNode =>
    node(
      'receipt',
      {
        id: context.id(),
        type,
        t: T,
        from: pn(context.contact, 2),
        offline: '0',
        ...attributes(context)
      },
      [
        node('list', {}, [node('item', { id: context.id() }), node('item', { id: context.id() })]),
        node('biz', { host_storage: '2', actual_actors: '1', privacy_mode_ts: T })
      ]
    ),
  optional: ['@t', '@offline', '@participant', '@recipient', '@addressing_mode', 'list', 'biz']
})

/** What others do: they come and go, type, call, and have read. */
export const PEOPLE: KnownStanza[] = [
  ...['available', 'unavailable'].map(
    (type): KnownStanza => ({
      name: `presence ${type}`,
      covers: 'presence',
      build: ({ contact }) =>
        node('presence', { from: pn(contact), type, last: 'deny', count: '3', t: T }),
      optional: ['@type', '@last', '@count', '@t']
    })
  ),
  ...[
    node('composing'),
    node('composing', { media: 'audio' }),
    node('paused'),
    node('recording')
  ].map(
    (child): KnownStanza => ({
      name: `chatstate ${child.tag} ${child.attrs.media ?? ''}`.trim(),
      covers: 'chatstate',
      build: ({ contact }) =>
        node('chatstate', { from: pn(contact), participant: lid(contact), t: T }, [child]),
      optional: ['@participant', '@t']
    })
  ),
  call(
    'offer',
    () => [
      node('audio', { enc: 'opus', rate: '16000' }),
      node('video', { enc: 'vp8' }),
      node('net', { medium: '3' }),
      node('capability', { ver: '1' }, Buffer.from('0104ff', 'hex')),
      node('enc', { v: '2', type: 'msg', count: '0' }, Buffer.alloc(48, 3)),
      node('encopt', { keygen: '2' }),
      node('privacy', {}, Buffer.alloc(16, 1)),
      node('relay', { uuid: 'u' }, [node('token', { id: '0' }, Buffer.alloc(8, 2))])
    ],
    ['offer/audio', 'offer/video', 'offer/enc', 'offer/relay']
  ),
  call('offer_notice', () => []),
  ...[
    'terminate',
    'preaccept',
    'transport',
    'relaylatency',
    'reject',
    'accept',
    'mute_v2',
    'enc_rekey',
    'heartbeat',
    'video',
    'interruption',
    'group_update'
  ].map((tag) => call(tag, () => [node('te', { priority: '1' }, Buffer.alloc(6))], [`${tag}/te`])),
  receipt(undefined, () => ({})),
  ...['read', 'played', 'inactive', 'delivery', 'played-self', 'hist_sync', 'peer_msg', 'view'].map(
    (type) => receipt(type, () => ({}))
  ),
  ...['read-self', 'sender'].map((type) =>
    receipt(type, ({ own, contact }) => ({ from: pn(own, 0), recipient: pn(contact) }))
  ),
  {
    name: 'receipt server-error',
    covers: 'receipt server-error',
    build: ({ id, own, contact }) =>
      node('receipt', { id: id(), type: 'server-error', from: pn(own), t: T, offline: '0' }, [
        node('encrypt', {}, [
          node('enc_p', {}, Buffer.alloc(40, 4)),
          node('enc_iv', {}, Buffer.alloc(12, 4))
        ]),
        node('rmr', { jid: pn(contact), from_me: 'true', participant: pn(own) })
      ]),
    optional: ['@t', '@offline', 'encrypt', 'rmr@participant', 'rmr']
  },
  {
    name: 'receipt retry of a message nobody knows',
    covers: 'receipt retry',
    build: ({ id, contact }) =>
      node('receipt', { id: id(), type: 'retry', from: pn(contact, 0), t: T, offline: '0' }, [
        node('retry', { count: '1', id: id(), t: T, v: '1', error: '4' }),
        node('registration', {}, Buffer.from('00001234', 'hex'))
      ]),
    optional: ['@t', '@offline', 'retry@error', 'retry@t', 'registration']
  },
  {
    name: 'receipt enc_rekey_retry',
    build: ({ id, contact }) =>
      node('receipt', { id: id(), type: 'enc_rekey_retry', from: lid(contact, 1), t: T }, [
        node('enc_rekey', { 'call-id': 'C', 'call-creator': lid(contact), count: '1' })
      ]),
    optional: ['@t', 'enc_rekey']
  }
]
