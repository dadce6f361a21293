import type { proto } from '../wire/wire.ts'

/** The type of a stanza and of its ciphertext, by what is in the message, as apps write them. */
export const attributesOf = (
  message: proto.IMessage
): { stanza_type: string; mediatype?: string } => {
  if (message.pollCreationMessage || message.pollCreationMessageV3 || message.pollUpdateMessage)
    return { stanza_type: 'poll' }
  if (message.eventMessage || message.encEventResponseMessage) return { stanza_type: 'event' }
  if (message.encReactionMessage) return { stanza_type: 'reaction' }
  const mediatype = MEDIA_TYPES.find(([member]) => message[member])?.[1]
  return mediatype ? { stanza_type: 'media', mediatype } : { stanza_type: 'text' }
}

const MEDIA_TYPES: [keyof proto.IMessage, string][] = [
  ['contactMessage', 'vcard'],
  ['contactsArrayMessage', 'contact_array'],
  ['locationMessage', 'location'],
  ['liveLocationMessage', 'livelocation'],
  ['groupInviteMessage', 'url'],
  ['productMessage', 'product'],
  ['orderMessage', 'order'],
  ['listMessage', 'list'],
  ['listResponseMessage', 'list_response'],
  ['buttonsMessage', 'button'],
  ['buttonsResponseMessage', 'buttons_response'],
  ['interactiveResponseMessage', 'native_flow_response'],
  ['imageMessage', 'image']
]
