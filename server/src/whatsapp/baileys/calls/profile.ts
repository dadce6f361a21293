import { jidNormalizedUser } from 'baileys'
import { AppError } from '../../../domain/errors.ts'
import type { CallHandlers } from '../../contract.ts'
import { phoneNumberOf } from '../addresses/jid.ts'
import { readAbout } from './about.ts'
import { refusalOf } from './ask.ts'
import type { CallContext } from './context.ts'
import { readPicture } from './picture.ts'

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
      about: about.about,
      about_changed_at: about.about_changed_at,
      picture,
      business: platform !== null && business_platforms.has(platform),
      platform
    }
  }
})

/** WhatsApp Business on Android and on iPhones. */
const business_platforms = new Set(['smba', 'smbi'])
