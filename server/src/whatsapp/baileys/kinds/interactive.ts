import { randomBytes } from 'node:crypto'
import { type BinaryNode, proto } from 'baileys'
import type { SentContent } from '../../../schemas/messages/kinds.ts'
import { interactiveIn } from './answers.ts'
import { codec } from './codec.ts'
import { textOr } from './values.ts'

type Asked = Extract<SentContent, { type: 'interactive' }>['interactive']
type FlowButton = proto.Message.InteractiveMessage.NativeFlowMessage.INativeFlowButton

export const interactive = codec({
  type: 'interactive',
  beside: () => [businessNode()],
  encode: ({ interactive: asked }) =>
    proto.Message.create({
      interactiveMessage: {
        ...(asked.header && { header: { title: asked.header.text, hasMediaAttachment: false } }),
        body: asked.body,
        ...(asked.footer && { footer: asked.footer }),
        nativeFlowMessage: { buttons: flowButtons(asked), messageVersion: 1 }
      }
    }),
  // What somebody has chosen has no words of its own to be shown.
  quoted: ({ interactive: { body } }) =>
    body ? { interactiveMessage: { body } } : { conversation: '' },
  decode: (message) => {
    const read = interactiveIn(message)
    return read && { type: 'interactive', interactive: read }
  }
})

const flowButtons = (asked: Asked): FlowButton[] => {
  switch (asked.type) {
    case 'button':
      return asked.action.buttons.map(({ reply: { id, title } }) =>
        flowButton('quick_reply', { display_text: title, id })
      )
    case 'list': {
      const { button: title, sections } = asked.action
      return [flowButton('single_select', { title, sections })]
    }
    case 'cta_url': {
      const { display_text, url } = asked.action.parameters
      return [flowButton('cta_url', { display_text, url, merchant_url: url })]
    }
    case 'native_flow':
      return asked.action.buttons.map(({ name, parameters }) => flowButton(name, parameters))
  }
}

const flowButton = (name: string, parameters: object): FlowButton => ({
  name,
  buttonParamsJson: JSON.stringify(parameters)
})

const decision_bytes = 20

/** Without it no app shows the message, and WhatsApp refuses less of it. */
const businessNode = (): BinaryNode => ({
  tag: 'biz',
  attrs: {
    actual_actors: '2',
    host_storage: '2',
    privacy_mode_ts: String(Math.floor(Date.now() / 1_000))
  },
  content: [
    {
      tag: 'interactive',
      attrs: { type: 'native_flow', v: '1' },
      content: [{ tag: 'native_flow', attrs: { v: '9', name: 'mixed' } }]
    },
    {
      tag: 'quality_control',
      attrs: {
        decision_id: randomBytes(decision_bytes).toString('hex'),
        source_type: 'third_party'
      }
    }
  ]
})

/** The same as a text: its choices are numbered. */
export const asText = (asked: Asked): string => {
  const parts = [
    asked.header?.text,
    asked.body.text,
    choicesOf(asked).join('\n'),
    asked.footer?.text
  ]
  return parts.filter(Boolean).join('\n\n')
}

const choicesOf = (asked: Asked): string[] => {
  switch (asked.type) {
    case 'button':
      return asked.action.buttons.map(({ reply: { title } }, index) => `${index + 1}. ${title}`)
    case 'list':
      return asked.action.sections
        .flatMap(({ rows }) => rows)
        .map(({ title, description }, index) =>
          [`${index + 1}. ${title}`, description].filter(Boolean).join(': ')
        )
    case 'cta_url': {
      const { display_text, url } = asked.action.parameters
      return [`${display_text}: ${url}`]
    }
    case 'native_flow':
      return asked.action.buttons.map(
        ({ name, parameters }, index) => `${index + 1}. ${wordsOn(parameters) ?? name}`
      )
  }
}

const wordsOn = ({ display_text, title }: Record<string, unknown>): string | undefined =>
  textOr(display_text) ?? textOr(title)
