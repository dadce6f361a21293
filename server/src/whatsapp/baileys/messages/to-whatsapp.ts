import { proto, type SocketConfig } from 'baileys'
import type { MessageContent } from '../../../domain/message.ts'

/** The message as WhatsApp encodes it. */
export const encodeContent = (content: MessageContent): proto.IMessage => {
  switch (content.type) {
    case 'text':
      return proto.Message.create({ extendedTextMessage: { text: content.text.body } })
  }
}

/**
 * One ciphertext for each device. A message to the own number makes Baileys look up the own devices twice, and from then
 * on it has each of them twice in its list.
 */
export const onceForEachDevice: SocketConfig['patchMessageBeforeSending'] = (message, devices) => {
  const each = new Set(devices)
  if (!devices || each.size === devices.length) return message
  // What Baileys reads of each, whatever its types say.
  return [...each].map((recipientJid) => ({ recipientJid, message }) as proto.IMessage)
}
