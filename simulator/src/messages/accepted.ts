import { BoundedMap } from '../lib/bounded-map.ts'

/** A message that the server took from a linked device, once per sender and id. */
export interface Accepted {
  readonly id: string
  /** The sender's number. */
  readonly from: string
  /** The receiver's number, or the group's JID. */
  readonly to: string
  /** How often the server took it. */
  times: number
  /** The address that the stanza named last, and the number that stood beside it. */
  address: string
  number_beside: string | null
  /** The privacy token of the receiver that came with it, in hex. */
  token: string | null
}

/** In the order in which each id was taken for the first time. */
export type AcceptedLog = BoundedMap<string, Accepted>

const ACCEPTED_MAX = 200_000

export const createAcceptedLog = (): AcceptedLog => new BoundedMap(ACCEPTED_MAX)

export const acceptedKey = (from: string, id: string): string => `${from} ${id}`

export const recordAccepted = (log: AcceptedLog, message: Omit<Accepted, 'times'>): void => {
  const key = acceptedKey(message.from, message.id)
  const known = log.get(key)
  if (!known) {
    log.set(key, { ...message, times: 1 })
    return
  }
  known.times += 1
  known.address = message.address
  known.number_beside = message.number_beside
  known.token = message.token
}
