import { jidNormalizedUser } from 'baileys'
import { AppError } from '../../../domain/errors.ts'
import type { CallHandlers } from '../../contract.ts'
import { canonicalJid } from '../addresses/jid.ts'
import { statusMutePatch } from '../appstate/settings.ts'
import { sendStatusRead } from '../messages/read-receipts.ts'
import { askAudience } from '../messages/status-audience.ts'
import { refusalOf } from './ask.ts'
import type { CallContext } from './context.ts'

type Handlers = Pick<CallHandlers, 'read_status_audience' | 'read_status' | 'mute_statuses'>

/** Calls about the statuses of others, and about who sees those of the account. */
export const statusCalls = (context: CallContext): Handlers => {
  const { socket, ask, acks, lidOf, app_state, journal } = context
  const numberOfLid = (lid: string) => socket.signalRepository.lidMapping.getPNForLID(lid)
  return {
    read_status_audience: async (_input, signal) => {
      const { setting, people } = await askAudience(ask, signal).catch((error) => {
        throw refusalOf(error)
      })
      const contacts = people.map((jid) => canonicalJid(jid, undefined, numberOfLid))
      return { type: setting, contacts: await Promise.all(contacts) }
    },
    read_status: async ({ whatsapp_id, contact }) => {
      await sendStatusRead(socket, acks, lidOf, { whatsapp_id, author: contact }).catch((cause) => {
        throw new AppError('whatsapp_unavailable', {}, { cause })
      })
      journal.record({ type: 'read_elsewhere', whatsapp_ids: [whatsapp_id], at: new Date() })
      await journal.settled()
      return {}
    },
    mute_statuses: async ({ contact, muted }, signal) => {
      const { name, settings } = statusMutePatch(jidNormalizedUser(contact), muted, new Date())
      await app_state.set(name, settings, signal)
      return {}
    }
  }
}
