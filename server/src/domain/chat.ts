/** A row of `chats`. */
export type ChatRow = {
  session_id: string
  chat_id: string
  tenant_id: string
  last_message_id: string
  unread_count: number
  name: string | null
}

/** Where a piece of a chat begins: behind this message, towards older or newer ones. */
export type ChatPlace = { towards: 'older' | 'newer'; message_id: string }
