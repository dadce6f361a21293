import { SERVER_JID } from '../wire/jid.ts'
import { node } from '../wire/node.ts'
import { proto } from '../wire/wire.ts'
import { type KnownStanza, lid, notification, pn, T } from './known.ts'

const CHANNEL = '120363000000000001@newsletter'

/** What a GraphQL notification is about; those of channels are a list of `updates`. */
const DATA: Record<string, object> = {
  NotificationUserReachoutTimelockUpdate: {
    xwa2_notify_account_reachout_timelock: {
      is_active: false,
      time_enforcement_ends: T,
      enforcement_type: 'DEFAULT'
    }
  },
  MessageCappingInfoNotification: {
    xwa2_notify_new_chat_messages_capping_info_update: { total_quota: -1, used_quota: 0 }
  }
}

const OPERATIONS = [
  'NotificationUserReachoutTimelockUpdate',
  'MessageCappingInfoNotification',
  'NotificationNewsletterUpdate',
  'NotificationLinkedProfilesUpdates',
  'NotificationNewsletterAdminPromote',
  'NotificationNewsletterAdminDemote',
  'NotificationNewsletterUserSettingChange',
  'NotificationNewsletterJoin',
  'NotificationNewsletterLeave',
  'NotificationNewsletterStateChange',
  'NotificationNewsletterAdminMetadataUpdate',
  'NotificationNewsletterOwnerUpdate',
  'NotificationNewsletterAdminInviteRevoke',
  'NotificationNewsletterWamoSubStatusChange',
  'NotificationNewsletterBlockUser',
  'NotificationNewsletterPaidPartnership',
  'NotificationNewsletterMilestone',
  'NewsletterResponseStateUpdate',
  'TextStatusUpdateNotification',
  'AccountSyncUsernameNotification'
]

const graphql = (op_name: string): KnownStanza =>
  notification(
    'mex',
    `notification mex ${op_name}`,
    () => ({ from: SERVER_JID, offline: '0' }),
    ({ contact }) => {
      const updates = [{ jid: CHANNEL, user: pn(contact), settings: { name: 'n' } }]
      const data = DATA[op_name] ?? { [op_name]: { id: CHANNEL } }
      const body = JSON.stringify({ data, updates, operation: op_name })
      return [node('update', { op_name, id: '1' }, Buffer.from(body))]
    },
    ['update@op_name', 'update@id']
  )

const channel = (tag: string, child: ReturnType<typeof node>, optional: string[]): KnownStanza =>
  notification(
    'newsletter',
    `notification newsletter ${tag}`,
    ({ contact }) => ({ from: CHANNEL, participant: lid(contact), offline: '0' }),
    () => [child],
    ['@participant', ...optional]
  )

/** What servers tell of channels, and by GraphQL. */
export const CHANNEL_NOTIFICATIONS: KnownStanza[] = [
  ...OPERATIONS.map(graphql),
  channel(
    'reaction',
    node('reaction', { message_id: '5' }, [node('reaction', {}, Buffer.from('+'))]),
    ['reaction@message_id', 'reaction/reaction']
  ),
  channel('view', node('view', { message_id: '5' }, Buffer.from('17')), ['view@message_id']),
  channel('participant', node('participant', { jid: '1@lid', action: 'promote', role: 'ADMIN' }), [
    'participant@action',
    'participant@role'
  ]),
  channel(
    'update',
    node('update', {}, [
      node('settings', {}, [
        node('name', {}, Buffer.from('n')),
        node('description', {}, Buffer.from('d'))
      ])
    ]),
    ['update/settings', 'update/settings/name', 'update/settings/description']
  ),
  channel(
    'message',
    node('message', { message_id: 'M', server_id: '6', t: T, type: 'text' }, [
      node('plaintext', {}, proto.Message.encode({ conversation: 'from a channel' }).finish())
    ]),
    ['message@message_id', 'message@server_id', 'message@t', 'message/plaintext']
  ),
  channel(
    'live_updates',
    node('live_updates', {}, [
      node('messages', { t: T }, [
        node('message', { server_id: '6', id: 'M' }, [node('views_count', { count: '3' })])
      ])
    ]),
    ['live_updates/messages']
  )
]
