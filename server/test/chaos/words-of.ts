import type { Json } from './client.ts'

/** What a message says: its text, or the caption of its file. */
export const wordsOf = (message: Json): string | undefined =>
  message.text?.body ?? (message.image ?? message.document)?.caption
