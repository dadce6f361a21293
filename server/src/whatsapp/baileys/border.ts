import { clean, identifier } from '../clean.ts'
import type {
  ConnectionChange,
  EngineEvent,
  Journal,
  OpenOptions,
  StoredKeys
} from '../contract.ts'

/** The journal as a connection has it. */
export type BorderJournal = Omit<Journal, 'record'> & { record(fact: EngineEvent): void }

/** What a connection is opened with, seen from within: whatever it tells is cleaned on the way out. */
export type BorderOptions = Omit<OpenOptions, 'journal' | 'changed'> & {
  journal: BorderJournal
  changed: (change: ConnectionChange) => void
}

/**
 * The border between what WhatsApp says and what is kept. Nothing that a stranger can put into a stanza may be refused by
 * the database behind it: the session would meet it again each time it connects.
 */
export const atBorder = (options: OpenOptions): BorderOptions => ({
  ...options,
  journal: cleaningJournal(options.journal),
  keys: cleaningKeys(options.keys),
  changed: (change) => options.changed(clean(change)),
  lidMapped: (lid, jid) => options.lidMapped(identifier(lid), identifier(jid))
})

const cleaningJournal = (journal: Journal): BorderJournal => ({
  putKey: (kind, key_id, value, encode) => journal.putKey(kind, identifier(key_id), value, encode),
  pendingKey: (kind, key_id) => journal.pendingKey(kind, identifier(key_id)),
  putCredentials: (encode) => journal.putCredentials(encode),
  record: (fact) => journal.record(clean(fact)),
  hold: () => journal.hold(),
  get lost() {
    return journal.lost
  },
  get pending() {
    return journal.pending
  },
  settled: () => journal.settled()
})

const cleaningKeys = (keys: StoredKeys): StoredKeys => ({
  load: async (kind, key_ids) => {
    const names = new Map(key_ids.map((key_id) => [identifier(key_id), key_id]))
    const rows = await keys.load(kind, [...names.keys()])
    return new Map([...rows].map(([name, value]) => [names.get(name) ?? name, value]))
  },
  known: (whatsapp_id) => keys.known(identifier(whatsapp_id)),
  messages: (whatsapp_id) => keys.messages(identifier(whatsapp_id)),
  rawMessages: (kinds, limit) => keys.rawMessages(kinds, limit),
  isNamed: (chat_id) => keys.isNamed(identifier(chat_id)),
  sentContent: (whatsapp_id) => keys.sentContent(identifier(whatsapp_id)),
  secret: keys.secret
})
