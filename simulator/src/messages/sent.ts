import type { Addressing } from '../wire/jid.ts'
import type { Delivery } from './offline-queue.ts'

/** A message a phone has sent, kept so that it can be sent again and asked about. */
export interface SentMessage {
  id: string
  from: string
  /** The other side's number, or the group's JID. */
  to: string
  /** The encoded message without padding. */
  payload: Uint8Array
  /** The value of the stanza's `type`. */
  stanza_type: string
  addressing: Addressing
  t: string
  deliveries: Map<string, Delivery>
  /** Attributes of the stanza that are other than usual. */
  attrs: Record<string, string>
}

export const sentKey = (number: string, id: string): string => `${number} ${id}`

export const deliveryTo = (message: SentMessage, number: string, device: number): Delivery => {
  const key = `${number}:${device}`
  const known = message.deliveries.get(key)
  if (known) return known
  const delivery: Delivery = {
    number,
    device,
    sent: 0,
    delivered: false,
    read: false,
    played: false,
    redelivered: 0,
    nack: null,
    retries: 0
  }
  message.deliveries.set(key, delivery)
  return delivery
}
