import { z } from 'zod'
import { idParams } from '../../id-params.ts'

/** The params of a path with a session and one of its contacts. */
export const contactParams = idParams('session').extend({ contact: z.string().min(1).max(60) })

/** How a contact is named in a path, for descriptions. */
export const named =
  '`contact` is a number in international format, a JID (…@s.whatsapp.net) or a LID (…@lid).'
