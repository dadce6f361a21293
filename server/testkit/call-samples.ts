import type { CallInput, CallName, CallOutput } from '../src/control/calls.ts'
import { group_samples } from './group-samples.ts'
import { signedFor } from './passkey.ts'

const person = { jid: null, lid: '1@lid', phone_number: null }
const { userHandle = null, ...response } = signedFor().response

const channel = {
  id: '120363000000000001@newsletter',
  name: 'News',
  description: null,
  followers: 3,
  verified: false,
  state: 'active',
  role: 'owner',
  muted: false,
  created_at: new Date('2026-01-01T00:00:00Z'),
  invite: '0029VaAbCdEfGhIjKlMnOp1a'
} as const

const privacy = {
  last_seen: 'everyone',
  online: 'everyone',
  picture: 'everyone',
  about: 'everyone',
  groups: 'everyone',
  calls: 'everyone',
  messages: 'everyone',
  read_receipts: true
} as const

/** What goes in and comes out of each call when all is well. */
export const call_samples: { [N in CallName]: { input: CallInput<N>; output: CallOutput<N> } } = {
  request_pairing_code: {
    input: { phone_number: '201001234567' },
    output: { code: 'ABCDEFGH', expires_at: '2030-01-01T00:00:00.000Z' }
  },
  submit_passkey: {
    input: {
      trusted: false,
      assertion: { ...signedFor(), response: { ...response, userHandle } }
    },
    output: {}
  },
  confirm_passkey: { input: {}, output: {} },
  check_contacts: {
    input: { phone_numbers: ['201001234567'] },
    output: {
      contacts: [
        { asked: '201001234567', on_whatsapp: null, phone_number: null, jid: null, lid: null }
      ]
    }
  },
  ...group_samples,
  read_profile: {
    input: {},
    output: {
      phone_number: null,
      jid: '1@lid',
      lid: null,
      name: null,
      about: null,
      about_changed_at: null,
      picture: null,
      business: false,
      platform: null
    }
  },
  set_own_name: { input: { name: 'Ada' }, output: {} },
  set_own_picture: { input: { picture: '/9j/' }, output: { id: '1' } },
  set_own_about: { input: { about: 'Busy' }, output: {} },
  show_presence: { input: { state: 'online' }, output: {} },
  read_privacy: { input: {}, output: privacy },
  set_privacy: { input: { changes: { last_seen: 'nobody' } }, output: privacy },
  reject_call: {
    input: { call_id: '5A1C0E9B77D34F21' },
    output: { contact_id: '201001234567@s.whatsapp.net' }
  },
  create_call_link: { input: { media: 'video' }, output: { token: 'abc' } },
  read_status_audience: { input: {}, output: { type: 'except', contacts: ['1@lid'] } },
  read_status: { input: { whatsapp_id: 'x', contact: '1@lid' }, output: {} },
  mute_statuses: { input: { contact: '1@lid', muted: true }, output: {} },
  list_channels: { input: {}, output: { channels: [channel] } },
  read_channel: { input: { by: 'id', key: channel.id }, output: channel },
  create_channel: { input: { name: 'News', description: null }, output: channel },
  set_channel: { input: { channel_id: channel.id, action: 'follow' }, output: channel },
  read_picture: {
    input: { contact: '1@lid' },
    output: { picture: { id: '1', url: null }, hidden: false }
  },
  read_about: {
    input: { contact: '201001234567@s.whatsapp.net' },
    output: { about: 'x', about_changed_at: new Date('2026-01-01T00:00:00Z'), hidden: false }
  },
  set_blocked: { input: { contact: '1@lid', blocked: true }, output: person },
  set_chat: {
    input: {
      chat_id: '201001234567@s.whatsapp.net',
      setting: { type: 'archive', archived: true },
      last_message: null,
      receipts: []
    },
    output: {}
  },
  set_disappearing: {
    input: {
      chat_id: '201001234567@s.whatsapp.net',
      seconds: 86_400,
      set_at: '2026-01-01T00:00:00.000Z',
      whatsapp_id: 'x'
    },
    output: {}
  },
  set_message: {
    input: {
      chat_id: '201001234567@s.whatsapp.net',
      message: {
        whatsapp_id: 'x',
        from_me: true,
        participant: null,
        at: '2026-01-01T00:00:00.000Z'
      },
      setting: { type: 'star', starred: true }
    },
    output: {}
  },
  set_label: {
    input: {
      setting: { type: 'label', label_id: '100001', name: 'x', color: 0, deleted: false }
    },
    output: {}
  },
  set_typing: { input: { chat_id: '1@lid', state: 'typing' }, output: {} },
  watch_presence: { input: { contact: '1@lid' }, output: {} },
  read_blocklist: { input: {}, output: { data: [person] } }
}
