import { normalizeMessageContent, proto } from 'baileys'
import { decodeContent } from '../kinds.ts'
import { contentFrom } from './from-whatsapp.ts'
import type { Edited, MessageChange, SealedEditUse } from './message-change.ts'
import { openSealed } from './sealed.ts'

const { MESSAGE_EDIT, REVOKE } = proto.Message.ProtocolMessage.Type
const { PIN_FOR_ALL } = proto.Message.PinInChatMessage.Type
const { MESSAGE_EDIT: SEALED_EDIT, EVENT_EDIT } = proto.Message.SecretEncryptedMessage.SecretEncType
/** What is sealed with the secret of another message, by which name its key is derived. */
const sealed_edits = new Map<unknown, SealedEditUse>([
  [SEALED_EDIT, 'Message Edit'],
  [EVENT_EDIT, 'Event Edit']
])

/** The change that a message makes to another; null when it is a message itself. */
export const changeIn = (message: proto.IMessage): MessageChange | null => {
  const { protocolMessage: order, secretEncryptedMessage: sealed } =
    normalizeMessageContent(message) ?? message
  const whatsapp_id = order?.key?.id ?? sealed?.targetMessageKey?.id
  const other = pinIn(message) ?? keepIn(message) ?? betterFileIn(message)
  if (other) return other
  if (!whatsapp_id) {
    const decoded = decodeContent(message)
    return decoded && 'kind' in decoded ? decoded : null
  }
  if (order?.type === REVOKE) return { kind: 'delete', whatsapp_id }
  if (order?.type === MESSAGE_EDIT && order.editedMessage)
    return { kind: 'edit', whatsapp_id, content: editedIn(order.editedMessage) }
  const use = sealed_edits.get(sealed?.secretEncType)
  if (!use || !sealed?.encPayload || !sealed.encIv) return null
  return { kind: 'sealed_edit', use, whatsapp_id, payload: sealed.encPayload, iv: sealed.encIv }
}

const day_s = 86_400

const pinIn = (message: proto.IMessage): MessageChange | null => {
  const { pinInChatMessage: pin } = normalizeMessageContent(message) ?? message
  const whatsapp_id = pin?.key?.id
  if (!whatsapp_id) return null
  const seconds = message.messageContextInfo?.messageAddOnDurationInSecs || day_s
  return { kind: 'pin', whatsapp_id, seconds: pin.type === PIN_FOR_ALL ? seconds : null }
}

const keepIn = (message: proto.IMessage): MessageChange | null => {
  const { keepInChatMessage: kept } = normalizeMessageContent(message) ?? message
  const whatsapp_id = kept?.key?.id
  const keep = keeps.get(kept?.keepType)
  return whatsapp_id && keep !== undefined ? { kind: 'keep', whatsapp_id, keep } : null
}

/** What a photo or video is sent as once more, after its message: in higher quality, or in a form that saves room. */
const better_forms = new Map<unknown, 'better' | 'other'>([
  [proto.MessageAssociation.AssociationType.HD_IMAGE_DUAL_UPLOAD, 'better'],
  [proto.MessageAssociation.AssociationType.HD_VIDEO_DUAL_UPLOAD, 'better'],
  [proto.MessageAssociation.AssociationType.HEVC_VIDEO_DUAL_UPLOAD, 'other']
])

const betterFileIn = (message: proto.IMessage): MessageChange | null => {
  const context =
    message.messageContextInfo ?? message.associatedChildMessage?.message?.messageContextInfo
  const { associationType, parentMessageKey } = context?.messageAssociation ?? {}
  const form = better_forms.get(associationType)
  const whatsapp_id = parentMessageKey?.id
  if (!whatsapp_id || !form) return null
  const content = form === 'better' ? contentFrom(message) : null
  return { kind: 'better_file', whatsapp_id, content: content?.file ? content : null }
}

const keeps = new Map<unknown, boolean>([
  [proto.KeepType.KEEP_FOR_ALL, true],
  [proto.KeepType.UNDO_KEEP_FOR_ALL, false]
])

/** The secret of a message with which what is said about it is sealed; a linked phone puts it beside what it wraps. */
export const secretOf = (message: proto.IMessage): Uint8Array | null => {
  const inner = message.deviceSentMessage?.message?.messageContextInfo?.messageSecret
  const secret = inner ?? message.messageContextInfo?.messageSecret
  return secret?.length === secret_length ? secret : null
}

const secret_length = 32

/** The new content in a sealed edit; null when the secret does not fit. `forms` are the addresses of its author. */
export const openEdit = (
  edit: Extract<MessageChange, { kind: 'sealed_edit' }>,
  secret: Uint8Array,
  forms: string[]
): Edited | null => {
  const plaintext = openSealed(edit, edit.use, secret, forms, forms)
  return plaintext && editedContent(plaintext)
}

/** Of a file only the caption can be edited. */
const editedIn = (message: proto.IMessage): Edited | null => {
  const inner = normalizeMessageContent(message) ?? message
  const file = inner.imageMessage ?? inner.videoMessage ?? inner.documentMessage
  return file ? { type: 'caption', caption: file.caption ?? '' } : contentFrom(message)
}

const editedContent = (plaintext: Uint8Array): Edited | null => {
  try {
    const message: proto.IMessage = proto.Message.decode(plaintext)
    const inner = normalizeMessageContent(message) ?? message
    return editedIn(inner.protocolMessage?.editedMessage ?? inner)
  } catch {
    // Its author has sealed what is no message.
    return null
  }
}
