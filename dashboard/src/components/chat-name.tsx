import type { Message } from '../lib/api.ts'
import { chatNumber } from '../lib/chat-number.ts'
import { Phone } from './phone.tsx'

/** Who a message is from or to: by name where that is known. */
export const ChatName = ({ message }: { message: Message }) => {
  const { direction, from_name, to, from, chat_id } = message
  if (direction === 'inbound' && from_name) return <bdi>{from_name}</bdi>
  const number = chatNumber((direction === 'inbound' ? from : to) ?? chat_id)
  return number ? <Phone number={number} /> : <bdi dir="ltr">{chat_id}</bdi>
}
