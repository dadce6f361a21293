import { type BinaryNode, getBinaryNodeChild, getBinaryNodeChildren } from 'baileys'
import type { ErrorCode } from '../../../domain/errors.ts'
import type { Group } from '../../../schemas/group.ts'
import type { Person } from '../../../schemas/person.ts'
import type { CallHandlers } from '../../contract.ts'
import { addressesOf } from '../addresses/jid.ts'
import { type Ask, refusalOf } from './ask.ts'
import type { CallContext } from './context.ts'
import { textOf, timeOf } from './usync.ts'

/** What WhatsApp answers to those who ask about a group. */
const meanings = new Map<string, ErrorCode>([
  ['400', 'group_not_found'],
  ['404', 'group_not_found'],
  ['406', 'group_not_found'],
  ['410', 'group_not_found'],
  ['401', 'not_a_group_member'],
  ['403', 'not_a_group_member']
])

/** What is asked about groups. */
export const groupCalls = ({ ask }: CallContext): Pick<CallHandlers, 'read_group'> => ({
  read_group: ({ group_id }, signal) =>
    askForGroup(ask, group_id, signal).catch((error) => {
      throw refusalOf(error, meanings)
    })
})

/** A group as WhatsApp describes it to its members. */
export const askForGroup = async (
  ask: Ask,
  group_id: string,
  signal: AbortSignal
): Promise<Group> => {
  const content: BinaryNode[] = [{ tag: 'query', attrs: { request: 'interactive' } }]
  const answer = await ask({ xmlns: 'w:g2', type: 'get', to: group_id, content }, signal)
  const group = getBinaryNodeChild(answer, 'group')
  if (!group) throw new Error('an answer about a group without the group')
  return readGroup(group, group_id)
}

/** A group from the node in which WhatsApp describes it. */
export const readGroup = (node: BinaryNode, id: string): Group => {
  const { attrs } = node
  const participants = getBinaryNodeChildren(node, 'participant').map(readParticipant)
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
