import { isIP } from 'node:net'
import { AppError } from '../../../domain/errors.ts'
import type { Settings } from '../../settings.ts'

/** For whom passkeys are: they are bound to a domain name, and work on its pages alone. */
export type RelyingParty = {
  id: string
  name: string
  isOrigin(origin: string): boolean
}

const name = 'WhatsApp SaaS Gateway'
const local_origin = /^http:\/\/localhost(:\d{1,5})?$/

/** As PUBLIC_URL says; without one, for whoever tries things out on this machine. */
export const relyingParty = ({ PUBLIC_URL }: Pick<Settings, 'PUBLIC_URL'>): RelyingParty => {
  if (!PUBLIC_URL) return { id: 'localhost', name, isOrigin: (origin) => local_origin.test(origin) }
  const { hostname, origin: ours } = new URL(PUBLIC_URL)
  if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) throw new AppError('passkeys_unavailable')
  return { id: hostname, name, isOrigin: (origin) => origin === ours }
}
