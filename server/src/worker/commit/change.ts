import type { Answer } from '../../domain/answer.ts'
import type { Keep } from '../../domain/disappearing.ts'
import type { MessageDirection, MessageError } from '../../domain/message.ts'
import type { OwnSetting } from '../../domain/own-setting.ts'
import type { ReceiptStatus } from '../../domain/receipt.ts'
import type { StatusSetting } from '../../domain/status.ts'
import type { ReleasedMessage } from '../../queue/outbound.ts'
import type { EventData, EventType, EventTypeOf } from '../../schemas/events.ts'
import type { ReceivedMedia } from '../../store/media/received.ts'
import type { ArrivedMessage } from '../../store/messages/arrive.ts'
import type { SealedKey } from '../../store/protocol-keys.ts'
import type { SessionChange } from '../../store/sessions/advance.ts'

/** The file of a message that arrived, to be fetched when the message is there. */
export type ArrivedFile = Omit<ReceivedMedia, 'message_id'>

type EventOf<T extends EventType> = { type: 'event'; event: T; data: EventData<T> }

/** Something that happened in a session and has to be written. `writers.ts` says how each type is written. */
export type Change =
  /** A message arrived, or was sent from another device of the account. */
  | { type: 'arrived'; message: ArrivedMessage; file: ArrivedFile | null }
  /** A message of ours got further. */
  | {
      type: 'progress'
      whatsapp_id: string
      status: 'sent' | ReceiptStatus | 'failed'
      at: Date
      /** Who says so, in the chat with one person. */
      person_id?: string
      error?: MessageError
      /** How long it stays in its chat, of one that was sent as one that disappears. */
      disappearing_seconds?: number
      /** Its kind, where that is known; it is counted, not written. */
      kind?: string
    }
  /** A member of a group has a message of ours, has read or played it. */
  | {
      type: 'group_receipt'
      whatsapp_id: string
      group_id: string
      person_id: string
      status: ReceiptStatus
      at: Date
    }
  /** So many members of its group a message is for, or so many people a status, with who they are where that is new. */
  | {
      type: 'recipients'
      whatsapp_id: string
      count: number
      decided?: { people: string[]; setting: StatusSetting } | null
    }
  /** The phone number behind a LID became known. `jid` is that of the number. */
  | { type: 'lid'; lid: string; jid: string }
  /** The author of a message gave it another content. */
  | {
      type: 'edited'
      whatsapp_id: string
      direction: MessageDirection
      content_type: string
      content: Record<string, unknown>
      at: Date
    }
  /** The file of a message came once more, in higher quality. */
  | {
      type: 'better_file'
      whatsapp_id: string
      direction: MessageDirection
      content_type: string
      content: Record<string, unknown>
      file: ArrivedFile | null
      at: Date
    }
  /** The author of a message, or an admin of its group, deleted it for everyone. */
  | { type: 'deleted'; whatsapp_id: string; direction: MessageDirection; at: Date }
  /** Somebody in its chat has pinned a message for so long; null: has taken the pin off. */
  | {
      type: 'pinned'
      whatsapp_id: string
      direction: MessageDirection
      seconds: number | null
      at: Date
    }
  /** Somebody in its chat keeps a message that would disappear, or does so no more. */
  | ({ type: 'kept'; whatsapp_id: string; direction: MessageDirection } & Keep)
  /** Somebody has reacted to a message; an empty emoji takes the reaction back. */
  | {
      type: 'reaction'
      whatsapp_id: string
      direction: MessageDirection
      reactor_id: string
      emoji: string
      at: Date
    }
  /** Somebody has answered a message that asks something. */
  | {
      type: 'answer'
      whatsapp_id: string
      direction: MessageDirection
      answerer_id: string
      answer: Answer
      at: Date
    }
  | OwnSetting
  /** The raw form of a message that could not be read; sealed, base64. */
  | {
      type: 'raw'
      whatsapp_id: string
      direction: MessageDirection
      sealed: string
      tried: string
    }
  /** A raw form was tried with the kinds of this version; null: they do not read it. */
  | {
      type: 'tried'
      whatsapp_id: string
      direction: MessageDirection
      content_type: string | null
      content: Record<string, unknown> | null
      file: ArrivedFile | null
      tried: string
    }
  /**
   * A message of ours is about to be sent. `written` is called after the commit; unless the message is still `queued` it must
   * not be sent.
   */
  | {
      type: 'began'
      message_id: string
      /** Remembered where the session is paced. */
      paced: { chat_id: string; at: Date } | null
      written: (queued: boolean) => void
    }
  /** Claimed messages go back to the queue. */
  | { type: 'returned'; messages: ReleasedMessage[] }
  /** Claimed messages go back to the queue and wait there for the end of a limit. */
  | { type: 'held'; message_ids: string[] }
  /** The held messages of these chats, and of the chats of these messages of ours, need not wait any longer. */
  | { type: 'freed'; chat_ids: string[]; whatsapp_ids: string[] }
  /** A fact that fits into no table: it is kept as it is. */
  | { type: 'put_aside'; reason: string; fact: object }
  /** An event without a row of its own. */
  | EventOf<'chat.typing'>
  | EventOf<'presence.updated'>
  | { [T in EventTypeOf<'group'>]: EventOf<T> }[EventTypeOf<'group'>]
  | { [T in EventTypeOf<'call'>]: EventOf<T> }[EventTypeOf<'call'>]
  /** A call was rejected by itself: whoever called is written to, where there is a text for that. */
  | { type: 'answer_call'; call_id: string; contact_id: string }
  /** The session itself changed. `event` is emitted where the change is news. */
  | { type: 'session'; change: SessionChange; event: EventTypeOf<'session'> | null }
  /** Nothing that is queued now will be sent; it fails in the background. */
  | { type: 'fail_queued'; error: MessageError }
  /** The link is gone: its credentials and keys are deleted. */
  | { type: 'unlink' }

export type ChangeType = Change['type']
export type ChangeOf<T extends ChangeType> = Extract<Change, { type: T }>

/** What one session has recorded since it was last written; its changes in order. */
export type SessionBatch = {
  session_id: string
  tenant_id: string
  epoch: number
  keys: SealedKey[]
  credentials: Buffer | null
  changes: Change[]
}
