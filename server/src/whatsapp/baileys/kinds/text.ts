import { isJidGroup, isLidUser, isPnUser, proto } from 'baileys'
import { preview_bounds } from '../../../schemas/messages/kinds/text.ts'
import { text_length_max } from '../../clean.ts'
import { given } from '../../given.ts'
import { codec, type EncodeContext } from './codec.ts'
import { textOr } from './values.ts'

/** Of those who are mentioned in a text that arrives. */
const mentions_max = 1_024

type Mentions = { body: string; context: proto.IContextInfo }

export const text = codec({
  type: 'text',
  encode: ({ text: content }, context) => {
    const { body, preview, mentions, mention_all } = content
    if (!preview && !mentions && !mention_all)
      return proto.Message.create({ extendedTextMessage: { text: body } })
    const write = ({ body: text, context: contextInfo }: Mentions): proto.IMessage =>
      proto.Message.create({
        extendedTextMessage: {
          text,
          ...(Object.keys(contextInfo).length > 0 && { contextInfo }),
          ...(preview && previewOf(preview))
        }
      })
    const everybody: proto.IContextInfo = mention_all ? { nonJidMentions: 1 } : {}
    return mentions
      ? mentioned(body, mentions, context).then(({ body: text, context: persons }) =>
          write({ body: text, context: { ...persons, ...everybody } })
        )
      : write({ body, context: everybody })
  },
  decode: ({ conversation, extendedTextMessage: extended }) => {
    const body = conversation || extended?.text
    if (typeof body !== 'string' || body === '') return null
    return {
      type: 'text',
      text: {
        ...shortened(body),
        ...(extended && {
          ...given({
            preview: previewIn(extended),
            mentions: mentionsIn(extended.contextInfo),
            mention_all: extended.contextInfo?.nonJidMentions ? true : undefined
          })
        })
      }
    }
  }
})

type Preview = {
  url: string
  title?: string | undefined
  description?: string | undefined
  thumbnail?: string | undefined
}

const previewOf = ({ url, title, description, thumbnail }: Preview) => ({
  matchedText: url,
  previewType: proto.Message.ExtendedTextMessage.PreviewType.NONE,
  ...(title !== undefined && { title }),
  ...(description !== undefined && { description }),
  ...(thumbnail !== undefined && { jpegThumbnail: Buffer.from(thumbnail, 'base64') })
})

/**
 * Groups name their members by LID, and their apps look for the digits of that in the text; where somebody has none the
 * number stands.
 */
const mentioned = async (
  body: string,
  mentions: string[],
  { to, lidOf }: EncodeContext
): Promise<Mentions> => {
  if (isJidGroup(to) !== true) return { body, context: {} }
  const named = new Map<string, string>()
  for (const jid of mentions) named.set(jid, (isPnUser(jid) && (await lidOf(jid))) || jid)
  return {
    body: withDigits(body, named),
    context: { mentionedJid: [...named.values()].map(withoutDevice) }
  }
}

/** The text with the digits of each person replaced by those under which they are mentioned. */
export const withDigits = (body: string, named: Map<string, string>): string => {
  const digits = new Map([...named].map(([from, to]) => [userOf(from), userOf(to)]))
  return body.replace(/@(\d{5,20})(?!\d)/g, (_all, user: string) => `@${digits.get(user) ?? user}`)
}

const userOf = (jid: string): string => jid.split(/[:@]/)[0] ?? ''
const withoutDevice = (jid: string): string => jid.replace(/:\d+@/, '@')

const previewIn = ({
  matchedText,
  title,
  description,
  jpegThumbnail
}: proto.Message.IExtendedTextMessage): Preview | undefined => {
  const url = textOr(matchedText)
  if (!url) return undefined
  const picture = jpegThumbnail?.length ? Buffer.from(jpegThumbnail).toString('base64') : undefined
  return {
    url: url.slice(0, preview_bounds.url_length),
    ...given({
      title: textOr(title)?.slice(0, preview_bounds.title_length),
      description: textOr(description)?.slice(0, preview_bounds.description_length),
      thumbnail: picture && picture.length <= preview_bounds.thumbnail_length ? picture : undefined
    })
  }
}

const mentionsIn = (context: proto.IContextInfo | null | undefined): string[] | undefined => {
  const persons = (context?.mentionedJid ?? []).filter((jid) => isPnUser(jid) || isLidUser(jid))
  return persons.length > 0 ? persons.slice(0, mentions_max).map(withoutDevice) : undefined
}

const shortened = (body: string): { body: string; truncated?: true } =>
  body.length <= text_length_max
    ? { body }
    : { body: body.slice(0, text_length_max), truncated: true }
