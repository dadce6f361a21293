export interface ChatShown {
  /** The other side's number, or the group's JID. */
  chat: string
  jid: string
  /** The name the owner has saved, if any. */
  name: string | null
  messages: number
  unread: number
  archived: boolean
  pinned_at: number | null
  muted_until: number | null
  marked_unread: boolean
  last: { id: string; from: string; kind: string; text: string; t: number } | null
}

/** The settings of one urgency as the phone reads them. */
export interface CollectionShown {
  version: number
  /** Patches whose sender counted another hash than the phone. */
  mismatches: number
  actions: { index: string[]; value: Record<string, unknown> }[]
}

/** What the owner does to a chat on the phone itself. */
export interface ModifyChatInput {
  chat: string
  archived?: boolean
  pinned?: boolean
  read?: boolean
  /** Milliseconds since 1970; null ends it. */
  muted_until?: number | 'forever' | null
  /** The name to save for the contact; empty: the contact is removed. */
  name?: string
  /** Deletes what was said so far, and with `chat` the chat itself. */
  cleared?: 'messages' | 'chat'
  /** The id of a message of theirs, which is deleted for the owner alone. */
  deleted_for_me?: string
  /** The id of a message in the chat. */
  starred?: string
}

export interface ChatCalls {
  /** The chats a phone has, the newest first, as a new device would get them. */
  chats(number: string): Promise<{ chats: ChatShown[] }>
  /** A message as the phone has it in a chat: encoded, in base64, and as it was edited last; null: it has none with this id. */
  keptMessage(
    number: string,
    input: { chat: string; id: string }
  ): Promise<{ message: string | null }>
  modifyChat(number: string, input: ModifyChatInput): Promise<void>
  /** Saves contacts in the phone book, all of them in one change: names by number. */
  saveContacts(number: string, input: { contacts: Record<string, string> }): Promise<void>
  /** The owner of the phone makes, changes or deletes a label. */
  setLabel(
    number: string,
    input: { label: string; name?: string; color?: number; predefined?: number; deleted?: boolean }
  ): Promise<void>
  /** Puts one on a chat, or on a message in it, or takes it off. */
  labelChat(
    number: string,
    input: { label: string; chat: string; message?: string; labeled?: boolean }
  ): Promise<void>
  appState(number: string): Promise<{ collections: Record<string, CollectionShown> }>
}
