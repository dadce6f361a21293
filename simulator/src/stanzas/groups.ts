import { type Attributes, node } from '../wire/node.ts'
import type { BinaryNode } from '../wire/wire.ts'
import { type KnownStanza, lid, notification, pn, type StanzaContext, T } from './known.ts'

const change = (
  tag: string,
  attributes: Attributes,
  children: (context: StanzaContext) => BinaryNode['content'],
  optional: string[]
): KnownStanza =>
  notification(
    'w:gp2',
    `notification w:gp2 ${tag}`,
    ({ group, contact }) => ({
      from: group,
      participant: lid(contact),
      participant_pn: pn(contact),
      participant_username: 'amal',
      addressing_mode: 'lid',
      notify: 'Amal',
      offline: '0'
    }),
    (context) => [node(tag, attributes, children(context))],
    [
      '@participant',
      '@participant_pn',
      '@participant_username',
      '@addressing_mode',
      '@notify',
      ...optional
    ]
  )

const member = ({ contact }: StanzaContext, more: Attributes = {}): BinaryNode =>
  node('participant', {
    jid: lid(contact),
    phone_number: pn(contact),
    lid: lid(contact),
    username: 'amal',
    display_name: 'A',
    type: 'admin',
    ...more
  })

const people = (tag: string): KnownStanza =>
  change(
    tag,
    { reason: 'invite', prev_v_id: '1', v_id: '2', 'prev-v-id': '1', 'v-id': '2' },
    (context) => [member(context), member(context, { jid: '777@lid', error: '403' })],
    [
      `${tag}@reason`,
      `${tag}@v_id`,
      `${tag}/participant@phone_number`,
      `${tag}/participant@username`,
      `${tag}/participant`
    ]
  )

const setting = (tag: string, attributes: Attributes = {}): KnownStanza =>
  change(
    tag,
    attributes,
    () => undefined,
    Object.keys(attributes).map((name) => `${tag}@${name}`)
  )

const created = (context: StanzaContext): BinaryNode[] => [
  node(
    'group',
    {
      id: context.group.slice(0, context.group.indexOf('@')),
      addressing_mode: 'lid',
      subject: 'New',
      s_o: lid(context.contact),
      s_o_pn: pn(context.contact),
      s_o_username: 'amal',
      s_t: T,
      creation: T,
      creator: lid(context.contact),
      creator_pn: pn(context.contact),
      creator_country_code: 'SA',
      creator_username: 'amal',
      size: '2',
      a_v_id: '1',
      p_v_id: '2',
      notify: 'new'
    },
    [
      member(context),
      node('description', { id: 'd', t: T, participant: lid(context.contact) }, [
        node('body', {}, Buffer.from('about'))
      ]),
      node('announcement'),
      node('locked'),
      node('ephemeral', { expiration: '86400', trigger: '1' }),
      node('member_add_mode', {}, Buffer.from('all_member_add')),
      node('member_link_mode', {}, Buffer.from('admin_link')),
      node('membership_approval_mode', {}, [node('group_join', { state: 'on' })]),
      node('linked_parent', { jid: context.group }),
      node('parent', { default_membership_approval_mode: 'request_required' }),
      node('growth_locked', { expiration: T, type: 'invite' })
    ]
  )
]

/** What servers tell of groups. */
export const GROUP_NOTIFICATIONS: KnownStanza[] = [
  change('create', { type: 'new', key: 'K', reason: 'invite' }, created, [
    'create@type',
    'create@key',
    'create@reason',
    'create/group@creator',
    'create/group@creator_pn',
    'create/group@s_o',
    'create/group/participant',
    'create/group/description',
    'create/group/description/body',
    'create/group/ephemeral',
    'create/group/member_add_mode',
    'create/group/linked_parent'
  ]),
  ...['add', 'remove', 'promote', 'demote', 'leave', 'modify'].map(people),
  setting('subject', { subject: 'Other', s_t: T, s_o: '9@lid', s_o_pn: '9@s.whatsapp.net' }),
  change('description', { id: 'd2', prev: 'd1' }, () => [node('body', {}, Buffer.from('words'))], [
    'description@prev',
    'description/body'
  ]),
  setting('ephemeral', { expiration: '86400', trigger: '1' }),
  ...['not_ephemeral', 'announcement', 'not_announcement', 'locked', 'unlocked'].map((tag) =>
    setting(tag)
  ),
  setting('growth_locked', { expiration: T, type: 'invite' }),
  setting('growth_unlocked'),
  setting('invite', { code: 'ABCDEFGHIJKLMNOPQRSTUV', expiration: '0' }),
  change('member_add_mode', {}, () => Buffer.from('all_member_add'), []),
  change('member_link_mode', {}, () => Buffer.from('all_member_link'), []),
  change('membership_approval_mode', {}, () => [node('group_join', { state: 'on' })], [
    'membership_approval_mode/group_join'
  ]),
  change(
    'created_membership_requests',
    { request_method: 'invite_link', parent_group_jid: '1@g.us' },
    (context) => [member(context, { type: undefined })],
    [
      'created_membership_requests@request_method',
      'created_membership_requests@parent_group_jid',
      'created_membership_requests/participant'
    ]
  ),
  change('revoked_membership_requests', {}, (context) => [member(context, { type: undefined })], [
    'revoked_membership_requests/participant'
  ]),
  ...['link', 'unlink'].map((tag) =>
    change(
      tag,
      { link_type: 'sub_group', unlink_type: 'sub_group', unlink_reason: 'unlink_group' },
      ({ group }) => [node('group', { jid: group, subject: 'S', s_t: T })],
      [`${tag}@link_type`, `${tag}@unlink_reason`, `${tag}/group`]
    )
  ),
  setting('delete', { reason: 'admin' }),
  setting('suspended'),
  setting('unsuspended'),
  setting('allow_admin_reports'),
  setting('change_number', { jid: '5@lid' })
]
