import type { CallInput, CallName, CallOutput } from '../src/control/calls.ts'
import type { group_calls } from '../src/control/group-calls.ts'

const group_id = '120363000000000001@g.us'
const person = { jid: null, lid: '1@lid', phone_number: null }

const about = {
  id: group_id,
  subject: 'x',
  subject_changed_at: null,
  subject_changed_by: null,
  description: null,
  description_changed_at: null,
  description_changed_by: null,
  owner: null,
  created_at: new Date('2026-01-01T00:00:00Z'),
  addressing_mode: 'lid' as const,
  settings: {
    only_admins_send: false,
    only_admins_edit: false,
    only_admins_add: false,
    join_approval: false,
    disappearing_s: 0
  },
  community: { is_community: false, is_announcements: false, parent_id: null },
  participants_count: 1
}
const group = { ...about, participants: [{ ...person, username: null, role: 'admin' as const }] }

const outcome = {
  ...person,
  contact: '1@lid',
  status: 'invitation_needed' as const,
  code: 'privacy' as const,
  whatsapp_code: '403',
  invitation: { code: 'aBcDeFgHiJkL', expires_at: new Date('2026-01-04T00:00:00Z') }
}

const outcomes = { subject: 'x', outcomes: [outcome] }

type GroupCallName = keyof typeof group_calls & CallName

/** What goes in and comes out of each call about groups when all is well. */
export const group_samples: {
  [N in GroupCallName]: { input: CallInput<N>; output: CallOutput<N> }
} = {
  read_group: { input: { group_id }, output: group },
  list_groups: {
    input: { after: null, limit: 50 },
    output: { groups: [{ ...about, own_role: 'admin' }], more: true }
  },
  create_group: {
    input: { key: 'x', subject: 'x', participants: ['1@lid'], settings: { join_approval: true } },
    output: { group, outcomes: [outcome] }
  },
  update_group: {
    input: {
      group_id,
      changes: { subject: 'x', description: null, settings: { only_admins_add: true } }
    },
    output: group
  },
  set_group_picture: { input: { group_id, picture: null }, output: { id: null } },
  leave_group: { input: { group_id }, output: {} },
  add_members: { input: { group_id, participants: ['1@lid'] }, output: outcomes },
  change_members: {
    input: { group_id, action: 'promote', participants: ['1@lid'] },
    output: outcomes
  },
  read_invite: { input: { group_id }, output: { code: 'aBcDeFgHiJkL' } },
  reset_invite: { input: { group_id }, output: { code: 'aBcDeFgHiJkL' } },
  read_invitation: { input: { code: 'aBcDeFgHiJkL' }, output: { group: about } },
  join_group: { input: { code: 'aBcDeFgHiJkL' }, output: { group_id, status: 'joined' } },
  list_join_requests: {
    input: { group_id },
    output: {
      requests: [
        { ...person, username: null, method: 'invite_link', requested_at: about.created_at }
      ]
    }
  },
  decide_join_requests: {
    input: { group_id, action: 'approve', participants: ['1@lid'] },
    output: outcomes
  }
}
