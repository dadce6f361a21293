import { randomUUID } from 'node:crypto'

/** What each prefix names. */
export const id_prefixes = {
  tenant: 'ten',
  user: 'usr',
  membership: 'mem',
  team_invitation: 'tin',
  plan: 'pln',
  price: 'prc',
  invoice: 'ivc',
  payment: 'pay',
  checkout: 'chk',
  wallet_entry: 'wle',
  payment_notice: 'pno',
  refund: 'rfu',
  subscription: 'sub',
  api_key: 'key',
  refresh_token: 'rft',
  token_family: 'fam',
  audit: 'aud',
  instance: 'ins',
  session: 'ses',
  message: 'msg',
  contact: 'con',
  event: 'evt',
  webhook: 'whk',
  delivery: 'dlv',
  request: 'req',
  refused_fact: 'rfd',
  media: 'med',
  invitation: 'inv',
  key_request: 'krq',
  passkey: 'psk',
  mail: 'mai',
  mail_link: 'mln',
  erasure: 'ers',
  export: 'exp',
  template: 'tpl',
  opt_out: 'opt',
  incoming_webhook: 'inc'
} as const

export type IdKind = keyof typeof id_prefixes

let last_ms = 0
let counter = 0

/**
 * A new id: the prefix of its kind and a UUIDv7 (RFC 9562) as 32 hex digits. Ids of one process sort in the order in
 * which they were made: the twelve bits after the version count within a millisecond.
 */
export const newId = (kind: IdKind, now_ms = Date.now()): string => {
  if (now_ms > last_ms) {
    last_ms = now_ms
    counter = 0
  } else if (++counter > 0xfff) {
    last_ms++
    counter = 0
  }
  const time = last_ms.toString(16).padStart(12, '0')
  // The variant and 62 bits of chance are the same in every UUID, and Node draws those of version 4 in advance.
  const [, , , variant, chance] = randomUUID().split('-')
  return `${id_prefixes[kind]}_${time}7${counter.toString(16).padStart(3, '0')}${variant}${chance}`
}

/** What every id of this kind that was made at this moment or later is not below. */
export const firstIdOf = (kind: IdKind, moment: Date): string =>
  `${id_prefixes[kind]}_${moment.getTime().toString(16).padStart(12, '0')}${'0'.repeat(20)}`

/** The shape of an id of this kind, for schemas. */
export const idPattern = (kind: IdKind): RegExp => new RegExp(`^${id_prefixes[kind]}_[0-9a-f]{32}$`)
