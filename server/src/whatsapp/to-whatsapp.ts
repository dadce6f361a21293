import { proto } from 'baileys'
import type { MessageContent } from '../domain/message.ts'

/** The message as WhatsApp encodes it. */
export const encodeContent = (content: MessageContent): proto.IMessage => {
  switch (content.type) {
    case 'text':
      return proto.Message.create({ extendedTextMessage: { text: content.text.body } })
  }
}
