import { AppError, type FieldError, invalid } from '../../domain/errors.ts'
import { audience_max, type StatusPost } from '../../domain/status.ts'
import type { Tx } from '../../lib/db.ts'
import type { PostStatus } from '../../schemas/status.ts'
import { findSavedPeople } from '../../store/statuses.ts'
import { readPerson } from '../groups/people.ts'
import { namedContacts } from '../messages/named-contacts.ts'

type Audience = NonNullable<PostStatus['audience']>

/**
 * The people who may see a post. Nobody at all is an error: WhatsApp would take it, and show it to nobody. Whom the phone lets see its
 * statuses is asked when it is posted, out of the phone book or beyond it.
 */
export const peopleOf = async (
  tx: Tx,
  tenant_id: string,
  session_id: string,
  audience: Audience
): Promise<Pick<StatusPost, 'audience' | 'people'>> => {
  const contacts = 'contacts' in audience ? audience.contacts : []
  const named = await given(tx, tenant_id, session_id, contacts)
  const people =
    audience.type === 'only' ? [...named] : await savedBut(tx, tenant_id, session_id, named)
  if (people.length === 0 && audience.type !== 'phone')
    throw invalid(
      'audience',
      'Is empty: the phone book of the account has nobody in it, or nobody else.'
    )
  if (people.length > audience_max)
    throw invalid('audience', `Is more than ${audience_max} people: name who may see it.`)
  return { audience: audience.type, people }
}

const savedBut = async (
  tx: Tx,
  tenant_id: string,
  session_id: string,
  left_out: Set<string>
): Promise<string[]> => {
  const saved = await findSavedPeople(tx, tenant_id, session_id)
  return saved.flatMap(({ jid, lid }) => {
    const hidden = left_out.has(jid ?? '') || left_out.has(lid ?? '')
    return hidden ? [] : (jid ?? lid ?? [])
  })
}

const given = async (
  tx: Tx,
  tenant_id: string,
  session_id: string,
  contacts: string[]
): Promise<Set<string>> => {
  const addressOf = await namedContacts(
    tx,
    tenant_id,
    contacts.map((to) => ({ session_id, to }))
  )
  const read = contacts.map((text) =>
    readPerson(text, session_id, addressOf, 'Is a group: people see a status.')
  )
  const fields = read.flatMap((one, index): FieldError[] =>
    'message' in one ? [{ path: `audience.contacts.${index}`, message: one.message }] : []
  )
  if (fields.length > 0) throw new AppError('validation_failed', {}, { fields })
  return new Set(read.flatMap((one) => ('address' in one ? [one.address] : [])))
}
