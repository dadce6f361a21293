import type { Person } from '../../../../schemas/person.ts'
import { addressesOf } from '../../addresses/jid.ts'
import { knownLidOf } from '../contact-token.ts'
import type { CallContext } from '../context.ts'
import { type FoundPerson, withNumber } from '../find-people.ts'

/**
 * The people with these addresses as they are named in a list that WhatsApp has given, so that it knows them by what they are
 * called there. Who is not in the list is named by what is known here.
 */
export const findNamed = (
  { socket }: Pick<CallContext, 'socket'>,
  contacts: readonly string[],
  list: readonly Person[]
): Promise<FoundPerson[]> =>
  Promise.all(
    contacts.map(async (contact) => {
      const given = addressesOf([contact])
      const lid = given.lid ?? (given.jid && (await knownLidOf({ socket }, given.jid)))
      const known = await withNumber(socket, { ...given, lid })
      const named = list.find(
        (one) => (one.jid && one.jid === known.jid) || (one.lid && one.lid === known.lid)
      )
      const { jid, phone_number } = named ?? known
      return {
        contact,
        person: { jid, lid: (named ?? known).lid, phone_number },
        exists: null
      }
    })
  )
