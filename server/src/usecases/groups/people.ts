import { AppError, type FieldError } from '../../domain/errors.ts'
import { member_problems } from '../../domain/group-outcome.ts'
import { isPersonChat, readRecipient, recipient_problems } from '../../domain/recipient.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { GroupMemberResult, MemberOutcome } from '../../schemas/group-members.ts'
import { getSession } from '../../store/sessions/sessions.ts'
import type { Deps } from '../deps.ts'
import { type AddressOf, namedContacts } from '../messages/named-contacts.ts'

/** People whom a caller has named. */
export type GivenPeople = {
  /** Their addresses, each once. */
  contacts: string[]
  /** What became of each, in the order in which they were given. */
  results(outcomes: MemberOutcome[], group: { id: string; subject: string }): GroupMemberResult[]
}

/** The addresses of people who are given as any recipient can be written. Each who is nobody is an error of its field. */
export const givenPeople = async (
  deps: Deps,
  tenant: Tenant,
  session_id: string,
  given: readonly string[]
): Promise<GivenPeople> => {
  const addressOf = await deps.db.withTenant(tenant, async (tx) => {
    const { tenant_id } = tenant
    await getSession(tx, tenant_id, session_id)
    const named = given.map((to) => ({ session_id, to }))
    return namedContacts(tx, tenant_id, named)
  })
  const read = given.map((text) => readPerson(text, session_id, addressOf))
  const fields = read.flatMap((one, index): FieldError[] =>
    'message' in one ? [{ path: `participants.${index}`, message: one.message }] : []
  )
  if (fields.length > 0) throw new AppError('validation_failed', {}, { fields })
  const addresses = read.flatMap((one) => ('address' in one ? [one.address] : []))
  return {
    contacts: [...new Set(addresses)],
    results: (outcomes, group) => {
      const by_contact = new Map(outcomes.map((one) => [one.contact, one]))
      return given.flatMap((participant, index) => {
        const outcome = by_contact.get(addresses[index] ?? '')
        return outcome ? [resultView(participant, outcome, group)] : []
      })
    }
  }
}

/** The address of a person who is given as any recipient can be written. */
export const readPerson = (
  text: string,
  session_id: string,
  addressOf: AddressOf,
  if_group = 'Is a group: only people can be in a group.'
): { address: string } | { message: string } => {
  const named = addressOf(session_id, text)
  if (named === null) return { message: 'The session knows no contact with this id or user name.' }
  if (named !== undefined) return { address: named }
  const recipient = readRecipient(text)
  if ('problem' in recipient) return { message: recipient_problems[recipient.problem] }
  if (isPersonChat(recipient.chat_id)) return { address: recipient.chat_id }
  return { message: if_group }
}

const resultView = (
  participant: string,
  { contact: _, invitation, ...outcome }: MemberOutcome,
  { id, subject }: { id: string; subject: string }
): GroupMemberResult => ({
  participant,
  ...outcome,
  message: outcome.code && member_problems[outcome.code],
  invitation: invitation && {
    group_id: id,
    code: invitation.code,
    name: subject,
    ...(invitation.expires_at && { expires_at: invitation.expires_at })
  }
})
