import { type BinaryNode, getBinaryNodeChild } from 'baileys'
import {
  type MemberAction,
  type MemberProblem,
  statusOf
} from '../../../../domain/group-outcome.ts'
import type { MemberOutcome } from '../../../../schemas/group-members.ts'
import { sameUser } from '../../addresses/jid.ts'
import type { FoundPerson } from '../find-people.ts'
import { timeOf } from '../usync.ts'

type Named = Pick<FoundPerson, 'contact' | 'person'>

const to_adding = new Map<string, MemberProblem>([
  ['401', 'blocked'],
  ['403', 'privacy'],
  ['404', 'not_on_whatsapp'],
  ['406', 'not_on_whatsapp'],
  ['408', 'left_recently'],
  ['409', 'already_member'],
  ['417', 'privacy'],
  ['419', 'group_full']
])
const to_members = new Map<string, MemberProblem>([
  ['404', 'not_a_member'],
  ['405', 'creator'],
  ['406', 'creator']
])
const to_requests = new Map<string, MemberProblem>([
  ['404', 'no_request'],
  ['409', 'already_member'],
  ['419', 'group_full']
])

/** What the codes mean that WhatsApp answers for one person. */
const meanings: { readonly [Action in MemberAction]: ReadonlyMap<string, MemberProblem> } = {
  add: to_adding,
  remove: to_members,
  promote: to_members,
  demote: to_members,
  approve: to_requests,
  reject: to_requests
}

/** What became of a person without WhatsApp being asked. */
export const outcomeOf = (
  action: MemberAction,
  { contact, person }: Named,
  problem: MemberProblem | null
): MemberOutcome => ({
  ...person,
  contact,
  status: statusOf(action, problem, false),
  code: problem,
  whatsapp_code: null,
  invitation: null
})

/** What WhatsApp says became of each person, in the order in which they were named to it. */
export const readOutcomes = (
  action: MemberAction,
  people: readonly Named[],
  answers: readonly BinaryNode[]
): MemberOutcome[] =>
  people.map((one) => {
    const answer = answers.find(({ attrs }) =>
      [attrs['jid'], attrs['phone_number'], attrs['lid']].some(
        (address) => sameUser(address, one.person.jid) || sameUser(address, one.person.lid)
      )
    )
    return answer ? readOutcome(action, one, answer) : outcomeOf(action, one, 'not_answered')
  })

const readOutcome = (action: MemberAction, one: Named, answer: BinaryNode): MemberOutcome => {
  const code = answer.attrs['error'] ?? '200'
  const plain = outcomeOf(action, one, null)
  if (code === '200') return { ...plain, whatsapp_code: code }
  const problem = meanings[action].get(code) ?? 'refused_by_whatsapp'
  const attrs: BinaryNode['attrs'] = getBinaryNodeChild(answer, 'add_request')?.attrs ?? {}
  const invitation = attrs['code']
    ? { code: attrs['code'], expires_at: timeOf(attrs['expiration']) }
    : null
  return {
    ...plain,
    status: statusOf(action, problem, invitation !== null),
    code: problem,
    whatsapp_code: code,
    invitation
  }
}
