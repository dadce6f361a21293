import { Phone } from '../../components/phone.tsx'
import { chatNumber } from '../../lib/chat-number.ts'

/** Somebody behind an address of WhatsApp, by name where there is one. */
export const StatusAuthor = (props: { address: string; name?: string | null }) => {
  if (props.name) return <bdi>{props.name}</bdi>
  const number = chatNumber(props.address)
  return number ? <Phone number={number} /> : <bdi dir="ltr">{props.address}</bdi>
}
