import type { MessageContent } from '../../../schemas/messages/kinds.ts'
import type { Connection } from '../../contract.ts'
import { SendInterrupted, SendRefused } from '../../send-errors.ts'
import { asText } from '../kinds/interactive.ts'

const refusals_of_form = new Set(['kind_not_allowed', 'malformed_for_recipient'])
/** With this WhatsApp refuses a form, or in a group says that its members have changed: a text finds out which. */
const malformed_code = '479'

/** Sends what WhatsApp refuses in its own form as a text, under the same id, where the caller has asked for that. */
export const withFallback =
  (send: Connection['send']): Connection['send'] =>
  (message, encrypted) => {
    const text = fallbackOf(message.content)
    // Only few messages have one.
    if (!text) return send(message, encrypted)
    return send(message, encrypted).catch((error) => {
      if (!isRefusalOfForm(error)) throw error
      return send({ ...message, content: text }, encrypted)
    })
  }

const isRefusalOfForm = (error: unknown): boolean =>
  error instanceof SendInterrupted
    ? error.whatsapp_code === malformed_code
    : error instanceof SendRefused && refusals_of_form.has(error.code)

const fallbackOf = (content: MessageContent): MessageContent | null => {
  if (content.type !== 'interactive' || content.interactive.fallback !== 'text') return null
  const { interactive, ...others } = content
  return { ...others, type: 'text', text: { body: asText(interactive) } }
}
