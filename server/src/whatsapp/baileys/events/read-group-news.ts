import { type BinaryNode, getAllBinaryNodeChildren, getBinaryNodeChild } from 'baileys'
import type { Person } from '../../../schemas/person.ts'
import type { GroupNews } from '../../contract.ts'
import { addressesOf, sameUser } from '../addresses/jid.ts'
import { readGroup, summaryOf } from '../calls/groups/read-group.ts'
import { textOf, timeOf } from '../calls/usync.ts'

type Changes = Extract<GroupNews, { event: 'group.updated' }>['data']['changes']
type Settings = NonNullable<Changes['settings']>
type Action = Extract<GroupNews, { event: 'group.participants_changed' }>['data']['action']

/** What a notification from a group tells. One may tell several things; what nobody here knows is left out. */
export const readGroupNews = (stanza: BinaryNode, group_id: string): GroupNews[] => {
  const { attrs } = stanza
  if (attrs['type'] !== 'w:gp2' && attrs['type'] !== 'picture') return []
  const parts = getAllBinaryNodeChildren(stanza)
  const told = { group_id, by: actorOf(stanza, parts), at: timeOf(attrs['t']) ?? new Date() }
  if (attrs['type'] === 'picture') return updated(told, pictureIn(parts))
  const changes = parts.map(changesIn)
  const settings = Object.assign({}, ...changes.map((one) => one.settings))
  return [
    ...parts.flatMap((part) => [
      ...createdIn(part, told),
      ...peopleIn(part, told),
      ...requestsIn(part, told)
    ]),
    ...updated(told, {
      ...Object.assign({}, ...changes),
      ...(Object.keys(settings).length > 0 && { settings })
    })
  ]
}

type Told = { group_id: string; by: Person | null; at: Date }

const actorOf = ({ attrs }: BinaryNode, parts: BinaryNode[]): Person | null => {
  const author = parts.find((part) => part.attrs['author'])?.attrs['author']
  const addresses = [
    attrs['participant'] ?? author,
    attrs['participant_pn'],
    attrs['participant_lid']
  ]
  const person = addressesOf(addresses)
  return person.jid || person.lid ? person : null
}

const updated = (told: Told, changes: Changes): GroupNews[] =>
  Object.keys(changes).length > 0 ? [{ event: 'group.updated', data: { ...told, changes } }] : []

const pictureIn = (parts: BinaryNode[]): Changes => {
  const id = parts.find(({ tag }) => tag === 'set')?.attrs['id']
  if (id) return { picture: { id } }
  return parts.some(({ tag }) => tag === 'delete') ? { picture: null } : {}
}

const createdIn = (part: BinaryNode, told: Told): GroupNews[] => {
  const node = part.tag === 'create' ? getBinaryNodeChild(part, 'group') : undefined
  if (!node) return []
  const nobody = { jid: undefined, lid: undefined }
  const { own_role: _, ...group } = summaryOf(readGroup(node, told.group_id), nobody)
  return [{ event: 'group.created', data: { ...told, group } }]
}

const actions = new Map<string, Action>([
  ['add', 'add'],
  ['remove', 'remove'],
  ['leave', 'leave'],
  ['promote', 'promote'],
  ['demote', 'demote'],
  ['modify', 'change_number']
])

const peopleIn = (part: BinaryNode, told: Told): GroupNews[] => {
  const action = actions.get(part.tag)
  if (!action) return []
  const participants = personsIn(part)
  if (participants.length === 0) return []
  const [first] = participants
  const themselves =
    action === 'remove' && participants.length === 1 && first && isSame(first, told.by)
  const data = {
    ...told,
    action: themselves ? ('leave' as const) : action,
    participants,
    reason: part.attrs['reason'] ?? null
  }
  return [{ event: 'group.participants_changed', data }]
}

const requestsIn = (part: BinaryNode, told: Told): GroupNews[] => {
  const is_new = part.tag === 'created_membership_requests'
  if (!is_new && part.tag !== 'revoked_membership_requests') return []
  const named = personsIn(part)
  const participants = named.length === 0 && told.by ? [told.by] : named
  const themselves = participants.every((one) => isSame(one, told.by))
  const action = is_new ? 'created' : themselves ? 'revoked' : 'rejected'
  const method = part.attrs['request_method'] ?? null
  return [{ event: 'group.join_request', data: { ...told, action, participants, method } }]
}

const people_tags = new Set(['participant', 'requested_user'])

/** Those with whom it was done; the others have an error. */
const personsIn = (part: BinaryNode): Person[] =>
  getAllBinaryNodeChildren(part)
    .filter(({ tag, attrs }) => people_tags.has(tag) && !attrs['error'])
    .map(({ attrs }) => addressesOf([attrs['jid'], attrs['phone_number'], attrs['lid']]))
    .filter(({ jid, lid }) => jid || lid)

const isSame = (one: Person, other: Person | null): boolean =>
  sameUser(one.jid, other?.jid) || sameUser(one.lid, other?.lid)

const switches = new Map<string, Settings>([
  ['announcement', { only_admins_send: true }],
  ['not_announcement', { only_admins_send: false }],
  ['locked', { only_admins_edit: true }],
  ['unlocked', { only_admins_edit: false }],
  ['not_ephemeral', { disappearing_s: 0 }]
])

/** What one part says of the group itself. */
const changesIn = (part: BinaryNode): Changes => {
  const { tag, attrs } = part
  const settings = switches.get(tag) ?? settingIn(part)
  if (settings) return { settings }
  if (tag === 'subject' && attrs['subject'] !== undefined) return { subject: attrs['subject'] }
  if (tag === 'description') {
    const body = getBinaryNodeChild(part, 'body')
    return { description: body ? textOf(body) : null }
  }
  if (tag === 'invite') return { invite_reset: true }
  return tag === 'delete' ? { deleted: true } : {}
}

const settingIn = (part: BinaryNode): Settings | null => {
  if (part.tag === 'ephemeral') {
    const seconds = part.attrs['expiration'] ?? ''
    return /^\d{1,9}$/.test(seconds) ? { disappearing_s: Number(seconds) } : null
  }
  if (part.tag === 'member_add_mode') return { only_admins_add: textOf(part) !== 'all_member_add' }
  if (part.tag !== 'membership_approval_mode') return null
  return { join_approval: getBinaryNodeChild(part, 'group_join')?.attrs['state'] !== 'off' }
}
