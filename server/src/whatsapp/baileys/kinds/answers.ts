import type { proto } from 'baileys'
import type { InboundContent } from '../../../schemas/messages/kinds.ts'
import { given } from '../../given.ts'
import { decoder } from './codec.ts'
import { textOr } from './values.ts'

type Interactive = Extract<InboundContent, { type: 'interactive' }>['interactive']
type Choice = NonNullable<Interactive['choices']>[number]

const choices_max = 200

export const interactive = decoder({
  type: 'interactive',
  decode: (message) => {
    const read = replyIn(message) ?? askedIn(message)
    return read && { type: 'interactive', interactive: read }
  }
})

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
  return {
    type: 'nfm_reply',
    nfm_reply: given({
      name: textOr(flow?.name),
      body: textOr(body?.text),
      response_json: textOr(flow?.paramsJson)
    })
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
    header: textOr(header),
    body: textOr(body),
    footer: textOr(footer),
    choices: choices?.length ? choices.slice(0, choices_max) : undefined
  })
})

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
