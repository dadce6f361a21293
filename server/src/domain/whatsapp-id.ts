import { createHash, randomUUID } from 'node:crypto'

/**
 * A message id as WhatsApp Web makes them: 3EB0 and 18 hex digits of a hash. Chosen when the message is accepted, so
 * that every retry carries the same one and the phone at the other end shows it once.
 */
export const newWhatsappId = (own_jid: string, now = Date.now()): string => {
  const hash = createHash('sha256')
  hash.update(String(Math.floor(now / 1000)))
  hash.update(own_jid)
  hash.update(randomUUID())
  return `3EB0${hash.digest('hex').toUpperCase().slice(0, 18)}`
}
