import type { Phone } from '../phones/phone.ts'
import { phoneByJidText, type World } from '../world.ts'
import { type Group, isAdmin, type Participant } from './groups.ts'

/** Something a group does not allow; the code is the one the server would give. */
export class GroupRefusal extends Error {
  readonly code: string

  constructor(code: string, text: string) {
    super(text)
    this.code = code
  }
}

export const findGroup = (world: World, jid: string | undefined): Group | undefined =>
  world.groups.by_jid.get(jid ?? '')

export const requireGroup = (world: World, jid: string | undefined): Group => {
  const group = findGroup(world, jid)
  if (!group) throw new GroupRefusal('404', 'item-not-found')
  return group
}

export const requireMember = (group: Group, phone: Phone): void => {
  if (!group.participants.has(phone)) throw new GroupRefusal('403', 'forbidden')
}

export const requireAdmin = (group: Group, phone: Phone): void => {
  requireMember(group, phone)
  if (!isAdmin(group, phone)) throw new GroupRefusal('401', 'not-authorized')
}

/** Somebody named in a request; `phone` is null when there is no such account. */
export interface Person {
  jid: string
  phone: Phone | null
  /** Whether the request proves that they know who asks. */
  is_proven?: boolean
}

export const personOf = (world: World, jid: string, is_proven = false): Person => ({
  jid,
  phone: phoneByJidText(world, jid),
  is_proven
})

/** What became of one person; without an error it was done. */
export interface Outcome extends Person {
  error?: string
  /** What the actor may send them, so that they come by themselves. */
  invitation?: { code: string; expiration: string }
}

/** Does something to each person and says what became of them; `work` answers an error's code. */
export const eachPerson = (
  people: Person[],
  work: (phone: Phone, person: Person) => string | undefined
): Outcome[] =>
  people.map((person) => {
    const error = person.phone ? work(person.phone, person) : '404'
    return error === undefined ? person : { ...person, error }
  })

/** The same for what an admin does with members; nobody does it with the creator. */
export const eachMember = (
  group: Group,
  actor: Phone,
  people: Person[],
  work: (member: Participant) => void
): Outcome[] => {
  requireAdmin(group, actor)
  return eachPerson(people, (phone) => {
    const member = group.participants.get(phone)
    if (!member) return '404'
    if (member.role === 'superadmin') return '405'
    work(member)
    return undefined
  })
}

/** Those with whom it was done. */
export const doneOf = (outcomes: Outcome[]): Phone[] =>
  outcomes.flatMap(({ phone, error }) => (phone && error === undefined ? [phone] : []))
