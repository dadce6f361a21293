import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** What somebody has sealed with the secret of a message. */
export type Sealed = { whatsapp_id: string; payload: Uint8Array; iv: Uint8Array }

/** What is sealed: its name is part of the key. */
export type SealUse =
  | 'Message Edit'
  | 'Event Edit'
  | 'Poll Vote'
  | 'Event Response'
  | 'Enc Reaction'
  | 'Enc Comment'

const tag_length = 16
const iv_length = 12
/** Those who seal an answer bind it to the message and to themselves besides. */
const bound = new Set<SealUse>(['Poll Vote', 'Event Response'])

/**
 * The plaintext of what was sealed; null when the secret does not fit. Nobody says by which of their addresses the author of
 * the message and the one who has sealed were named, so all are tried.
 */
export const openSealed = (
  { whatsapp_id, payload, iv }: Sealed,
  use: SealUse,
  secret: Uint8Array,
  authors: Iterable<string>,
  speakers: Iterable<string>
): Buffer | null => {
  if (payload.length < tag_length) return null
  for (const author of authors) {
    for (const speaker of speakers) {
      const { key, bound_to } = lockOf(whatsapp_id, use, secret, author, speaker)
      const plaintext = open(key, iv, payload, bound_to)
      if (plaintext) return plaintext
    }
  }
  return null
}

/** Seals what one says about a message with its secret, both named as the chat names people. */
export const seal = (
  plaintext: Uint8Array,
  use: SealUse,
  secret: Uint8Array,
  { whatsapp_id, author, speaker }: { whatsapp_id: string; author: string; speaker: string }
): { encPayload: Buffer; encIv: Buffer } => {
  const { key, bound_to } = lockOf(whatsapp_id, use, secret, author, speaker)
  const encIv = randomBytes(iv_length)
  const cipher = createCipheriv('aes-256-gcm', key, encIv)
  if (bound_to !== null) cipher.setAAD(Buffer.from(bound_to))
  const text = Buffer.concat([cipher.update(plaintext), cipher.final()])
  return { encPayload: Buffer.concat([text, cipher.getAuthTag()]), encIv }
}

const lockOf = (
  whatsapp_id: string,
  use: SealUse,
  secret: Uint8Array,
  author: string,
  speaker: string
): { key: Buffer; bound_to: string | null } => {
  const info = Buffer.from(`${whatsapp_id}${author}${speaker}${use}`)
  return {
    key: Buffer.from(hkdfSync('sha256', secret, '', info, 32)),
    bound_to: bound.has(use) ? `${whatsapp_id}\0${speaker}` : null
  }
}

const open = (
  key: Buffer,
  iv: Uint8Array,
  payload: Uint8Array,
  bound_to: string | null
): Buffer | null => {
  try {
    const cipher = createDecipheriv('aes-256-gcm', key, iv)
    if (bound_to !== null) cipher.setAAD(Buffer.from(bound_to))
    cipher.setAuthTag(payload.subarray(payload.length - tag_length))
    const text = cipher.update(payload.subarray(0, payload.length - tag_length))
    return Buffer.concat([text, cipher.final()])
  } catch {
    // Sealed under another name.
    return null
  }
}
