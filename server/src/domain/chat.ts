/** A row of `chats`, with what is set for the chat and the name that is shown. */
export type ChatRow = ChatSettings & {
  session_id: string
  chat_id: string
  tenant_id: string
  last_message_id: string
  unread_count: number
  name: string | null
}

/** What the account has set for a chat, on whichever of its devices. */
export type ChatSettings = {
  archived: boolean
  pinned_at: Date | null
  /** At the moment in which the row was read. */
  muted: boolean
  /** Null while it is muted: for good. */
  muted_until: Date | null
  marked_unread: boolean
  /** How long new messages stay; 0: for good, null: not known. */
  disappearing_seconds: number | null
  /** Messages up to this one are gone from the chat. */
  cleared_upto: string | null
  cleared_at: Date | null
}

/** What is changed about a chat; what is not named stays as it is. */
export type ChatChange = {
  archived?: boolean
  pinned_at?: Date | null
  muted?: boolean
  muted_until?: Date | null
  marked_unread?: boolean
  disappearing_seconds?: number
  /** When that was set: what was set before counts no more. Without it, it counts. */
  disappearing_set_at?: Date
  /** Of a group: its subject. */
  name?: string
  /** Everything up to this time was read. */
  read_upto?: Date
  /** Everything up to this time is gone, and with `hidden` the chat itself until another message comes. */
  cleared?: { upto: Date; hidden: boolean }
}

/** Where a piece of a chat begins: behind this message, towards older or newer ones. */
export type ChatPlace = { towards: 'older' | 'newer'; message_id: string }

/** When a setting was made of which nobody has said it: before all others. */
export const disappearing_set_long_ago = new Date(Date.UTC(2009, 0, 1))
const long_ago_s = disappearing_set_long_ago.getTime() / 1000

/** How long a message that is sent now stays in its chat, as its content has it: nothing where it stays for good. */
export const disappearingPart = (
  setting: (number | null)[] | null
): { disappearing_seconds?: number; disappearing_set_at_s?: number } => {
  const [seconds, set_at_s] = setting ?? []
  if (!seconds) return {}
  const known = set_at_s && set_at_s > long_ago_s
  return { disappearing_seconds: seconds, ...(known && { disappearing_set_at_s: set_at_s }) }
}
