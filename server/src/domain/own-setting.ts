import type { ChatChange } from './chat.ts'
import type { MessageDirection } from './message.ts'

/** What the account has set, read or deleted for itself on one of its devices. */
export type OwnSetting =
  /** The account has changed something about a chat. `news`: just now, and it was not found so when it was linked. */
  | { type: 'chat_changed'; chat_id: string; change: ChatChange; news: boolean }
  /** The account has saved a person under a name in its phone book; null: no longer. */
  | {
      type: 'saved_contact'
      contact_id: string
      name: string | null
      user_name: string | null
      news: boolean
    }
  /** The account wants to see somebody's statuses no more, or does again. */
  | { type: 'status_muted'; contact_id: string; muted: boolean; news: boolean }
  /** The account has put a star on a message, or taken it off. */
  | {
      type: 'starred'
      whatsapp_id: string
      direction: MessageDirection
      starred: boolean
      at: Date
      news: boolean
    }
  /** The account has deleted a message for itself alone. */
  | {
      type: 'deleted_for_me'
      whatsapp_id: string
      direction: MessageDirection
      at: Date
      news: boolean
    }
  /** A label was made, changed or deleted. What is null stays as it was. */
  | {
      type: 'label_changed'
      label_id: string
      name: string | null
      color: number | null
      predefined_id: number | null
      deleted: boolean
      news: boolean
    }
  /** A label was put on a chat, or on a message in it, or taken off. */
  | {
      type: 'label_marked'
      label_id: string
      chat_id: string
      message: { whatsapp_id: string; direction: MessageDirection } | null
      labeled: boolean
      news: boolean
    }
  /** The account has read messages of one chat on another of its devices. */
  | { type: 'read_elsewhere'; whatsapp_ids: string[]; at: Date }
