import { Phone } from '../../components/phone.tsx'

type Known = { jid: string | null; lid: string | null; phone_number: string | null }

/** What the API calls somebody by. */
export const addressOf = ({ jid, lid, phone_number }: Known): string =>
  jid ?? lid ?? phone_number ?? ''

/** Somebody in a group, by number where it is known. */
export const Person = (person: Known) =>
  person.phone_number ? (
    <Phone number={person.phone_number} />
  ) : (
    <bdi dir="ltr">{addressOf(person)}</bdi>
  )
