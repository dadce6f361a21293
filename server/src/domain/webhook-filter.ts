export const chat_kinds = ['person', 'group', 'channel', 'broadcast'] as const

/** Which messages a webhook is told of. What is left out leaves nothing out. */
export type MessageFilter = {
  directions?: ('inbound' | 'outbound')[] | undefined
  message_types?: string[] | undefined
  chat_kinds?: (typeof chat_kinds)[number][] | undefined
}
