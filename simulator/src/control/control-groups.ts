import {
  addPeople,
  createGroup,
  decideRequests,
  joinByCode,
  leaveGroup,
  removePeople,
  setRole
} from '../groups/group-members.ts'
import { GroupRefusal, type Outcome, type Person } from '../groups/group-rights.ts'
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
import {
  type Input,
  InputError,
  optionalFlag,
  optionalNumber,
  optionalText,
  optionalTexts,
  text
} from '../lib/input.ts'
import type { StatusPlace, Target } from '../messages/say-to.ts'
import type { Phone } from '../phones/phone.ts'
import type { GroupInfo } from '../types/types-groups.ts'
import { isGroupJid, STATUS_JID } from '../wire/jid.ts'
import type { World } from '../world.ts'
import type { Call } from './call.ts'
import { getPhone } from './control-phones.ts'

export const GROUP_CALLS: Record<string, Call> = {
  create_group: (world, input) => {
    const addressing = optionalText(input, 'addressing_mode') ?? 'lid'
    if (addressing !== 'pn' && addressing !== 'lid') {
      throw new InputError('addressing_mode must be pn or lid')
    }
    const people = peopleIn(world, input, 'participants')
    const subject = text(input, 'subject')
    const creator = getPhone(world, input)
    return infoOf(createGroup(world, creator, { subject, people, addressing }).group)
  },
  group: (world, input) => infoOf(getGroup(world, input, 'id')),
  change_group: (world, input) => {
    const group = getGroup(world, input)
    const phone = getPhone(world, input)
    changeGroup(world, group, phone, input)
    return infoOf(group)
  },
  join_group: (world, input) => {
    const phone = getPhone(world, input)
    return infoOf(joinByCode(world, phone, text(input, 'code')).group)
  },
  leave_group: (world, input) => {
    const phone = getPhone(world, input)
    leaveGroup(world, getGroup(world, input), phone)
  }
}

/** The group a call is about; an unknown one is a 404. */
export const getGroup = (world: World, input: Input, field = 'group'): Group => {
  const jid = text(input, field)
  const group = world.groups.by_jid.get(jid)
  if (!group) throw new InputError(`there is no group ${jid}`, 404)
  return group
}

/** The phone or the group that something goes to. */
export const getTarget = (world: World, input: Input, field: string): Target =>
  isGroupJid(text(input, field)) ? getGroup(world, input, field) : getPhone(world, input, field)

/** The same, or the place of statuses with those in `people`, who may see one. */
export const getPlace = (world: World, input: Input, field: string): Target | StatusPlace => {
  if (text(input, field) !== STATUS_JID) return getTarget(world, input, field)
  const people = optionalTexts(input, 'people') ?? []
  return { status_for: people.map((number) => getPhone(world, { number })) }
}

/** What a group does not allow becomes a refusal of the call. */
export const refusalOf = (error: unknown): unknown =>
  error instanceof GroupRefusal ? new InputError(`the group refuses: ${error.message}`, 403) : error

const changeGroup = (world: World, group: Group, phone: Phone, input: Input): void => {
  for (const [field, change] of PEOPLE_CHANGES) {
    const people = peopleIn(world, input, field)
    if (people.length === 0) continue
    const failed = change(world, group, phone, people).find(({ error }) => error !== undefined)
    if (failed) throw new InputError(`${field} ${failed.jid}: error ${failed.error}`, 409)
  }
  const subject = optionalText(input, 'subject')
  if (subject !== undefined) setSubject(world, group, phone, subject)
  const description = input.description === null ? null : optionalText(input, 'description')
  if (description !== undefined) setDescription(world, group, phone, description)
  for (const [field, change] of SWITCHES) {
    const on = optionalFlag(input, field)
    if (on !== undefined) change(world, group, phone, on)
  }
  const seconds = optionalNumber(input, 'ephemeral_s')
  if (seconds !== undefined) setEphemeral(world, group, phone, seconds)
  if (optionalFlag(input, 'reset_invite')) resetInvite(world, group, phone)
}

type PeopleChange = (world: World, group: Group, actor: Phone, people: Person[]) => Outcome[]
type SwitchChange = (world: World, group: Group, actor: Phone, on: boolean) => void

const PEOPLE_CHANGES: [string, PeopleChange][] = [
  ['add', addPeople],
  ['remove', removePeople],
  ['promote', (world, group, actor, people) => setRole(world, group, actor, people, 'promote')],
  ['demote', (world, group, actor, people) => setRole(world, group, actor, people, 'demote')],
  [
    'approve',
    (world, group, actor, people) => decideRequests(world, group, actor, people, 'approve')
  ],
  ['reject', (world, group, actor, people) => decideRequests(world, group, actor, people, 'reject')]
]

const SWITCHES: [string, SwitchChange][] = [
  ['announce', setAnnounce],
  ['locked', setLocked],
  ['all_may_add', setAllMayAdd],
  ['approval', setApproval]
]

const peopleIn = (world: World, input: Input, field: string): Person[] =>
  (optionalTexts(input, field) ?? []).map((each) => ({
    jid: each,
    phone: getPhone(world, { number: each })
  }))

const infoOf = (group: Group): GroupInfo => ({
  id: group.jid,
  subject: group.subject.text,
  description: group.description?.text ?? null,
  creator: group.creator.number,
  addressing_mode: group.addressing,
  invite_code: group.invite_code,
  announce: group.announce,
  locked: group.locked,
  all_may_add: group.all_may_add,
  approval: group.approval,
  ephemeral_s: group.ephemeral_s,
  participants: [...group.participants.values()].map(({ phone, role }) => ({
    number: phone.number,
    role
  })),
  requests: [...group.requests.keys()].map(({ number }) => number)
})
