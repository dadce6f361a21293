import type { CallInput, CallName, CallOutput } from '../control/calls.ts'
import type { Answer } from '../domain/answer.ts'
import type { Keep } from '../domain/disappearing.ts'
import type { SentFile } from '../domain/file-reference.ts'
import type { MessageDirection } from '../domain/message.ts'
import type { OwnSetting } from '../domain/own-setting.ts'
import type { SessionProxy } from '../domain/proxy.ts'
import type { Quote } from '../domain/quote.ts'
import type { ReceiptStatus } from '../domain/receipt.ts'
import type { HeardKind } from '../domain/session.ts'
import type { StatusSetting } from '../domain/status.ts'
import type { EventData, EventTypeOf } from '../schemas/events.ts'
import type { InboundContent, MessageContent } from '../schemas/messages/kinds.ts'
import type { Clean } from './clean.ts'
import type { ConnectionChange } from './connection-change.ts'
import type { Files } from './files.ts'

export type {
  CloseReason,
  ConnectionChange,
  ConnectionClosed,
  PasskeyChange
} from './connection-change.ts'

/**
 * What the rest of the product knows of WhatsApp. A connection tells what happens through its journal: everything it
 * records there is written in one transaction, and nothing leaves the socket before that transaction has committed.
 */
export type Engine = {
  readonly capabilities: Capabilities
  /** Opens the connection of one session; at once, without waiting for the network. */
  open(options: OpenOptions): Connection
  /**
   * Resolves when so many new links can be completed as are let in at once. Each gives the server hundreds of new keys,
   * and making them then and there would stop every other session for as long.
   */
  readyToLink(): Promise<void>
}

/** What differs between engines. */
export type Capabilities = {
  /** The ways in which a number can be linked. */
  linking: readonly ('qr' | 'pairing_code' | 'passkey')[]
  /** New links that may be completed at the same time. */
  links_at_once: number
}

export type OpenOptions = {
  session_id: string
  /** Tells the keys of this connection from those of an earlier one in the shared cache. */
  cache_scope: string
  journal: Journal
  keys: StoredKeys
  /** The credentials as they were recorded last; null for a session that is not linked. */
  credentials: Uint8Array | null
  /** The only way to WhatsApp; null: there is no proxy. */
  proxy: SessionProxy | null
  /** The last part of the version to present to WhatsApp. */
  client_build: number
  /** Called for each change of the connection, in order. */
  changed: (change: Clean<ConnectionChange>) => void
  /** Called when the phone number (as a JID) behind a LID becomes known, before a message is recorded under it. */
  lidMapped: (lid: string, jid: string) => void
  /** The file of a message sent earlier, for a recipient who could not decrypt it; null when it cannot be had any more. */
  sentFile: (whatsapp_id: string, content: MessageContent, files: Files) => Promise<SentFile | null>
  /** Whether calls are rejected without anybody asking for it. */
  rejectsCalls: () => Promise<boolean>
  /** Whether statuses that others post are kept. */
  keepsStatuses: () => Promise<boolean>
  /** Called whenever something comes that is no answer to a request. */
  heard: (kind: HeardKind) => void
}

export type Connection = {
  /**
   * Resolves when WhatsApp's server has acknowledged the message; `encrypted` is called when only that is left to wait for.
   * Sending again with the same id is safe. Rejects with SendRefused, SendInterrupted or SendElsewhere.
   */
  send(
    message: {
      whatsapp_id: string
      chat_id: string
      content: MessageContent
      /** Of a kind that has one. */
      file?: SentFile | undefined
    },
    encrypted?: () => void
  ): Promise<void>
  /** The JID of the phone number behind a LID; null while it is not known. */
  numberOf(lid: string): Promise<string | null>
  /** Until when a link can be made through this connection; null while WhatsApp does not offer one. */
  readonly offer_ends_at: Date | null
  /** What the connection can be asked while a caller waits. */
  readonly calls: CallHandlers
  readonly files: Files
  /** Asks WhatsApp for the limits of the account, which are told as a change; false when it does not answer in time. */
  readLimits(): Promise<boolean>
  /** Unlinks this device at WhatsApp. */
  logout(): Promise<void>
  /** Closes the socket; nothing is sent or recorded after it resolves. */
  close(): Promise<void>
}

/**
 * Answers one call of control/calls.ts. Rejects with the AppError that the caller gets: those that its entry lists, or
 * `call_interrupted` when the connection ends first. When the signal aborts nothing more is asked of WhatsApp, and it rejects
 * with the signal's reason.
 */
export type CallHandler<N extends CallName> = (
  input: CallInput<N>,
  signal: AbortSignal
) => Promise<CallOutput<N>>

export type CallHandlers = { readonly [N in CallName]: CallHandler<N> }

