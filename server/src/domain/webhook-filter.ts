export const chat_kinds = ['person', 'group', 'channel', 'broadcast'] as const
export type ChatKind = (typeof chat_kinds)[number]

/** Which messages a webhook or a reader of a stream is told of. What is left out leaves nothing out. */
export type MessageFilter = {
  directions?: ('inbound' | 'outbound')[] | undefined
  message_types?: string[] | undefined
  chat_kinds?: ChatKind[] | undefined
  /** JIDs of people. */
  senders?: string[] | undefined
}
