import type { Phone } from '../phones/phone.ts'
import { node, nowSeconds } from '../wire/node.ts'
import { serverId, type World } from '../world.ts'
import {
  addModeNode,
  approvalNode,
  descriptionNodes,
  ephemeralNode,
  namesIn
} from './group-nodes.ts'
import { notifyGroup } from './group-notify.ts'
import { GroupRefusal, requireAdmin, requireMember } from './group-rights.ts'
import { type Group, renewInvite } from './groups.ts'

export const setSubject = (world: World, group: Group, actor: Phone, text: string): void => {
  requireEditor(group, actor)
  requireSubject(text)
  group.subject = { text, by: actor, at: nowSeconds() }
  const { jid, pn } = namesIn(group.addressing, actor)
  const attributes = { subject: text, s_o: jid, s_o_pn: pn, s_t: group.subject.at }
  notifyGroup(world, group, actor, node('subject', attributes))
}

const SUBJECT_MAX = 100
const DESCRIPTION_MAX = 2_048

export const requireSubject = (text: string): void => {
  if (text.length > SUBJECT_MAX) throw new GroupRefusal('406', 'not-acceptable')
}

/** Sets the description; without a text it is taken away. Clients say which one it replaces. */
export const setDescription = (
  world: World,
  group: Group,
  actor: Phone,
  text: string | null,
  { id = serverId(world), previous = describedBy(group) }: DescriptionIds = {}
): void => {
  requireEditor(group, actor)
  if (previous !== describedBy(group)) throw new GroupRefusal('409', 'conflict')
  if (text !== null && text.length > DESCRIPTION_MAX)
    throw new GroupRefusal('406', 'not-acceptable')
  group.description = text === null ? null : { id, text, by: actor, at: nowSeconds() }
  const [described = node('description', { id, delete: 'true' })] = descriptionNodes(group)
  notifyGroup(world, group, actor, described)
}

interface DescriptionIds {
  id?: string | undefined
  previous?: string | undefined
}

const describedBy = ({ description }: Group): string => description?.id ?? ''

/** Whether only admins may write. */
export const setAnnounce = (world: World, group: Group, actor: Phone, on: boolean): void => {
  requireAdmin(group, actor)
  group.announce = on
  notifyGroup(world, group, actor, node(on ? 'announcement' : 'not_announcement'))
}

/** Whether only admins may change the subject and the description. */
export const setLocked = (world: World, group: Group, actor: Phone, on: boolean): void => {
  requireAdmin(group, actor)
  group.locked = on
  notifyGroup(world, group, actor, node(on ? 'locked' : 'unlocked'))
}

export const setAllMayAdd = (world: World, group: Group, actor: Phone, on: boolean): void => {
  requireAdmin(group, actor)
  group.all_may_add = on
  notifyGroup(world, group, actor, addModeNode(group))
}

/** Whether an admin has to consent before somebody joins by the invite. */
export const setApproval = (world: World, group: Group, actor: Phone, on: boolean): void => {
  requireAdmin(group, actor)
  group.approval = on
  notifyGroup(world, group, actor, approvalNode(group))
}

export const setEphemeral = (world: World, group: Group, actor: Phone, seconds: number): void => {
  requireEditor(group, actor)
  group.ephemeral_s = seconds
  notifyGroup(world, group, actor, ephemeralNode(group))
}

/** A new invite code; the old one leads nowhere from now on. */
export const resetInvite = (world: World, group: Group, actor: Phone): void => {
  requireAdmin(group, actor)
  renewInvite(world.groups, group)
  notifyGroup(world, group, actor, node('invite', { code: group.invite_code }))
}

const requireEditor = (group: Group, actor: Phone): void => {
  if (group.locked) requireAdmin(group, actor)
  else requireMember(group, actor)
}
