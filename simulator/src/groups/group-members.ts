import type { Phone } from '../phones/phone.ts'
import type { Addressing } from '../wire/jid.ts'
import { node, nowSeconds } from '../wire/node.ts'
import type { World } from '../world.ts'
import { letIn } from './group-adding.ts'
import { forgetKeysOfGroup, renewSenderKeys } from './group-keys.ts'
import { groupNode, participantNode } from './group-nodes.ts'
import { notifyAdmins, notifyGroup } from './group-notify.ts'
import {
  doneOf,
  eachMember,
  eachPerson,
  GroupRefusal,
  type Outcome,
  type Person,
  requireAdmin,
  requireMember
} from './group-rights.ts'
import { requireSubject } from './group-settings.ts'
import { addGroup, enter, GROUPS_MAX, type Group, leave, PARTICIPANTS_MAX } from './groups.ts'

export interface NewGroup {
  subject: string
  people: Person[]
  addressing: Addressing
  /** What the creator calls this request; clients find their own group again by it. */
  key?: string | undefined
  settings?: Partial<Pick<Group, 'announce' | 'locked' | 'approval' | 'ephemeral_s'>>
}

/** Makes a group; `refused` are those who are not in it. */
export const createGroup = (
  world: World,
  creator: Phone,
  input: NewGroup
): { group: Group; refused: Outcome[] } => {
  requireSubject(input.subject)
  if (world.groups.by_jid.size >= GROUPS_MAX) throw new GroupRefusal('419', 'resource-limit')
  if (input.people.length >= PARTICIPANTS_MAX) throw new GroupRefusal('419', 'resource-limit')
  const at = nowSeconds()
  const group = addGroup(world.groups, creator, input.subject, input.addressing, at)
  Object.assign(group, input.settings)
  const others = input.people.filter(({ phone }) => phone !== creator)
  const refused = letIn(world.groups, group, creator, others).filter(({ error }) => error)
  notifyGroup(world, group, creator, node('create', { key: input.key }, [groupNode(group)]))
  return { group, refused }
}

export const addPeople = (
  world: World,
  group: Group,
  actor: Phone,
  people: Person[]
): Outcome[] => {
  if (group.all_may_add) requireMember(group, actor)
  else requireAdmin(group, actor)
  const outcomes = letIn(world.groups, group, actor, people)
  announce(world, group, actor, 'add', doneOf(outcomes))
  return outcomes
}

export const removePeople = (
  world: World,
  group: Group,
  actor: Phone,
  people: Person[]
): Outcome[] => {
  const outcomes = eachMember(group, actor, people, ({ phone }) =>
    leave(world.groups, group, phone)
  )
  const gone = doneOf(outcomes)
  announce(world, group, actor, 'remove', gone, gone)
  for (const phone of gone) forgetKeysOfGroup(group, phone)
  if (gone.length > 0) renewSenderKeys(group)
  return outcomes
}

export const setRole = (
  world: World,
  group: Group,
  actor: Phone,
  people: Person[],
  change: 'promote' | 'demote'
): Outcome[] => {
  const outcomes = eachMember(group, actor, people, (member) => {
    member.role = change === 'promote' ? 'admin' : 'member'
  })
  announce(world, group, actor, change, doneOf(outcomes))
  return outcomes
}

/** Somebody goes by themselves; a group is never left without an admin. */
export const leaveGroup = (world: World, group: Group, phone: Phone): void => {
  requireMember(group, phone)
  leave(world.groups, group, phone)
  group.left.add(phone)
  announce(world, group, phone, 'leave', [phone], [phone])
  forgetKeysOfGroup(group, phone)
  renewSenderKeys(group)
  const [first, ...others] = group.participants.values()
  if (!first || [first, ...others].some(({ role }) => role !== 'member')) return
  first.role = 'admin'
  announce(world, group, first.phone, 'promote', [first.phone])
}

/** Joins by an invite code, or asks to where an admin has to consent; says which. */
export const joinByCode = (
  world: World,
  phone: Phone,
  code: string
): { group: Group; joined: boolean } => {
  const group = groupOfCode(world, code)
  if (group.participants.has(phone)) throw new GroupRefusal('409', 'conflict')
  if (group.participants.size >= PARTICIPANTS_MAX) throw new GroupRefusal('419', 'resource-limit')
  if (!group.approval) {
    enter(world.groups, group, phone, 'member')
    announce(world, group, phone, 'add', [phone])
    return { group, joined: true }
  }
  if (group.requests.size >= PARTICIPANTS_MAX) throw new GroupRefusal('419', 'resource-limit')
  group.requests.set(phone, { at: nowSeconds(), method: 'invite_link' })
  notifyAdmins(
    world,
    group,
    phone,
    node('created_membership_requests', { request_method: 'invite_link' }, [
      participantNode(group, phone)
    ])
  )
  return { group, joined: false }
}

export const groupOfCode = (world: World, code: string): Group => {
  const group = world.groups.by_code.get(code)
  if (group) return group
  if (world.groups.revoked.has(code)) throw new GroupRefusal('410', 'gone')
  throw new GroupRefusal('406', 'not-acceptable')
}

export const decideRequests = (
  world: World,
  group: Group,
  actor: Phone,
  people: Person[],
  decision: 'approve' | 'reject'
): Outcome[] => {
  requireAdmin(group, actor)
  const outcomes = eachPerson(people, (phone) => {
    if (!group.requests.delete(phone)) return '404'
    if (decision === 'approve') enter(world.groups, group, phone, 'member')
    return undefined
  })
  const done = doneOf(outcomes)
  if (decision === 'approve') {
    announce(world, group, actor, 'add', done)
    return outcomes
  }
  for (const phone of done) {
    const person = participantNode(group, phone)
    notifyAdmins(world, group, actor, node('revoked_membership_requests', {}, [person]))
  }
  return outcomes
}

const announce = (
  world: World,
  group: Group,
  actor: Phone,
  change: 'add' | 'remove' | 'promote' | 'demote' | 'leave',
  phones: Phone[],
  also: Phone[] = []
): void => {
  if (phones.length === 0) return
  const people = phones.map((phone) => participantNode(group, phone))
  notifyGroup(world, group, actor, node(change, {}, people), also)
}
