/** The message that another one quotes, as it is kept with that one. */
export type Quote = {
  /** Where the session has it. */
  message_id?: string | undefined
  whatsapp_id: string
  /** Who has written it. */
  from: string
  from_me: boolean
  /** Of a message of another chat, which that one was in. */
  chat_id?: string | undefined
}

/** What a message quotes, as callers see it. */
export const quoteView = ({ message_id, whatsapp_id, from, chat_id }: Quote) => ({
  message_id: message_id ?? null,
  whatsapp_id,
  from,
  chat_id: chat_id ?? null
})

/** What the content of a message says it quotes; null: nothing. */
export const quoteOf = (content: Record<string, unknown>): Quote | null =>
  (content['context'] as Quote | undefined) ?? null
