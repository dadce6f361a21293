import { getBinaryNodeChild, isLidUser } from 'baileys'
import { AppError } from '../../../domain/errors.ts'
import type { ContactAbout } from '../../../schemas/profile.ts'
import { QuestionRefused } from './ask.ts'
import type { CallContext } from './context.ts'
import { askAbout, isRegistered, textOf, timeOf } from './usync.ts'

/** What somebody says of themselves. Rejects with contact_not_found, where WhatsApp says that there is no such account. */
export const readAbout = async (
  context: Pick<CallContext, 'ask' | 'socket'>,
  jid: string,
  signal: AbortSignal
): Promise<ContactAbout> => {
  // Whether there is an account is told of numbers alone.
  const protocols = isLidUser(jid) ? (['status'] as const) : (['contact', 'status'] as const)
  const [user] = await askAbout(context, protocols, [{ jid }], signal)
  if (user && isRegistered(user) === false) throw new AppError('contact_not_found')
  const status = getBinaryNodeChild(user?.node, 'status')
  const error = getBinaryNodeChild(status, 'error')
  const code = error?.attrs['code'] ?? status?.attrs['code'] ?? ''
  if (error && !hidden_codes.has(code) && code !== '404') throw new QuestionRefused(error)
  const about = textOf(status) || null
  return {
    about,
    about_changed_at: about ? timeOf(status?.attrs['t']) : null,
    hidden: hidden_codes.has(code)
  }
}

const hidden_codes = new Set(['401', '403'])
