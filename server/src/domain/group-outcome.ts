/** Why nothing was done with somebody in a group, with a sentence for whoever wanted it. */
export const member_problems = {
  already_member: 'Is in the group already.',
  not_a_member: 'Is not in the group.',
  already_admin: 'Is an admin already.',
  not_an_admin: 'Is no admin.',
  privacy:
    'Does not let this number add them to groups: send them `invitation` as a message of type group_invite.',
  left_recently: 'Has left the group a short time ago, and can come back by an invitation alone.',
  blocked: 'Has blocked the number of this session, or was blocked by it.',
  not_on_whatsapp: 'Has no WhatsApp account.',
  group_full: 'The group has as many members as WhatsApp allows.',
  creator: 'Has created the group: nobody can do this with them.',
  no_request: 'Does not ask to join, or was decided about before.',
  not_answered: 'WhatsApp has not said what became of it: read the group.',
  refused_by_whatsapp: 'WhatsApp refuses it and gives no reason.'
} as const

export type MemberProblem = keyof typeof member_problems

export const member_problem_names = Object.keys(member_problems) as [
  MemberProblem,
  ...MemberProblem[]
]

/** What is done with people in a group. */
export type MemberAction = 'add' | 'remove' | 'promote' | 'demote' | 'approve' | 'reject'

/** Those after which everything is as it was wanted. */
const as_wanted: Record<MemberAction, MemberProblem[]> = {
  add: ['already_member'],
  remove: ['not_a_member'],
  promote: ['already_admin'],
  demote: ['not_an_admin'],
  approve: [],
  reject: []
}

export type MemberStatus = 'done' | 'unchanged' | 'invitation_needed' | 'failed'

/** How it ended for a person: with the problem that is named, or without one. */
export const statusOf = (
  action: MemberAction,
  problem: MemberProblem | null,
  is_invited: boolean
): MemberStatus => {
  if (problem === null) return 'done'
  if (as_wanted[action].includes(problem)) return 'unchanged'
  return is_invited ? 'invitation_needed' : 'failed'
}
