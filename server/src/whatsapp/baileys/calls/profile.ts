import { type BinaryNode, getBinaryNodeChild, jidNormalizedUser } from 'baileys'
import { AppError } from '../../../domain/errors.ts'
import type { Picture } from '../../../schemas/profile.ts'
import type { CallHandlers } from '../../contract.ts'
import { phoneNumberOf } from '../addresses/jid.ts'
import { type Ask, QuestionRefused, refusalOf } from './ask.ts'
import type { CallContext } from './context.ts'
import { askAbout, textOf, timeOf } from './usync.ts'

/** What is asked about the account itself. */
export const profileCalls = (context: CallContext): Pick<CallHandlers, 'read_profile'> => ({
  read_profile: async (_input, signal) => {
    const { me, platform = null } = context.creds
    if (!me) throw new AppError('session_not_connected')
    const jid = jidNormalizedUser(me.id)
    const [about, picture] = await Promise.all([
      readAbout(context, jid, signal),
      readPicture(context.ask, jid, signal)
    ]).catch((error) => {
      throw refusalOf(error)
    })
    return {
      phone_number: phoneNumberOf(jid),
      jid,
      lid: me.lid ? jidNormalizedUser(me.lid) : null,
      name: me.name ?? null,
      about: about.text,
      about_changed_at: about.changed_at,
      picture,
      business: platform !== null && business_platforms.has(platform),
      platform
    }
  }
})

/** WhatsApp Business on Android and on iPhones. */
const business_platforms = new Set(['smba', 'smbi'])

export type About = { text: string | null; changed_at: Date | null }

/** What somebody says of themselves; without a text where there is none, or it is not shown to us. */
export const readAbout = async (
  context: Pick<CallContext, 'ask' | 'socket'>,
  jid: string,
  signal: AbortSignal
): Promise<About> => {
  const [user] = await askAbout(context, ['status'], [{ jid }], signal)
  const status = getBinaryNodeChild(user?.node, 'status')
  const error = getBinaryNodeChild(status, 'error')
  if (error && !hidden_codes.has(error.attrs['code'] ?? '')) throw new QuestionRefused(error)
  const text = textOf(status)
  return { text: text || null, changed_at: text ? timeOf(status?.attrs['t']) : null }
}

/** There is none, or it is not shown to us. */
const hidden_codes = new Set(['401', '403', '404'])

/** The picture of a person or a group; null when there is none. Rejects with QuestionRefused 401 where it is not shown to us. */
export const readPicture = async (
  ask: Ask,
  target: string,
  signal: AbortSignal,
  token: BinaryNode[] = []
): Promise<Picture | null> => {
  const picture: BinaryNode = {
    tag: 'picture',
    attrs: { type: 'image', query: 'url' },
    ...(token.length > 0 && { content: token })
  }
  const content = [picture]
  const answer = await ask(
    { xmlns: 'w:profile:picture', type: 'get', target, content },
    signal
  ).catch((error) => {
    if (error instanceof QuestionRefused && error.code === '404') return undefined
    throw error
  })
  const { id, url } = getBinaryNodeChild(answer, 'picture')?.attrs ?? {}
  return id ? { id, url: url ?? null } : null
}
