import { proto } from 'baileys'
import { pin_seconds } from '../../../domain/message-changes.ts'
import type { ChangeContent } from '../../../schemas/messages/changes.ts'
import type { MessageContent, MessageText } from '../../../schemas/messages/kinds.ts'
import type { EncodeContext } from '../kinds/codec.ts'
import { keyOf } from '../kinds/message-key.ts'
import { text } from '../kinds/text.ts'
import { encodeAnswer } from './answer-to-whatsapp.ts'

type Change = Extract<MessageContent, ChangeContent>

const { MESSAGE_EDIT, REVOKE } = proto.Message.ProtocolMessage.Type
const { PIN_FOR_ALL, UNPIN_FOR_ALL } = proto.Message.PinInChatMessage.Type

/** A change to another message as WhatsApp encodes it. That messages were read is told by receipts instead. */
export const encodeChange = async (
  content: Change,
  context: EncodeContext
): Promise<proto.IMessage> => {
  const { target } = content
  if (!target) throw new Error('a change without the message it is about')
  const key = await keyOf(target, context)
  switch (content.type) {
    case 'edit':
      return proto.Message.create({
        protocolMessage: {
          key,
          type: MESSAGE_EDIT,
          editedMessage: await edited(content, context),
          timestampMs: Date.now()
        }
      })
    case 'delete':
      return proto.Message.create({ protocolMessage: { key, type: REVOKE } })
    case 'pin': {
      const time = content.pin.for
      return proto.Message.create({
        pinInChatMessage: {
          key,
          type: time ? PIN_FOR_ALL : UNPIN_FOR_ALL,
          senderTimestampMs: Date.now()
        },
        messageContextInfo: { messageAddOnDurationInSecs: time ? pin_seconds[time] : 0 }
      })
    }
    case 'poll_vote':
    case 'event_response':
      return encodeAnswer(content, target, context)
    case 'read':
      throw new Error('receipts are no messages')
  }
}

/** Of a file only the caption is said again. */
const edited = (
  { edit, captioned }: Extract<Change, { type: 'edit' }>,
  context: EncodeContext
): proto.IMessage | Promise<proto.IMessage> =>
  edit.caption === undefined
    ? text.encode({ type: 'text', text: edit.text as MessageText }, context)
    : { [`${captioned}Message`]: { caption: edit.caption } }

/** Whether only an admin of the group may do it. */
export const needsAdmin = ({ type, target }: MessageContent): boolean =>
  type === 'delete' && target?.from_me === false
