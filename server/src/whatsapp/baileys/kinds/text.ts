import { proto } from 'baileys'
import { text_length_max } from '../../clean.ts'
import { codec } from './codec.ts'

export const text = codec({
  type: 'text',
  encode: ({ text: { body } }) => proto.Message.create({ extendedTextMessage: { text: body } }),
  decode: (message) => {
    const body = message.conversation || message.extendedTextMessage?.text
    if (typeof body !== 'string' || body === '') return null
    return { type: 'text', text: shortened(body) }
  }
})

const shortened = (body: string): { body: string; truncated?: true } =>
  body.length <= text_length_max
    ? { body }
    : { body: body.slice(0, text_length_max), truncated: true }
