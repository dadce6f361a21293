import { isJidGroup, isPnUser, jidNormalizedUser, proto } from 'baileys'
import { emoji_length_max } from '../../../domain/emoji.ts'
import { codec } from './codec.ts'

export const reaction = codec({
  type: 'reaction',
  encode: async ({ reaction: { emoji }, target }, { to, lidOf }) => {
    if (!target) throw new Error('a reaction without the message it is about')
    const { whatsapp_id, from_me, sender_id } = target
    const in_group = isJidGroup(to) === true
    const author = in_group && !from_me && sender_id !== null ? sender_id : null
    // Groups name their members by LID; where somebody has none the number stands.
    const participant = author && isPnUser(author) ? ((await lidOf(author)) ?? author) : author
    return proto.Message.create({
      reactionMessage: {
        key: {
          remoteJid: to,
          fromMe: from_me,
          id: whatsapp_id,
          ...(participant && { participant: jidNormalizedUser(participant) })
        },
        text: emoji,
        senderTimestampMs: Date.now()
      }
    })
  },
  decode: ({ reactionMessage: said }) => {
    const whatsapp_id = said?.key?.id
    const emoji = said?.text ?? ''
    if (!whatsapp_id || emoji.length > emoji_length_max) return null
    return { kind: 'reaction', whatsapp_id, emoji }
  }
})
