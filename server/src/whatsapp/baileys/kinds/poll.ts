import { proto } from 'baileys'
import { poll_bounds } from '../../../schemas/messages/kinds/poll.ts'
import type { MessageContent } from '../../../schemas/messages/kinds.ts'
import { codec } from './codec.ts'
import { withSecret } from './values.ts'

/** Of polls that arrive: other clients allow more than WhatsApp's apps do. */
const options_max = 100

export const poll = codec({
  type: 'poll',
  encode: (content, { secret }) =>
    proto.Message.create({ ...withSecret(secret()), ...question(content) }),
  // Whoever is shown a quotation is not given the secret.
  quoted: (content) => proto.Message.create(question(content)),
  decode: (message) => {
    const asked =
      message.pollCreationMessage ??
      message.pollCreationMessageV2 ??
      message.pollCreationMessageV3 ??
      message.pollCreationMessageV5
    const names = asked?.options?.map(({ optionName }) => optionName ?? '') ?? []
    if (asked && (names.length > 0 || asked.name)) {
      const options = names.slice(0, options_max).map((name) => name.slice(0, option_length))
      const most = asked.selectableOptionsCount ?? 0
      return {
        type: 'poll',
        poll: {
          question: asked.name ?? '',
          options,
          answers_max: most > 0 && most <= options.length ? most : 0
        }
      }
    }
    const { pollCreationMessageKey: key, vote } = message.pollUpdateMessage ?? {}
    if (!key?.id || !vote?.encPayload || !vote.encIv) return null
    return {
      kind: 'answer',
      to: 'poll',
      whatsapp_id: key.id,
      asker: key.fromMe ? null : (key.participant ?? key.remoteJid ?? null),
      payload: vote.encPayload,
      iv: vote.encIv
    }
  }
})

/** Votes name options by their hashes, so what is kept of an option must not be cut; the border cuts at 1,024. */
const option_length = Math.max(1_024, poll_bounds.option_length)

const question = ({
  poll: { question: name, options, answers_max }
}: Extract<MessageContent, { type: 'poll' }>): proto.IMessage => {
  const asked: proto.Message.IPollCreationMessage = {
    name,
    options: options.map((optionName) => ({ optionName })),
    selectableOptionsCount: answers_max
  }
  // Apps show the one as a choice of one and the other as a choice of several.
  return answers_max === 1 ? { pollCreationMessageV3: asked } : { pollCreationMessage: asked }
}
