import { type BinaryNode, getBinaryNodeChild, getBinaryNodeChildren } from 'baileys'
import type { Group, GroupSummary } from '../../../../schemas/group.ts'
import type { Person } from '../../../../schemas/person.ts'
import { addressesOf, type Own, sameUser } from '../../addresses/jid.ts'
import type { Ask } from '../ask.ts'
import { textOf, timeOf } from '../usync.ts'

/** A group as WhatsApp describes it to its members. */
export const askForGroup = async (
  ask: Ask,
  group_id: string,
  signal: AbortSignal
): Promise<Group> => readGroup(await askForNode(ask, group_id, signal), group_id)

/** The same as WhatsApp writes it. */
export const askForNode = async (
  ask: Ask,
  group_id: string,
  signal: AbortSignal
): Promise<BinaryNode> => {
  const content: BinaryNode[] = [{ tag: 'query', attrs: { request: 'interactive' } }]
  const answer = await ask({ xmlns: 'w:g2', type: 'get', to: group_id, content }, signal)
  return groupIn(answer)
}

/** The group that an answer describes. */
export const groupIn = (answer: BinaryNode): BinaryNode => {
  const group = getBinaryNodeChild(answer, 'group')
  if (!group) throw new Error('an answer about a group without the group')
  return group
}

/** The id of a group from its node, where only its part before the @ may stand. */
export const groupIdOf = ({ attrs }: BinaryNode): string => {
  const id = attrs['id'] ?? attrs['jid'] ?? ''
  return id.includes('@') ? id : `${id}@g.us`
}

/** A group from the node in which WhatsApp describes it. */
export const readGroup = (node: BinaryNode, id: string): Group => {
  const { attrs } = node
  const participants = getBinaryNodeChildren(node, 'participant').filter(isIn).map(readParticipant)
  const description = getBinaryNodeChild(node, 'description')
  const body = getBinaryNodeChild(description, 'body')
  return {
    id,
    subject: attrs['subject'] ?? '',
    subject_changed_at: timeOf(attrs['s_t']),
    subject_changed_by: personOf(attrs['s_o'], attrs['s_o_pn']),
    description: body ? textOf(body) : null,
    description_changed_at: body ? timeOf(description?.attrs['t']) : null,
    description_changed_by: body
      ? personOf(description?.attrs['participant'], description?.attrs['participant_pn'])
      : null,
    owner: personOf(attrs['creator'], attrs['creator_pn']),
    created_at: timeOf(attrs['creation']),
    addressing_mode: attrs['addressing_mode'] === 'lid' ? 'lid' : 'pn',
    settings: {
      only_admins_send: has(node, 'announcement'),
      only_admins_edit: has(node, 'locked'),
      only_admins_add: textOf(getBinaryNodeChild(node, 'member_add_mode')) !== 'all_member_add',
      join_approval: isApprovalOn(node),
      disappearing_s: countOf(getBinaryNodeChild(node, 'ephemeral')?.attrs['expiration']) ?? 0
    },
    community: {
      is_community: has(node, 'parent'),
      is_announcements: has(node, 'default_sub_group'),
      parent_id: getBinaryNodeChild(node, 'linked_parent')?.attrs['jid'] ?? null
    },
    participants_count: countOf(attrs['size']) ?? participants.length,
    participants
  }
}

const has = (node: BinaryNode, tag: string): boolean => getBinaryNodeChild(node, tag) !== undefined

/** Whom WhatsApp did not let in when the group was made, it names with the reason. */
const isIn = ({ attrs }: BinaryNode): boolean => (attrs['error'] ?? '200') === '200'

/** There without more, it is on; some say in it whether it is. */
const isApprovalOn = (node: BinaryNode): boolean => {
  const mode = getBinaryNodeChild(node, 'membership_approval_mode')
  return mode !== undefined && getBinaryNodeChild(mode, 'group_join')?.attrs['state'] !== 'off'
}

const readParticipant = ({ attrs }: BinaryNode): Group['participants'][number] => {
  const { jid, phone_number, lid, participant_username, username, type } = attrs
  return {
    ...addressesOf([jid, phone_number, lid]),
    username: participant_username ?? username ?? null,
    role: type === 'admin' || type === 'superadmin' ? type : 'member'
  }
}

const personOf = (...addresses: (string | undefined)[]): Person | null =>
  addresses.some(Boolean) ? addressesOf(addresses) : null

const countOf = (text: string | undefined): number | null =>
  /^\d{1,9}$/.test(text ?? '') ? Number(text) : null

/** What the account is in a group; null where it is not named. */
export const ownRole = ({ participants }: Group, own: Own): GroupSummary['own_role'] =>
  participants.find(
    ({ jid, lid }) => sameUser(jid, own.jid) || sameUser(lid, own.lid) || sameUser(lid, own.jid)
  )?.role ?? null

/** A group without those who are in it. */
export const summaryOf = (group: Group, own: Own): GroupSummary => {
  const { participants: _, ...about } = group
  return { ...about, own_role: ownRole(group, own) }
}
