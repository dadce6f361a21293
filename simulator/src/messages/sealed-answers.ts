import { createCipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import type { Phone } from '../phones/phone.ts'
import { lidJid, pnJid } from '../wire/jid.ts'
import { proto } from '../wire/wire.ts'
import { findInChat } from './chats.ts'
import { messageSecret, type SealForm } from './sealed-edits.ts'

/** What is asked, as the phone that answers has it: it may not have come yet. */
export interface Asked {
  id: string
  author: Phone
  chat: string
}

/** Those who vote and respond are bound to the message and to themselves besides. */
const BOUND = new Set<Use>(['Poll Vote', 'Event Response'])

export type Use = 'Poll Vote' | 'Event Response' | 'Enc Reaction' | 'Enc Comment'

/** Seals an answer as the app of the one who gives it does: votes and responses bound to the message and to whoever answers. */
export const sealAnswer = (
  phone: Phone,
  asked: Asked,
  use: Use,
  form: SealForm,
  answer: Uint8Array
): { encPayload: Uint8Array; encIv: Uint8Array } => {
  const [of_author, of_answerer] = form.includes('_') ? form.split('_') : [form, form]
  const answerer = named(phone, of_answerer)
  const info = `${asked.id}${named(asked.author, of_author)}${answerer}${use}`
  const key = Buffer.from(hkdfSync('sha256', secretOf(phone, asked), '', info, 32))
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  if (BOUND.has(use)) cipher.setAAD(Buffer.from(`${asked.id}\0${answerer}`))
  const sealed = Buffer.concat([cipher.update(answer), cipher.final(), cipher.getAuthTag()])
  return { encPayload: sealed, encIv: iv }
}

/** By which a vote names an option. */
export const optionHash = (option: string): Buffer => createHash('sha256').update(option).digest()

const secretOf = (phone: Phone, { id, author, chat }: Asked): Uint8Array => {
  const kept = findInChat(phone.chats.get(chat), id)
  const message = kept && proto.Message.decode(kept.payload)
  return message?.messageContextInfo?.messageSecret ?? messageSecret(author.number, id)
}

const named = ({ lid, number }: Phone, form: string | undefined): string =>
  form === 'lid' ? lidJid(lid) : pnJid(number)
