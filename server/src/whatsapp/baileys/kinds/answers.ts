import type { proto } from 'baileys'
import type { InboundContent } from '../../../schemas/messages/kinds.ts'
import { given } from '../../given.ts'
import { decoder } from './codec.ts'
import { textOr } from './values.ts'

type Interactive = Extract<InboundContent, { type: 'interactive' }>['interactive']
type Choice = NonNullable<Interactive['choices']>[number]

const choices_max = 200

/** What somebody has chosen, or what businesses ask; null: neither. */
export const interactiveIn = (message: proto.IMessage): Interactive | null =>
  replyIn(message) ?? askedIn(message)

export const button = decoder({
  type: 'button',
  decode: ({ templateButtonReplyMessage: pressed }) => {
    const payload = pressed?.selectedId ?? ''
    const text = pressed?.selectedDisplayText ?? ''
    return payload || text ? { type: 'button', button: { payload, text } } : null
  }
})

const replyIn = (message: proto.IMessage): Interactive | null => {
  const { buttonsResponseMessage: pressed, listResponseMessage: row } = message
  if (pressed?.selectedButtonId || pressed?.selectedDisplayText) {
    const { selectedButtonId: id, selectedDisplayText: title } = pressed
    return { type: 'button_reply', button_reply: { id: id ?? '', title: title ?? '' } }
  }
  if (row?.singleSelectReply?.selectedRowId || row?.title)
    return {
      type: 'list_reply',
      list_reply: {
        id: row.singleSelectReply?.selectedRowId ?? '',
        title: row.title ?? '',
        ...given({ description: textOr(row.description) })
      }
    }
  const { body, nativeFlowResponseMessage: flow } = message.interactiveResponseMessage ?? {}
  if (!flow && !body?.text) return null
  const chosen = chosenIn(flow?.paramsJson)
  if (chosen && flow?.name === 'quick_reply')
    return { type: 'button_reply', button_reply: { id: chosen.id, title: body?.text ?? '' } }
  if (chosen && flow?.name === 'menu_options')
    return { type: 'list_reply', list_reply: { ...chosen, title: body?.text ?? '' } }
  return {
    type: 'nfm_reply',
    nfm_reply: given({
      name: textOr(flow?.name),
      body: textOr(body?.text),
      response_json: textOr(flow?.paramsJson)
    })
  }
}

/** The choice in the parameters of an answer: JSON that anybody may have written. */
const chosenIn = (json: unknown): { id: string; description?: string } | null => {
  try {
    const { id, description } = JSON.parse(String(json)) as Record<string, unknown>
    return typeof id === 'string' ? { id, ...given({ description: textOr(description) }) } : null
  } catch {
    return null
  }
}

/** What businesses ask: buttons, lists and templates, in the forms of several years. */
const askedIn = (message: proto.IMessage): Interactive | null => {
  const { buttonsMessage: buttons, listMessage: list, templateMessage: template } = message
  const { interactiveMessage: flow = template?.interactiveMessageTemplate } = message
  const hydrated = template?.hydratedTemplate ?? template?.hydratedFourRowTemplate
  if (list) {
    const rows = list.sections?.flatMap((section) => section.rows ?? []) ?? []
    return asked('list', list.title, list.description, list.footerText, rows.map(rowFrom))
  }
  if (buttons) {
    const choices = buttons.buttons?.map(({ buttonId, buttonText }) =>
      choice(buttonId, buttonText?.displayText)
    )
    return asked('button', buttons.text, buttons.contentText, buttons.footerText, choices)
  }
  if (hydrated) {
    const choices = hydrated.hydratedButtons?.map((one) =>
      choice(
        one.quickReplyButton?.id ?? one.urlButton?.url ?? one.callButton?.phoneNumber,
        (one.quickReplyButton ?? one.urlButton ?? one.callButton)?.displayText
      )
    )
    const { hydratedTitleText: title, hydratedContentText: body, hydratedFooterText } = hydrated
    return asked('button', title, body, hydratedFooterText, choices)
  }
  if (!flow) return null
  const choices = flow.nativeFlowMessage?.buttons?.map(nativeChoice)
  return asked('button', flow.header?.title, flow.body?.text, flow.footer?.text, choices)
}

const asked = (
  type: 'button' | 'list',
  header: unknown,
  body: unknown,
  footer: unknown,
  choices: Choice[] | undefined
): Interactive => ({
  type,
  ...given({
    header: headerOf(header),
    body: wordsOf(body),
    footer: wordsOf(footer),
    choices: choices?.length ? choices.slice(0, choices_max) : undefined
  })
})

const headerOf = (value: unknown): Interactive['header'] => {
  const words = wordsOf(value)
  return words && { type: 'text', ...words }
}

const wordsOf = (value: unknown): { text: string } | undefined => {
  const text = textOr(value)
  return text === undefined ? undefined : { text }
}

const choice = (id: unknown, title: unknown): Choice => ({
  title: textOr(title) ?? '',
  ...given({ id: textOr(id) })
})

const rowFrom = ({ rowId, title, description }: proto.Message.ListMessage.IRow): Choice => ({
  ...choice(rowId, title),
  ...given({ description: textOr(description) })
})

/** Its parameters are JSON that anybody may have written. */
const nativeChoice = ({
  name,
  buttonParamsJson
}: proto.Message.InteractiveMessage.NativeFlowMessage.INativeFlowButton): Choice => {
  try {
    const params: unknown = JSON.parse(buttonParamsJson ?? '')
    if (typeof params === 'object' && params !== null) {
      const { id, url, copy_code, display_text, title } = params as Record<string, unknown>
      return choice(id ?? url ?? copy_code, display_text ?? title ?? name)
    }
  } catch {
    // What cannot be read is shown by its name.
  }
  return choice(undefined, name)
}
