import { SERVER_JID } from '../wire/jid.ts'
import { type Attributes, node } from '../wire/node.ts'
import type { BinaryNode } from '../wire/wire.ts'
import { type KnownStanza, lid, pn, T } from './known.ts'

const bulletin = (
  tag: string,
  attributes: Attributes,
  children: BinaryNode[] | undefined,
  optional: string[]
): KnownStanza => ({
  name: `ib ${tag}${attributes.type ? ` ${attributes.type}` : ''}`,
  covers: `ib,,${tag}`,
  build: () => node('ib', { from: SERVER_JID, t: T }, [node(tag, attributes, children)]),
  optional: ['@from', '@t', ...optional]
})

const dirty = (type: string): KnownStanza =>
  bulletin('dirty', { type, timestamp: T }, undefined, ['dirty@timestamp'])

/** What servers say of the connection and the account as a whole. */
export const BULLETINS: KnownStanza[] = [
  bulletin(
    'edge_routing',
    {},
    [
      node('routing_info', {}, Buffer.from('080d0805abcdef', 'hex')),
      node('dns_domain', {}, Buffer.from('sl'))
    ],
    ['edge_routing/routing_info', 'edge_routing/dns_domain']
  ),
  dirty('account_sync'),
  dirty('groups'),
  dirty('communities'),
  dirty('newsletter_metadata'),
  bulletin(
    'offline_preview',
    { count: '0', message: '0', notification: '0', receipt: '0', appdata: '0', call: '0' },
    undefined,
    [
      'offline_preview@count',
      'offline_preview@message',
      'offline_preview@appdata',
      'offline_preview@call'
    ]
  ),
  bulletin('offline', { count: '0' }, undefined, ['offline@count']),
  bulletin(
    'thread_metadata',
    { count: '1' },
    [node('item', { jid: 'status@broadcast', count: '1' })],
    ['thread_metadata@count', 'thread_metadata/item']
  ),
  bulletin('client_expiration', { t: '1790000000' }, undefined, ['client_expiration@t']),
  bulletin('gpia', { version: '1' }, undefined, []),
  bulletin('tos', {}, [node('notice', { id: '20230902', state: 'true' })], ['tos/notice']),
  {
    name: 'iq ping of the server',
    build: ({ id }) =>
      node('iq', { from: SERVER_JID, id: id(), type: 'get', xmlns: 'urn:xmpp:ping', t: T }),
    optional: ['@t']
  },
  {
    name: 'iq result nobody asked for',
    build: ({ id }) => node('iq', { from: SERVER_JID, id: id(), type: 'result', t: T }),
    optional: ['@t', '@id']
  },
  {
    name: 'ack class=message',
    covers: 'ack,class:message',
    build: ({ id, contact }) =>
      node('ack', {
        class: 'message',
        id: id(),
        from: pn(contact),
        t: T,
        phash: '2:abcdefgh',
        addressing_mode: 'pn',
        participant: lid(contact, 1),
        edit: '1',
        count: '2',
        server_id: '7',
        sync: '1',
        refresh_lid: 'true'
      }),
    optional: [
      '@t',
      '@phash',
      '@addressing_mode',
      '@participant',
      '@edit',
      '@count',
      '@refresh_lid'
    ]
  },
  ...['receipt', 'notification', 'call'].map(
    (of): KnownStanza => ({
      name: `ack class=${of}`,
      build: ({ id, contact }) =>
        node('ack', { class: of, id: id(), from: pn(contact), t: T, type: 'read', error: '500' }),
      optional: ['@t', '@type', '@error']
    })
  ),
  {
    name: 'status at the top',
    build: ({ id, contact }) =>
      node('status', { id: id(), from: pn(contact), t: T, type: 'text', notify: 'Amal' }, [
        node('enc', { v: '2', type: 'skmsg' }, Buffer.alloc(64, 7))
      ]),
    optional: ['@t', '@notify', 'enc']
  },
  {
    name: 'error',
    build: () => node('error', { code: '500', type: 'server', text: 'internal-server-error' }),
    optional: ['@code', '@type', '@text']
  },
  ...['500', '503', '515'].map(
    (code): KnownStanza => ({
      name: `stream:error ${code}`,
      covers: 'stream:error',
      build: () => node('stream:error', { code }, [node('text', {}, Buffer.from('later'))]),
      optional: ['text'],
      ends: true
    })
  ),
  {
    name: 'stream:error ack',
    build: ({ id }) => node('stream:error', {}, [node('ack', { id: id(), class: 'message' })]),
    optional: ['ack@id', 'ack@class'],
    ends: true
  },
  {
    name: 'xmlstreamend',
    covers: 'xmlstreamend',
    build: () => node('xmlstreamend'),
    optional: [],
    ends: true
  }
]

/** Known, and sent by the simulator at their own time: logins, links and what ends both for good. */
export const AT_THEIR_TIME: Record<string, string> = {
  success: 'at every login, with all attributes (login-news.ts)',
  failure: 'at a login of a banned, removed or unknown device, and by the fault refuse_upgrades',
  'iq,type:set,pair-device': 'on an unlinked connection (pairing.ts)',
  'iq,,pair-success': 'after a scan or a code (pairing.ts)',
  'ib,,downgrade_webclient': 'never: only accounts without linked devices of today get it',
  message: 'say, send_media, history and the like',
  'stream:error conflict': 'disconnect with conflict, logout, and a second login'
}
