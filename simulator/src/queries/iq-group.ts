import { faultedName, takeFault } from '../control/faults.ts'
import {
  addPeople,
  createGroup,
  decideRequests,
  groupOfCode,
  joinByCode,
  leaveGroup,
  removePeople,
  setRole
} from '../groups/group-members.ts'
import { groupNode, participantNode } from '../groups/group-nodes.ts'
import {
  GroupRefusal,
  type Outcome,
  type Person,
  personOf,
  requireAdmin,
  requireGroup,
  requireMember
} from '../groups/group-rights.ts'
import { type Group, groupsOf } from '../groups/groups.ts'
import type { Device } from '../phones/phone.ts'
import { childOf, childrenNamed, childrenOf, node } from '../wire/node.ts'
import type { BinaryNode } from '../wire/wire.ts'
import type { World } from '../world.ts'
import type { IqAnswer, IqHandler } from './iq-answer.ts'
import { changeSetting } from './iq-group-settings.ts'

/** Everything clients ask of groups, as `Socket/groups.js` of Baileys does. */
export const handleGroupIq: IqHandler = (world, device, request) => {
  const [asked] = childrenOf(request)
  if (!asked) return null
  const { type, to } = request.attrs
  const call: GroupCall = { world, device, asked, jid: to ?? '' }
  try {
    if (to === '@g.us') return type === 'get' ? askAny(call) : changeAny(call)
    return type === 'get' ? askOne(call) : changeOne(call)
  } catch (error) {
    if (!(error instanceof GroupRefusal)) throw error
    return { error: { code: error.code, text: error.message } }
  }
}

interface GroupCall {
  world: World
  device: Device
  asked: BinaryNode
  jid: string
}

/** Questions that name no group. */
const askAny = ({ world, device, asked }: GroupCall): IqAnswer | null => {
  switch (asked.tag) {
    case 'participating':
      return {
        content: [node('groups', {}, groupsOf(world.groups, device.phone).map(groupNode))]
      }
    case 'invite':
      return { content: [groupNode(groupOfCode(world, asked.attrs.code ?? ''))] }
    default:
      return null
  }
}

const changeAny = ({ world, device, asked }: GroupCall): IqAnswer | null => {
  const { phone } = device
  switch (asked.tag) {
    case 'create': {
      const { group, refused } = createGroup(world, phone, {
        subject: asked.attrs.subject ?? '',
        people: peopleIn(world, asked),
        addressing: 'lid',
        key: asked.attrs.key,
        settings: settingsIn(asked)
      })
      const made = groupNode(group)
      const members = [...childrenOf(made), ...refused.map(outcomeNode)]
      return { content: [{ ...made, content: members }] }
    }
    case 'leave': {
      const named = childrenNamed(asked, 'group')
      for (const { attrs } of named) leaveGroup(world, requireGroup(world, attrs.id), phone)
      return { content: [node('leave', {}, named)] }
    }
    case 'invite': {
      const { group, joined } = joinByCode(world, phone, asked.attrs.code ?? '')
      const tag = joined ? 'group' : 'membership_approval_request'
      return { content: [node(tag, { jid: group.jid })] }
    }
    default:
      return null
  }
}

const askOne = ({ world, device, asked, jid }: GroupCall): IqAnswer | null => {
  const group = requireGroup(world, jid)
  switch (asked.tag) {
    case 'query':
      requireMember(group, device.phone)
      return { content: [groupNode(asAnswered(world, device, group))] }
    case 'invite':
      requireAdmin(group, device.phone)
      return { content: [node('invite', { code: group.invite_code })] }
    case 'membership_approval_requests': {
      requireAdmin(group, device.phone)
      const waiting = [...group.requests].map(([phone, { at, method }]) => ({
        ...participantNode(group, phone, { request_method: method, request_time: at }),
        tag: 'membership_approval_request'
      }))
      return { content: [node('membership_approval_requests', {}, waiting)] }
    }
    default:
      return null
  }
}

/** The group as it is, or as it was before its members were called by the other address. */
const asAnswered = ({ faults }: World, { phone }: Device, group: Group): Group => {
  const name = faultedName(faults, 'stale_groups', phone, group)
  if (!takeFault(faults, name, 'stale_groups')) return group
  return { ...group, addressing: group.addressing === 'lid' ? 'pn' : 'lid' }
}

const changeOne = (call: GroupCall): IqAnswer | null => {
  const { world, device, asked, jid } = call
  const group = requireGroup(world, jid)
  const { phone } = device
  const people = peopleIn(world, asked)
  switch (asked.tag) {
    case 'add':
      return outcomes('add', addPeople(world, group, phone, people))
    case 'remove':
      return outcomes('remove', removePeople(world, group, phone, people))
    case 'promote':
    case 'demote':
      return outcomes(asked.tag, setRole(world, group, phone, people, asked.tag))
    case 'membership_requests_action':
      return decide(call, group)
    default:
      return changeSetting(world, group, phone, asked)
  }
}

const decide = ({ world, device, asked }: GroupCall, group: Group): IqAnswer | null => {
  const [decision] = childrenOf(asked)
  if (decision?.tag !== 'approve' && decision?.tag !== 'reject') {
    return { error: { code: '400', text: 'bad-request' } }
  }
  const people = peopleIn(world, decision)
  const decided = decideRequests(world, group, device.phone, people, decision.tag)
  const { content = [] } = outcomes(decision.tag, decided)
  return { content: [node('membership_requests_action', {}, content)] }
}

const peopleIn = (world: World, parent: BinaryNode): Person[] =>
  childrenNamed(parent, 'participant').map((each) =>
    personOf(world, each.attrs.jid ?? '', childOf(each, 'privacy') !== undefined)
  )

/** How a group is from its beginning. */
const settingsIn = (asked: BinaryNode) => ({
  announce: childOf(asked, 'announcement') !== undefined,
  locked: childOf(asked, 'locked') !== undefined,
  approval: childOf(childOf(asked, 'membership_approval_mode'), 'group_join')?.attrs.state === 'on',
  ephemeral_s: Number(childOf(asked, 'ephemeral')?.attrs.expiration ?? 0)
})

/** Each person as the client named them, with an error when nothing was done. */
const outcomes = (tag: string, people: Outcome[]): IqAnswer => ({
  content: [node(tag, {}, people.map(outcomeNode))]
})

const outcomeNode = ({ jid, error, invitation }: Outcome): BinaryNode =>
  node('participant', { jid, error }, invitation && [node('add_request', { ...invitation })])
