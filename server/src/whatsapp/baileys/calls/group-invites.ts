import { getBinaryNodeChild, getBinaryNodeChildren } from 'baileys'
import type { ErrorCode } from '../../../domain/errors.ts'
import type { MemberOutcome } from '../../../schemas/group-members.ts'
import type { CallHandlers } from '../../contract.ts'
import { addressesOf } from '../addresses/jid.ts'
import { type Ask, QuestionRefused, refusalOf } from './ask.ts'
import type { CallContext } from './context.ts'
import { findNamed } from './groups/find-named.ts'
import { outcomeOf, readOutcomes } from './groups/outcomes.ts'
import { participantNode } from './groups/participant-nodes.ts'
import { askForGroup, groupIdOf, groupIn, readGroup, summaryOf } from './groups/read-group.ts'
import { throwForChanger, throwForReader } from './groups/refusals.ts'
import { timeOf } from './usync.ts'

type Handlers = Pick<
  CallHandlers,
  | 'read_invite'
  | 'reset_invite'
  | 'read_invitation'
  | 'join_group'
  | 'list_join_requests'
  | 'decide_join_requests'
>

/** How people come into groups by themselves. */
export const groupInviteCalls = (context: CallContext): Handlers => {
  const { ask } = context
  return {
    read_invite: ({ group_id }, signal) => codeOf(ask, 'get', group_id, signal),
    reset_invite: ({ group_id }, signal) => codeOf(ask, 'set', group_id, signal),
    read_invitation: async ({ code }, signal) => {
      const { own_role: _, ...group } = await askForInvited(ask, code, signal).catch(
        throwForInvited
      )
      return { group }
    },
    join_group: async ({ code }, signal) => {
      const content = [{ tag: 'invite', attrs: { code } }]
      try {
        const question = { xmlns: 'w:g2', type: 'set' as const, to: '@g.us', content }
        const answer = await ask(question, signal)
        const requested = getBinaryNodeChild(answer, 'membership_approval_request')
        const group_id = groupIdOf(requested ?? groupIn(answer))
        return { group_id, status: requested ? 'requested' : 'joined' }
      } catch (error) {
        if (!(error instanceof QuestionRefused) || error.code !== '409')
          return throwForInvited(error)
        const { id } = await askForInvited(ask, code, signal).catch(throwForInvited)
        return { group_id: id, status: 'already_member' }
      }
    },
    list_join_requests: async ({ group_id }, signal) => ({
      requests: await askForRequests(ask, group_id, signal)
    }),
    decide_join_requests: async (input, signal) => {
      const { subject, addressing_mode } = await askForGroup(ask, input.group_id, signal).catch(
        throwForReader
      )
      const requests = await askForRequests(ask, input.group_id, signal)
      const people = await findNamed(context, input.participants, requests)
      const isAsking = (one: (typeof people)[number]): boolean =>
        requests.some(({ jid, lid }) => jid === one.person.jid && lid === one.person.lid)
      const wanted = people.filter(isAsking)
      const nodes = wanted.map(({ person }) => participantNode(person, addressing_mode))
      const answered =
        wanted.length === 0 ? [] : await decide(ask, input, nodes, signal).catch(throwForChanger)
      const decided = readOutcomes(input.action, wanted, answered)
      const outcomes = people.map(
        (one): MemberOutcome =>
          decided[wanted.indexOf(one)] ?? outcomeOf(input.action, one, 'no_request')
      )
      return { subject, outcomes }
    }
  }
}

/** What WhatsApp answers to those who come with an invitation. */
const to_invited = new Map<string, ErrorCode>([
  ['400', 'invitation_not_found'],
  ['404', 'invitation_not_found'],
  ['406', 'invitation_not_found'],
  ['410', 'invitation_not_found'],
  ['419', 'group_full']
])

const throwForInvited = (error: unknown): never => {
  throw refusalOf(error, to_invited)
}

const codeOf = async (
  ask: Ask,
  type: 'get' | 'set',
  to: string,
  signal: AbortSignal
): Promise<{ code: string }> => {
  const content = [{ tag: 'invite', attrs: {} }]
  const answer = await ask({ xmlns: 'w:g2', type, to, content }, signal).catch(throwForChanger)
  const code = getBinaryNodeChild(answer, 'invite')?.attrs['code']
  if (!code) throw new Error('an answer about an invitation without its code')
  return { code }
}

/** The group that an invitation leads to, as WhatsApp shows it to those who are not in it. */
const askForInvited = async (ask: Ask, code: string, signal: AbortSignal) => {
  const content = [{ tag: 'invite', attrs: { code } }]
  const node = groupIn(await ask({ xmlns: 'w:g2', type: 'get', to: '@g.us', content }, signal))
  return summaryOf(readGroup(node, groupIdOf(node)), { jid: undefined, lid: undefined })
}

const askForRequests = async (ask: Ask, to: string, signal: AbortSignal) => {
  const content = [{ tag: 'membership_approval_requests', attrs: {} }]
  const answer = await ask({ xmlns: 'w:g2', type: 'get', to, content }, signal).catch(
    throwForChanger
  )
  const list = getBinaryNodeChild(answer, 'membership_approval_requests')
  return getBinaryNodeChildren(list, 'membership_approval_request').map(({ attrs }) => ({
    ...addressesOf([attrs['jid'], attrs['phone_number'], attrs['lid']]),
    username: attrs['participant_username'] ?? attrs['username'] ?? null,
    method: attrs['request_method'] ?? null,
    requested_at: timeOf(attrs['request_time'])
  }))
}

const decide = async (
  ask: Ask,
  { group_id, action }: { group_id: string; action: 'approve' | 'reject' },
  content: ReturnType<typeof participantNode>[],
  signal: AbortSignal
) => {
  const deciding = { tag: action, attrs: {}, content }
  const asked = [{ tag: 'membership_requests_action', attrs: {}, content: [deciding] }]
  const question = { xmlns: 'w:g2', type: 'set' as const, to: group_id, content: asked }
  const answer = await ask(question, signal)
  const list = getBinaryNodeChild(answer, 'membership_requests_action')
  return getBinaryNodeChildren(getBinaryNodeChild(list, action), 'participant')
}
