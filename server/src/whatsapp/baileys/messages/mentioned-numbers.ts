import { isLidUser, jidNormalizedUser } from 'baileys'
import type { InboundContent } from '../../../schemas/messages/kinds.ts'
import type { NumberOfLid } from '../addresses/jid.ts'
import { withDigits } from '../kinds/text.ts'

/**
 * Content in which people are mentioned by their numbers, in the list as in the text, as far as those are known. Groups name
 * them by LID, which tells nobody who is meant. Of content that mentions nobody by LID it is what was given, at once.
 */
export const mentionedNumbers = (
  content: InboundContent,
  numberOfLid: NumberOfLid
): InboundContent | Promise<InboundContent> =>
  content.type === 'text' && content.text.mentions?.some((jid) => isLidUser(jid))
    ? withNumbers(content, content.text.mentions, numberOfLid)
    : content

const withNumbers = async (
  content: Extract<InboundContent, { type: 'text' }>,
  mentions: string[],
  numberOfLid: NumberOfLid
): Promise<InboundContent> => {
  const named = new Map<string, string>()
  for (const jid of mentions) {
    const number = isLidUser(jid) ? await numberOfLid(jid) : null
    named.set(jid, jidNormalizedUser(number ?? jid))
  }
  const body = withDigits(content.text.body, named)
  return { type: 'text', text: { ...content.text, body, mentions: [...new Set(named.values())] } }
}
