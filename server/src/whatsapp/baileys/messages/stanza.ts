import { type BinaryNode, proto } from 'baileys'
import type { MessageContent } from '../../../schemas/messages/kinds.ts'

/** What the stanza of a message says besides what Baileys finds in the message, as WhatsApp's apps write it. */
export const stanzaAttributes = (content: MessageContent): Record<string, string> => {
  const { type, target } = content
  switch (type) {
    case 'edit':
      return { edit: '1' }
    case 'pin':
      return { edit: '2' }
    case 'delete':
      // WhatsApp's server lets only admins delete what others have said.
      return { edit: target?.from_me ? '7' : '8' }
    case 'reaction':
      return content.reaction.emoji === '' ? { edit: '7' } : {}
    case 'event_response':
      return { type: 'event' }
    case 'location':
      return { type: 'media' }
    case 'video':
      return content.video.video_note ? { type: 'media' } : {}
    default:
      return {}
  }
}

const meta = new Map<string, Record<string, string>>([
  ['poll', { polltype: 'creation' }],
  ['poll_vote', { polltype: 'vote' }],
  ['event', { event_type: 'creation' }],
  ['event_response', { event_type: 'response' }]
])

/** What its `meta` says, without which WhatsApp's apps do not show or count it. */
export const stanzaMeta = (content: MessageContent): BinaryNode[] => {
  const attrs = isOpenedOnce(content) ? { view_once: 'true' } : meta.get(content.type)
  return attrs ? [{ tag: 'meta', attrs }] : []
}

/**
 * The message, with what makes Baileys write the attributes of its ciphertexts as WhatsApp's apps do. Baileys takes those from
 * the members of the message: here it finds some that the message inherits, and only its own are encoded.
 */
export const withMarks = (message: proto.IMessage, content: MessageContent): proto.IMessage => {
  const marks = marksOf(content)
  if (marks)
    Object.setPrototypeOf(message, Object.assign(Object.create(proto.Message.prototype), marks))
  return message
}

/** As if it were pinned: whoever cannot decrypt it shows nothing of it. */
const hidden: proto.IMessage = { pinInChatMessage: {} }
/** As if it were an invitation: it shows a link. */
const shows_link: proto.IMessage = { groupInviteMessage: {} }

const marksOf = (content: MessageContent): proto.IMessage | null => {
  switch (content.type) {
    case 'edit':
    case 'poll_vote':
    case 'event_response':
      return hidden
    case 'text':
      return content.text.preview ? shows_link : null
    // What is opened once is within a wrapper, where Baileys does not look.
    case 'image':
      return content.image.view_once ? { imageMessage: {} } : null
    case 'video':
      return content.video.view_once ? { videoMessage: {} } : null
    case 'audio':
      return content.audio.view_once
        ? { audioMessage: { ptt: content.audio.voice === true } }
        : null
    default:
      return null
  }
}

const isOpenedOnce = (content: MessageContent): boolean =>
  (content.type === 'image' && content.image.view_once === true) ||
  (content.type === 'video' && content.video.view_once === true) ||
  (content.type === 'audio' && content.audio.view_once === true)
