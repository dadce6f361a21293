import { proto } from 'baileys'
import type { InboundContent } from '../../../schemas/messages/kinds.ts'
import type { StoredKeys } from '../../contract.ts'
import type { BorderJournal } from '../border.ts'
import type { Codec } from '../kinds/codec.ts'
import { decodeContent, known_kinds } from '../kinds.ts'

/** Larger ones are not kept: what people send is in few of them, pictures of it in many. */
const raw_bytes_max = 32_768
const piece = 50

/** A message as WhatsApp encodes it, to be read by a later version; null where it is too large. */
export const rawForm = (message: proto.IMessage): Uint8Array | null => {
  const encoded = proto.Message.encode(message).finish()
  return encoded.length <= raw_bytes_max ? encoded : null
}

/** The content of a raw form; null when none of these kinds reads it. */
export const readRawForm = (
  raw: Uint8Array,
  known?: Pick<Codec, 'decode'>[]
): InboundContent | null => {
  try {
    const decoded = decodeContent(proto.Message.decode(raw), known)
    return decoded && 'type' in decoded ? decoded : null
  } catch {
    // Encoded in a way that this version does not take: it is tried by the next.
    return null
  }
}

/** Reads what earlier versions have kept, a piece at a time, each message once with the kinds of this version. */
export const readRawForms = async (journal: BorderJournal, stored: StoredKeys): Promise<void> => {
  let first: string | undefined
  for (;;) {
    const messages = await stored.rawMessages(known_kinds, piece)
    // What could not be written is met again; it must not be read for ever.
    if (messages[0]?.whatsapp_id === first) return
    first = messages[0]?.whatsapp_id
    for (const { whatsapp_id, direction, message } of messages) {
      const content = message && readRawForm(message)
      journal.record({ type: 'tried', whatsapp_id, direction, content, tried: known_kinds })
    }
    await journal.settled()
    if (messages.length < piece) return
  }
}
