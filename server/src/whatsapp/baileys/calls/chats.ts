import { jidNormalizedUser } from 'baileys'
import { AppError } from '../../../domain/errors.ts'
import type { CallHandlers } from '../../contract.ts'
import { chatPatch, messagePatch, type SettingMessage } from '../appstate/settings.ts'
import { sendReadReceipts } from '../messages/read-receipts.ts'
import type { CallContext } from './context.ts'

/** Calls about chats and their messages: what the account sets for itself, on all of its devices. */
export const chatCalls = (context: CallContext): Pick<CallHandlers, 'set_chat' | 'set_message'> => {
  const { app_state } = context
  return {
    set_chat: async ({ chat_id, setting, last_message, receipts }, signal) => {
      if (receipts.length > 0) {
        await tellRead(context, chat_id, receipts)
        signal.throwIfAborted()
      }
      const told = setting.type === 'mute' ? { ...setting, until: dateOf(setting.until) } : setting
      const last = last_message && named(last_message)
      const { name, settings } = chatPatch(chat_id, told, last, new Date())
      await app_state.set(name, settings, signal)
      return {}
    },
    set_message: async ({ chat_id, message, setting }, signal) => {
      const { name, settings } = messagePatch(chat_id, named(message), setting, new Date())
      await app_state.set(name, settings, signal)
      return {}
    }
  }
}

const named = ({
  at,
  ...message
}: Omit<SettingMessage, 'at'> & { at: string }): SettingMessage => ({
  ...message,
  at: new Date(at)
})

const dateOf = (text: string | null): Date | null => (text === null ? null : new Date(text))

/** Tells those who have written what was read of them, and notes it. */
const tellRead = async (
  { socket, acks, lidOf, addressOf, journal }: CallContext,
  chat_id: string,
  receipts: { whatsapp_id: string; sender_id: string | null }[]
): Promise<void> => {
  const read = {
    type: 'read',
    read: { message_id: '', count: receipts.length, played: false }
  } as const
  await sendReadReceipts(socket, acks, lidOf, jidNormalizedUser(await addressOf(chat_id)), {
    ...read,
    receipts
  }).catch((cause) => {
    throw new AppError('whatsapp_unavailable', {}, { cause })
  })
  const whatsapp_ids = receipts.map((one) => one.whatsapp_id)
  journal.record({ type: 'read_elsewhere', whatsapp_ids, at: new Date() })
}
