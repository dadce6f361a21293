import { addressOf, lidOf, nameBeside, numberBeside } from '../messages/addresses.ts'
import type { Phone } from '../phones/phone.ts'
import type { Addressing } from '../wire/jid.ts'
import { node } from '../wire/node.ts'
import type { BinaryNode } from '../wire/wire.ts'
import type { Group, Participant } from './groups.ts'

/** What groups look like on the wire, as `extractGroupMetadata` of Baileys reads them. */

/** The name of somebody in a group, and the other names that go with it. */
export const namesIn = (addressing: Addressing, phone: Phone, device = 0): NamesIn => ({
  jid: addressOf(phone, addressing, device),
  pn: numberBeside(phone, addressing),
  lid: addressing === 'lid' ? undefined : lidOf(phone),
  username: nameBeside(phone, addressing)
})

interface NamesIn {
  jid: string
  pn: string | undefined
  lid: string | undefined
  username: string | undefined
}

/** Who a stanza from a group comes from. */
export const participantAttributes = (group: Group, phone: Phone, device = 0) => {
  const { jid, pn, lid, username } = namesIn(group.addressing, phone, device)
  return {
    participant: jid,
    participant_pn: pn,
    participant_lid: lid,
    participant_username: username,
    addressing_mode: group.addressing
  }
}

export const participantNode = (
  group: Group,
  phone: Phone,
  more: Record<string, string | undefined> = {}
): BinaryNode => {
  const { jid, pn, lid, username } = namesIn(group.addressing, phone)
  return node('participant', {
    jid,
    phone_number: pn,
    lid,
    participant_username: username,
    ...more
  })
}

export const groupNode = (group: Group): BinaryNode => {
  const { subject, addressing } = group
  const creator = namesIn(addressing, group.creator)
  const subject_by = namesIn(addressing, subject.by)
  return node(
    'group',
    {
      id: group.jid.slice(0, group.jid.indexOf('@')),
      addressing_mode: addressing,
      subject: subject.text,
      s_o: subject_by.jid,
      s_o_pn: subject_by.pn,
      s_t: subject.at,
      creation: group.created_at,
      creator: creator.jid,
      creator_pn: creator.pn,
      size: String(group.participants.size),
      ...MORE_ATTRIBUTES
    },
    [
      ...[...group.participants.values()].map((each) => memberNode(group, each)),
      ...descriptionNodes(group),
      ...settingNodes(group)
    ]
  )
}

/** Versions of who is in and who administers, and where it was made. */
const MORE_ATTRIBUTES = {
  a_v_id: '1750000000000001',
  p_v_id: '1750000000000002',
  creator_country_code: 'SA'
}

const memberNode = (group: Group, { phone, role }: Participant): BinaryNode =>
  participantNode(group, phone, { type: role === 'member' ? undefined : role })

export const descriptionNodes = ({ addressing, description }: Group): BinaryNode[] => {
  if (!description) return []
  const { id, text, by, at } = description
  const { jid, pn } = namesIn(addressing, by)
  const attributes = { id, t: at, participant: jid, participant_pn: pn }
  return [node('description', attributes, [node('body', {}, Buffer.from(text))])]
}

const settingNodes = (group: Group): BinaryNode[] => [
  ...(group.announce ? [node('announcement')] : []),
  ...(group.locked ? [node('locked')] : []),
  ...(group.approval ? [approvalNode(group)] : []),
  ...(group.ephemeral_s > 0 ? [ephemeralNode(group)] : []),
  addModeNode(group),
  node('member_link_mode', {}, Buffer.from('admin_link')),
  node('member_share_group_history_mode', {}, Buffer.from('admin_share'))
]

export const approvalNode = ({ approval }: Group): BinaryNode =>
  node('membership_approval_mode', {}, [node('group_join', { state: approval ? 'on' : 'off' })])

export const ephemeralNode = ({ ephemeral_s }: Group): BinaryNode =>
  ephemeral_s > 0 ? node('ephemeral', { expiration: String(ephemeral_s) }) : node('not_ephemeral')

export const addModeNode = ({ all_may_add }: Group): BinaryNode =>
  node('member_add_mode', {}, Buffer.from(all_may_add ? 'all_member_add' : 'admin_add'))
