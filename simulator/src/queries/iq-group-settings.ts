import {
  resetInvite,
  setAllMayAdd,
  setAnnounce,
  setApproval,
  setDescription,
  setEphemeral,
  setLocked,
  setSubject
} from '../groups/group-settings.ts'
import type { Group } from '../groups/groups.ts'
import type { Phone } from '../phones/phone.ts'
import { bytesOf, bytesOfChild, childOf, node } from '../wire/node.ts'
import type { BinaryNode } from '../wire/wire.ts'
import type { World } from '../world.ts'
import type { IqAnswer } from './iq-answer.ts'

/** A change of how a group is called or works; null when it is none that is known. */
export const changeSetting = (
  world: World,
  group: Group,
  actor: Phone,
  asked: BinaryNode
): IqAnswer | null => {
  const change = CHANGES[asked.tag]
  if (!change) return null
  change(world, group, actor, asked)
  return asked.tag === 'invite' ? { content: [node('invite', { code: group.invite_code })] } : {}
}

type Change = (world: World, group: Group, actor: Phone, asked: BinaryNode) => void

const wordsOf = (asked: BinaryNode): string => bytesOf(asked)?.toString() ?? ''

const CHANGES: Record<string, Change> = {
  subject: (world, group, actor, asked) => setSubject(world, group, actor, wordsOf(asked)),
  description: (world, group, actor, asked) => {
    const body = bytesOfChild(asked, 'body')
    const { id, prev: previous = '' } = asked.attrs
    setDescription(world, group, actor, body ? body.toString() : null, { id, previous })
  },
  announcement: (world, group, actor) => setAnnounce(world, group, actor, true),
  not_announcement: (world, group, actor) => setAnnounce(world, group, actor, false),
  locked: (world, group, actor) => setLocked(world, group, actor, true),
  unlocked: (world, group, actor) => setLocked(world, group, actor, false),
  member_add_mode: (world, group, actor, asked) =>
    setAllMayAdd(world, group, actor, wordsOf(asked) === 'all_member_add'),
  membership_approval_mode: (world, group, actor, asked) =>
    setApproval(world, group, actor, childOf(asked, 'group_join')?.attrs.state === 'on'),
  ephemeral: (world, group, actor, asked) =>
    setEphemeral(world, group, actor, Number(asked.attrs.expiration ?? 0)),
  not_ephemeral: (world, group, actor) => setEphemeral(world, group, actor, 0),
  invite: (world, group, actor) => resetInvite(world, group, actor)
}
