import type { Attributes } from '../wire/node.ts'
import { node } from '../wire/node.ts'
import type { BinaryNode } from '../wire/wire.ts'
import type { LoginRefusal, Phone } from './phone.ts'

/** The refusal that stands for the account now. */
export const refusalOfLogin = (phone: Phone): LoginRefusal | null => {
  const { login_refusal } = phone
  if (login_refusal?.ends_at && login_refusal.ends_at <= Date.now()) phone.login_refusal = null
  return phone.login_refusal
}

/** What the client hears before it is hung up on. A temporary ban says for how many seconds it lasts. */
export const failureNode = ({ reason, code, ends_at }: LoginRefusal): BinaryNode => {
  const attributes: Attributes = { reason: String(reason), location: 'sim' }
  if (reason !== 402) return node('failure', attributes)
  const left_s = ends_at === null ? undefined : Math.ceil((ends_at - Date.now()) / 1000)
  return node('failure', {
    ...attributes,
    code,
    expire: left_s === undefined ? undefined : String(Math.max(left_s, 1))
  })
}

/** Refuses the account from here on; whoever is connected hears it now. */
export const refuseLogins = (phone: Phone, refusal: LoginRefusal): void => {
  phone.login_refusal = refusal
  for (const { connection } of phone.devices.values()) {
    connection?.send(failureNode(refusal))
    connection?.end()
  }
}