/** Facts to be written. Those of one session keep their order. */
export type EngineEvent =
  | InboundMessageFact
  /** A post of a status came. What is kept of it comes as a message of `status@broadcast`. */
  | { type: 'status_post'; whatsapp_id: string; sender_id: string; from_me: boolean; at: Date }
  /** Said in a place that is neither a person nor a group. */
  | { type: 'unplaced'; whatsapp_id: string; place: string; at: Date }
  /** A message of theirs, or of the account's on another device, has another content. */
  | {
      type: 'edited'
      whatsapp_id: string
      direction: MessageDirection
      content: InboundContent | EditedCaption
      at: Date
    }
  /** The file of a message came once more, in higher quality. */
  | {
      type: 'better_file'
      whatsapp_id: string
      direction: MessageDirection
      content: InboundContent
      at: Date
    }
  /** A message was deleted for everyone. */
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
  /** Somebody, or the account itself, has reacted to a message; an empty emoji takes the reaction back. */
  | {
      type: 'reaction'
      whatsapp_id: string
      direction: MessageDirection
      reactor_id: string
      emoji: string
      at: Date
    }
  /** Somebody, or the account itself, has answered a poll or an event. */
  | {
      type: 'answer'
      whatsapp_id: string
      direction: MessageDirection
      answerer_id: string
      answer: Answer
      at: Date
    }
  /** The raw form of a message whose content no kind in `tried` reads. */
  | {
      type: 'raw'
      whatsapp_id: string
      direction: MessageDirection
      message: Uint8Array
      tried: string
    }
  /** What the kinds in `tried` have read from a raw form; null: nothing. */
  | {
      type: 'tried'
      whatsapp_id: string
      direction: MessageDirection
      content: InboundContent | null
      tried: string
    }
  /** An edit or a deletion by somebody who may not, of a message that never came, or that cannot be read. */
  | { type: 'ignored_change' }
  /** A kind of stanza that nobody here knows. It was acknowledged. */
  | { type: 'unknown_stanza'; tag: string }
  /** Of messages in a group, or where that is null in the chat with the person. */
  | {
      type: 'receipt'
      whatsapp_ids: string[]
      group_id: string | null
      person_id: string
      status: ReceiptStatus
      at: Date
    }
  /**
   * So many others are in the group that the message is about to be sent to, or may see the status. `decided`: who they are,
   * where that was not known before.
   */
  | {
      type: 'recipients'
      whatsapp_id: string
      count: number
      decided?: { people: string[]; setting: StatusSetting } | null
    }
  | OwnSetting
  /** Somebody who is watched has come or gone. */
  | {
      type: 'presence'
      contact_id: string
      state: 'online' | 'offline'
      last_seen_at: Date | null
    }
  | { type: 'group_news'; news: GroupNews }
  /** `answer`: to be written to whoever called, where the session has a text for that. */
  | { type: 'call_news'; news: CallNews; answer: boolean }
  | { type: 'typing'; chat_id: string; sender_id: string; state: 'typing' | 'recording' | 'paused' }

/** A call came or ended, as its event tells it. */
export type CallNews = {
  [T in EventTypeOf<'call'>]: { event: T; data: Omit<EventData<T>, 'session_id'> }
}[EventTypeOf<'call'>]

/** Something that happened in a group, as its event tells it. */
export type GroupNews = {
  [T in EventTypeOf<'group'>]: { event: T; data: Omit<EventData<T>, 'session_id'> }
}[EventTypeOf<'group'>]

/** The new caption of a file, which stays as it is; empty: it has none any more. */
export type EditedCaption = { type: 'caption'; caption: string }

export type InboundMessageFact = {
  type: 'message'
  whatsapp_id: string
  chat_id: string
  sender_id: string
  /** Sent by the account itself, from its phone or another of its devices. */
  from_me: boolean
  push_name: string | null
  at: Date
  /** null: it could not be decrypted yet. */
  content: InboundContent | null
  quote: Quote | null
  forwarding_score: number
  /** How long it stays in its chat; null: for good. */
  disappearing_seconds: number | null
  /** With it the apps of people seal what they say about the message: edits, votes, answers to events. */
  secret: Uint8Array | null
}

/** A message that may be changed by who has sent it. */
export type KnownMessage = {
  direction: MessageDirection
  chat_id: string
  sender_id: string | null
  secret: Uint8Array | null
  undecryptable: boolean
}

/** Where a connection records what must be on disk before anything else is said to WhatsApp. */
export type Journal = {
  /** A protocol key with its new value; null deletes it. `encode` runs when the change is written. */
  putKey(kind: string, key_id: string, value: unknown, encode: (value: unknown) => Uint8Array): void
  /** The value of a key that is recorded and not on disk yet; undefined when there is none. */
  pendingKey(kind: string, key_id: string): { value: unknown } | undefined
  putCredentials(encode: () => Uint8Array): void
  record(fact: Clean<EngineEvent>): void
  /** Until the returned function is called nothing recorded since is written: what belongs together stays together. */
  hold(): () => void
  /** Whether this worker must not act for the session any more: its lease ran out or belongs to another. */
  readonly lost: boolean
  /** Whether something is recorded that is not on disk. */
  readonly pending: boolean
  /** Resolves when everything recorded before is on disk. Rejects when this worker may not write for the session any more. */
  settled(): Promise<void>
}

/** Keys that are on disk. A read that fails is repeated until it works or the connection is closed: it never says "there is none". */
export type StoredKeys = {
  load(kind: string, key_ids: string[]): Promise<Map<string, Uint8Array>>
  /** What became of a message that arrived: nothing is known of it, it could not be decrypted, or it is complete. */
  known(whatsapp_id: string): Promise<'unknown' | 'undecryptable' | 'complete'>
  /** The messages with this id, one of each direction at most. */
  messages(whatsapp_id: string): Promise<KnownMessage[]>
  /** Raw forms that were not tried with these kinds yet; one that cannot be opened is null. */
  rawMessages(
    kinds: string,
    limit: number
  ): Promise<{ whatsapp_id: string; direction: MessageDirection; message: Uint8Array | null }[]>
  /** Whether it is known what a chat is called. */
  isNamed(chat_id: string): Promise<boolean>
  /** The content of a message sent earlier, for a recipient who could not decrypt it. */
  sentContent(whatsapp_id: string): Promise<MessageContent | null>
  /** The secret of a message that is sent through the API; the same each time, for as long as the session lives. */
  secret(whatsapp_id: string): Uint8Array
}
