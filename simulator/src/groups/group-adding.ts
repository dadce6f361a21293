import { randomBytes } from 'node:crypto'
import type { Phone } from '../phones/phone.ts'
import { eachPerson, type Outcome, type Person } from './group-rights.ts'
import { enter, type Group, type Groups, PARTICIPANTS_MAX } from './groups.ts'

const INVITATION_S = 3 * 86_400

/** Adds people, as far as they let themselves be added; those who do not can be invited. */
export const letIn = (groups: Groups, group: Group, actor: Phone, people: Person[]): Outcome[] =>
  eachPerson(people, (phone, { is_proven = false }) => {
    const error = refusalOf(group, actor, phone, is_proven)
    if (error === undefined) enter(groups, group, phone, 'member')
    return error
  }).map((outcome) =>
    outcome.error === '403' || outcome.error === '408'
      ? { ...outcome, invitation: newInvitation() }
      : outcome
  )

const refusalOf = (
  group: Group,
  actor: Phone,
  phone: Phone,
  is_proven: boolean
): string | undefined => {
  if (group.participants.has(phone)) return '409'
  if (group.participants.size >= PARTICIPANTS_MAX) return '419'
  const { blocked, privacy } = phone.profile
  if (blocked.has(actor.number) || actor.profile.blocked.has(phone.number)) return '401'
  if (group.left.has(phone)) return '408'
  const { groupadd } = privacy
  return groupadd === 'none' || (groupadd === 'contacts' && !is_proven) ? '403' : undefined
}

const newInvitation = (): Outcome['invitation'] => ({
  code: randomBytes(12).toString('base64url'),
  expiration: String(Math.floor(Date.now() / 1_000) + INVITATION_S)
})
