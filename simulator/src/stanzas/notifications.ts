import { SERVER_JID } from '../wire/jid.ts'
import { node } from '../wire/node.ts'
import { type KnownStanza, lid, notification, pn, T } from './known.ts'

const BYTES = Buffer.alloc(32, 5)

const devices = (action: 'add' | 'remove' | 'update'): KnownStanza =>
  notification(
    'devices',
    'notification devices',
    ({ contact }) => ({ from: pn(contact), lid: lid(contact), offline: '0' }),
    ({ contact }) => [
      node(action, { device_hash: '2:abcdefgh', device_lid_hash: '2:hgfedcba' }, [
        node('device', { jid: pn(contact, 3), lid: lid(contact, 3), 'key-index': '3' }),
        node('key-index-list', { ts: T, expected_ts: T }, BYTES)
      ])
    ],
    [
      '@lid',
      `${action}@device_hash`,
      `${action}@device_lid_hash`,
      `${action}/device@lid`,
      `${action}/device@key-index`,
      `${action}/key-index-list`,
      `${action}/device`
    ]
  )

const accountSync = (child: ReturnType<typeof node>, optional: string[]): KnownStanza =>
  notification(
    'account_sync',
    'notification account_sync',
    ({ own }) => ({ from: pn(own), offline: '0' }),
    () => [child],
    optional
  )

/** What servers tell of accounts and devices, except of groups. */
export const NOTIFICATIONS: KnownStanza[] = [
  devices('add'),
  devices('remove'),
  devices('update'),
  notification(
    'encrypt',
    'notification encrypt',
    () => ({ from: SERVER_JID, offline: '0' }),
    () => [node('count', { value: '700' }), node('skey', {}, [node('id', {}, BYTES)])],
    ['skey']
  ),
  notification(
    'encrypt',
    'notification encrypt',
    ({ contact }) => ({ from: pn(contact), lid: lid(contact), display_name: 'Amal', offline: '0' }),
    () => [node('identity', {})],
    ['@lid', '@display_name']
  ),
  notification(
    'server_sync',
    'notification server_sync',
    () => ({ from: SERVER_JID, offline: '0' }),
    () => [
      node('collection', { name: 'regular_low', version: '1' }),
      node('collection', { name: 'critical_block', version: '1' })
    ],
    ['collection@version']
  ),
  ...(['set', 'delete', 'request'] as const).map((action) =>
    notification(
      'picture',
      'notification picture',
      ({ contact }) => ({ from: pn(contact), offline: '0' }),
      ({ contact }) => [
        node(action, { id: '1750000000', jid: pn(contact), author: pn(contact), hash: 'abcd' })
      ],
      [`${action}@id`, `${action}@author`, `${action}@jid`, `${action}@hash`]
    )
  ),
  accountSync(node('disappearing_mode', { duration: '86400', t: T }), ['disappearing_mode@t']),
  accountSync(node('privacy', {}, [node('category', { name: 'last', value: 'all' })]), [
    'privacy/category'
  ]),
  accountSync(node('devices', { dhash: '2:abcdefgh' }, [node('device', { jid: '1@lid' })]), [
    'devices@dhash',
    'devices/device'
  ]),
  accountSync(node('picture'), []),
  accountSync(node('notice', { id: '1', state: '1' }), ['notice@state']),
  accountSync(node('text_status', { last_update_time: T }), ['text_status@last_update_time']),
  accountSync(
    node('blocklist', { dhash: 'b', prev_dhash: 'a', action: 'modify' }, [
      node('item', { jid: '99@lid', action: 'unblock', dhash: 'c' })
    ]),
    ['blocklist@dhash', 'blocklist@prev_dhash', 'blocklist@action', 'blocklist/item']
  ),
  notification(
    'mediaretry',
    'notification mediaretry',
    ({ own }) => ({ from: pn(own), offline: '0' }),
    ({ contact }) => [
      node('rmr', { jid: pn(contact), from_me: 'false', participant: pn(contact) }),
      node('error', { code: '2' })
    ],
    ['rmr@participant', 'error@code']
  ),
  notification(
    'privacy_token',
    'notification privacy_token',
    ({ contact }) => ({ from: pn(contact), sender_lid: lid(contact), offline: '0' }),
    ({ own }) => [
      node('tokens', {}, [node('token', { jid: pn(own), type: 'trusted_contact', t: T }, BYTES)])
    ],
    ['@sender_lid', 'tokens/token@t', 'tokens/token']
  ),
  notification(
    'link_code_companion_reg',
    'notification link_code_companion_reg',
    () => ({ from: SERVER_JID }),
    () => [
      node('link_code_companion_reg', { stage: 'refresh_code', force_manual_refresh: 'true' }, [
        node('link_code_pairing_ref', {}, BYTES)
      ])
    ],
    [
      'link_code_companion_reg@force_manual_refresh',
      'link_code_companion_reg/link_code_pairing_ref'
    ]
  ),
  notification(
    'business',
    undefined,
    ({ contact }) => ({ from: pn(contact), offline: '0' }),
    ({ contact }) => [
      node(
        'verified_name',
        { jid: pn(contact), v: '2', verified_level: 'unknown', serial: '1' },
        BYTES
      ),
      node('profile', { hash: 'abc' })
    ],
    ['verified_name@serial', 'verified_name', 'profile']
  ),
  notification(
    'contacts',
    undefined,
    ({ contact }) => ({ from: pn(contact), offline: '0' }),
    ({ contact }) => [
      node('update', { jid: pn(contact), hash: 'abcd' }),
      node('modify', { old: pn(contact), new: pn(contact), old_lid: lid(contact) })
    ],
    ['update@hash', 'update@jid', 'modify']
  ),
  notification(
    'status',
    undefined,
    ({ contact }) => ({ from: pn(contact), notify: 'Amal', offline: '0' }),
    () => [node('set', { hash: 'abcd' }, Buffer.from('busy'))],
    ['@notify', 'set@hash']
  ),
  ...['disappearing_mode', 'psa', 'pay', 'hosted', 'registration', 'waffle', 'server'].map((type) =>
    notification(
      type,
      undefined,
      () => ({ from: SERVER_JID, offline: '0' }),
      () => [node(type, { duration: '0', t: T, code: '1', id: 'x' })],
      [`${type}@t`, `${type}@code`, type]
    )
  ),
  ...['passkey_prologue_request', 'crsc_continuation', 'companion_reg_refresh'].map((type) =>
    notification(
      type,
      undefined,
      () => ({ from: SERVER_JID }),
      () => [node(type, {}, BYTES)],
      [type]
    )
  )
]
