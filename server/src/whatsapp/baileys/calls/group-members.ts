import { type BinaryNode, getBinaryNodeChild, getBinaryNodeChildren } from 'baileys'
import { AppError } from '../../../domain/errors.ts'
import type { MemberAction, MemberProblem } from '../../../domain/group-outcome.ts'
import type { Group } from '../../../schemas/group.ts'
import type { MemberOutcome } from '../../../schemas/group-members.ts'
import type { CallHandlers } from '../../contract.ts'
import type { CallContext } from './context.ts'
import { type FoundPerson, findPeople } from './find-people.ts'
import { findNamed } from './groups/find-named.ts'
import { outcomeOf, readOutcomes } from './groups/outcomes.ts'
import { newParticipantNode, participantNode } from './groups/participant-nodes.ts'
import { askForGroup, ownRole } from './groups/read-group.ts'
import { throwForChanger, throwForReader } from './groups/refusals.ts'

type Handlers = Pick<CallHandlers, 'add_members' | 'change_members'>

/** Who is in a group, and as what. */
export const groupMemberCalls = (context: CallContext): Handlers => ({
  add_members: async ({ group_id, participants }, signal) => {
    const group = await askForGroup(context.ask, group_id, signal).catch(throwForReader)
    if (group.settings.only_admins_add) requireAdmin(context, group)
    const people = await findPeople(context, participants, signal).catch(throwForReader)
    const outcomes = await askFor(context, group, 'add', people, signal, addingProblem, (person) =>
      newParticipantNode(context, person, group.addressing_mode)
    )
    return { subject: group.subject, outcomes }
  },
  change_members: async ({ group_id, action, participants }, signal) => {
    const group = await askForGroup(context.ask, group_id, signal).catch(throwForReader)
    requireAdmin(context, group)
    const people = await findNamed(context, participants, group.participants)
    const outcomes = await askFor(context, group, action, people, signal, (one) =>
      changingProblem(action, group, one)
    )
    return { subject: group.subject, outcomes }
  }
})

/** WhatsApp would refuse it; asking for nothing it would not. */
const requireAdmin = ({ creds }: CallContext, group: Group): void => {
  const role = ownRole(group, { jid: creds.me?.id, lid: creds.me?.lid })
  if (role === 'member') throw new AppError('not_a_group_admin', { group_id: group.id })
}

const addingProblem = ({ exists }: FoundPerson): MemberProblem | null =>
  exists === false ? 'not_on_whatsapp' : null

/** What a change of somebody would change nothing of, WhatsApp is not asked for. */
const changingProblem = (
  action: MemberAction,
  { participants }: Group,
  { person }: FoundPerson
): MemberProblem | null => {
  const member = participants.find(
    ({ jid, lid }) => (jid && jid === person.jid) || (lid && lid === person.lid)
  )
  if (!member) return 'not_a_member'
  if (action === 'promote' && member.role !== 'member') return 'already_admin'
  return action === 'demote' && member.role === 'member' ? 'not_an_admin' : null
}

/** Asks WhatsApp for all of them at once, but for those with a problem that is known before. */
const askFor = async (
  { ask }: CallContext,
  { id, addressing_mode }: Group,
  action: Exclude<MemberAction, 'approve' | 'reject'>,
  people: FoundPerson[],
  signal: AbortSignal,
  problemOf: (one: FoundPerson) => MemberProblem | null,
  nodeOf: (person: FoundPerson['person']) => BinaryNode | Promise<BinaryNode> = (person) =>
    participantNode(person, addressing_mode)
): Promise<MemberOutcome[]> => {
  const wanted = people.filter((one) => problemOf(one) === null)
  const answered = new Map<FoundPerson, MemberOutcome>()
  if (wanted.length > 0) {
    const nodes = await Promise.all(wanted.map(({ person }) => nodeOf(person)))
    const content = [{ tag: action, attrs: {}, content: nodes }]
    const question = { xmlns: 'w:g2', type: 'set' as const, to: id, content }
    const answer = await ask(question, signal).catch(throwForChanger)
    const said = getBinaryNodeChildren(getBinaryNodeChild(answer, action), 'participant')
    for (const [index, outcome] of readOutcomes(action, wanted, said).entries())
      answered.set(wanted[index] as FoundPerson, outcome)
  }
  return people.map((one) => answered.get(one) ?? outcomeOf(action, one, problemOf(one)))
}
