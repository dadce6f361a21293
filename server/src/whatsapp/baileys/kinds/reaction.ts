import { proto } from 'baileys'
import { emoji_length_max } from '../../../domain/emoji.ts'
import { codec } from './codec.ts'
import { keyOf } from './message-key.ts'

export const reaction = codec({
  type: 'reaction',
  encode: async ({ reaction: { emoji }, target }, context) => {
    if (!target) throw new Error('a reaction without the message it is about')
    return proto.Message.create({
      reactionMessage: {
        key: await keyOf(target, context),
        text: emoji,
        senderTimestampMs: Date.now()
      }
    })
  },
  decode: ({ reactionMessage: said, encReactionMessage: sealed }) => {
    const { targetMessageKey: key, encPayload: payload, encIv: iv } = sealed ?? {}
    if (key?.id && payload && iv) {
      const asker = key.fromMe ? null : (key.participant ?? key.remoteJid ?? null)
      return { kind: 'sealed_reaction', whatsapp_id: key.id, asker, payload, iv }
    }
    const whatsapp_id = said?.key?.id
    const emoji = said?.text ?? ''
    if (!whatsapp_id || emoji.length > emoji_length_max) return null
    return { kind: 'reaction', whatsapp_id, emoji }
  }
})
