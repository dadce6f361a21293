import { randomBytes } from 'node:crypto'
import type { Device, Phone } from '../phones/phone.ts'
import type { Addressing } from '../wire/jid.ts'

export type Role = 'member' | 'admin' | 'superadmin'

export interface Participant {
  readonly phone: Phone
  role: Role
}

export interface Group {
  readonly jid: string
  /** Whether its members call each other by number or by LID. */
  readonly addressing: Addressing
  readonly creator: Phone
  /** Seconds since 1970. */
  readonly created_at: string
  subject: { text: string; by: Phone; at: string }
  description: { id: string; text: string; by: Phone; at: string } | null
  readonly participants: Map<Phone, Participant>
  invite_code: string
  /** Only admins may write; only admins may change the subject and the description. */
  announce: boolean
  locked: boolean
  /** Whether members who are no admins may add people; whether joining needs an admin's consent. */
  all_may_add: boolean
  approval: boolean
  /** Seconds after which messages vanish; 0 for never. */
  ephemeral_s: number
  readonly requests: Map<Phone, { at: string; method: string }>
  /** Who went by themselves comes back by themselves. */
  readonly left: Set<Phone>
  /** By phone: the linked devices that can read what it says here. */
  readonly key_holders: Map<Phone, Set<Device>>
}

export interface Groups {
  readonly by_jid: Map<string, Group>
  readonly by_code: Map<string, Group>
  readonly by_phone: Map<Phone, Set<Group>>
  /** Codes that lead nowhere any more; the oldest are forgotten. */
  readonly revoked: Set<string>
  next: number
}

export const GROUPS_MAX = 10_000
export const PARTICIPANTS_MAX = 1024
const REVOKED_MAX = 1_000

export const createGroups = (): Groups => ({
  by_jid: new Map(),
  by_code: new Map(),
  by_phone: new Map(),
  revoked: new Set(),
  next: 1
})

export const clearGroups = (groups: Groups): void => {
  groups.by_jid.clear()
  groups.by_code.clear()
  groups.by_phone.clear()
  groups.revoked.clear()
}

/** Makes a group of which the creator is the only participant so far. */
export const addGroup = (
  groups: Groups,
  creator: Phone,
  subject: string,
  addressing: Addressing,
  at: string
): Group => {
  const group: Group = {
    // Real ones have 18 digits and begin like this, too.
    jid: `120363${String(groups.next++).padStart(12, '0')}@g.us`,
    addressing,
    creator,
    created_at: at,
    subject: { text: subject, by: creator, at },
    description: null,
    participants: new Map(),
    invite_code: '',
    announce: false,
    locked: false,
    all_may_add: false,
    approval: false,
    ephemeral_s: 0,
    requests: new Map(),
    left: new Set(),
    key_holders: new Map()
  }
  groups.by_jid.set(group.jid, group)
  renewInvite(groups, group)
  enter(groups, group, creator, 'superadmin')
  return group
}

export const enter = (groups: Groups, group: Group, phone: Phone, role: Role): void => {
  group.participants.set(phone, { phone, role })
  group.requests.delete(phone)
  group.left.delete(phone)
  const joined = groups.by_phone.get(phone) ?? new Set()
  groups.by_phone.set(phone, joined.add(group))
}

/** Takes somebody out; the last one to leave takes the group along. */
export const leave = (groups: Groups, group: Group, phone: Phone): void => {
  group.participants.delete(phone)
  group.key_holders.delete(phone)
  const joined = groups.by_phone.get(phone)
  joined?.delete(group)
  if (joined?.size === 0) groups.by_phone.delete(phone)
  if (group.participants.size > 0) return
  groups.by_jid.delete(group.jid)
  groups.by_code.delete(group.invite_code)
}

export const renewInvite = (groups: Groups, group: Group): void => {
  if (groups.by_code.delete(group.invite_code)) revoke(groups, group.invite_code)
  group.invite_code = randomBytes(16).toString('base64url')
  groups.by_code.set(group.invite_code, group)
}

const revoke = (groups: Groups, code: string): void => {
  groups.revoked.add(code)
  const [oldest] = groups.revoked
  if (oldest !== undefined && groups.revoked.size > REVOKED_MAX) groups.revoked.delete(oldest)
}

export const groupsOf = (groups: Groups, phone: Phone): Group[] => [
  ...(groups.by_phone.get(phone) ?? [])
]

export const isAdmin = (group: Group, phone: Phone): boolean => {
  const role = group.participants.get(phone)?.role
  return role === 'admin' || role === 'superadmin'
}

/** A device that is gone reads nothing any more; one with the same number later is another. */
export const forgetHolder = (groups: Groups, device: Device): void => {
  for (const group of groupsOf(groups, device.phone)) {
    for (const holders of group.key_holders.values()) holders.delete(device)
  }
}

/** The linked devices of everybody in the group. */
export const devicesIn = (group: Group): Device[] =>
  [...group.participants.keys()].flatMap((phone) => [...phone.devices.values()])
