import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import type { Phone } from '../phones/phone.ts'
import { lidJid, pnJid } from '../wire/jid.ts'
import { proto } from '../wire/wire.ts'

/** By which addresses the author is named where an edit is sealed: of the message, and of the edit. */
export type SealForm = 'lid' | 'pn' | 'lid_pn' | 'pn_lid'

/** Of what the key is made; events have edits of their own. */
export type EditUse = 'Message Edit' | 'Event Edit'

const TAG_BYTES = 16

/** The secret that an app puts into a message; the same for the same message, so that nobody has to remember it. */
export const messageSecret = (number: string, id: string): Buffer =>
  createHash('sha256').update(`secret ${number} ${id}`).digest()

/** Seals the new content of a message as the app of its author does. */
export const sealEdit = (
  id: string,
  author: Phone,
  editor: Phone,
  form: SealForm,
  change: proto.IMessage,
  use: EditUse = 'Message Edit'
): { encPayload: Uint8Array; encIv: Uint8Array } => {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(id, author, editor, form, use), iv)
  const sealed = cipher.update(proto.Message.encode(change).finish())
  return { encPayload: Buffer.concat([sealed, cipher.final(), cipher.getAuthTag()]), encIv: iv }
}

/** The order in a sealed edit, as another phone reads it; null when it can't. */
export const openSealed = (
  author: Phone,
  sealed: proto.Message.ISecretEncryptedMessage
): proto.Message.IProtocolMessage | null => {
  const { encPayload, encIv, targetMessageKey } = sealed
  if (!encPayload || !encIv || !targetMessageKey?.id) return null
  for (const form of ['lid', 'pn', 'lid_pn', 'pn_lid'] as const) {
    try {
      const key = keyOf(targetMessageKey.id, author, author, form)
      const cipher = createDecipheriv('aes-256-gcm', key, encIv)
      cipher.setAuthTag(encPayload.subarray(-TAG_BYTES))
      const opened = [cipher.update(encPayload.subarray(0, -TAG_BYTES)), cipher.final()]
      return proto.Message.decode(Buffer.concat(opened)).protocolMessage ?? null
    } catch {
      // Sealed in another form.
    }
  }
  return null
}

const keyOf = (
  id: string,
  author: Phone,
  editor: Phone,
  form: SealForm,
  use: EditUse = 'Message Edit'
): Buffer => {
  const [of_message, of_edit] = form.includes('_') ? form.split('_') : [form, form]
  const info = `${id}${named(author, of_message)}${named(editor, of_edit)}${use}`
  return Buffer.from(hkdfSync('sha256', messageSecret(author.number, id), '', info, 32))
}

const named = ({ lid, number }: Phone, form: string | undefined): string =>
  form === 'lid' ? lidJid(lid) : pnJid(number)
