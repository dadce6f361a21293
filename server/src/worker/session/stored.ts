import type { SessionProxy } from '../../domain/proxy.ts'
import type { Db } from '../../lib/db.ts'
import type { Log } from '../../lib/log.ts'
import { untilDone } from '../../lib/retry.ts'
import { isChatNamed } from '../../store/chats/settings.ts'
import type { StoredKeys } from '../../whatsapp/contract.ts'
import type { Lease } from '../commit/journal.ts'
import {
  arrivedBefore,
  changeableMessages,
  connectionWish,
  firstMessages,
  keepsStatuses,
  loadCredentials,
  loadKeys,
  loadProxy,
  logoutRequested,
  NotTakenOver,
  ownSecret,
  rawMessages,
  rejectsCalls,
  releaseFirstMessages,
  sentContent
} from '../records/stored-session.ts'

/** After some three seconds. */
const late_attempt = 6
const database_away = { first_ms: 100, most_ms: 2_000 }

/** What is on disk of one session. A read that fails is repeated until it works or the signal aborts. */
export type Stored = {
  keys: StoredKeys
  /** Null: the session is not linked. An error: what is stored cannot be opened with the key of this session. */
  credentials(signal: AbortSignal): Promise<Buffer | null | Error>
  /** Whether it is connected only to log out, and what it has to wait for before. */
  wish(signal: AbortSignal): ReturnType<typeof connectionWish>
  /** Of these chats, who was never met and what waits for the end of a limit. */
  firstMessages(chat_ids: string[]): ReturnType<typeof firstMessages>
  /** Gives what waited for the end of a limit a place in the queue; true when that is all. */
  releaseFirstMessages(): Promise<boolean>
  /** Whether its user wants the session logged out. */
  logoutRequested(signal: AbortSignal): Promise<boolean>
  /** Its proxy; null: it has none. One that cannot be read is waited for: without it there is no way. `late` tells once. */
  proxy(signal: AbortSignal, late: () => void): Promise<SessionProxy | null>
  /** Whether it rejects calls by itself. */
  rejectsCalls(): Promise<boolean>
  /** Whether it keeps the statuses of others. */
  keepsStatuses(): Promise<boolean>
}

export const createStored = (
  deps: { db: Db; log: Log },
  lease: Lease,
  over: AbortSignal
): Stored => {
  const { db, log } = deps
  const { session_id, session_key } = lease
  const read = <T>(work: () => Promise<T>, signal = over): Promise<T> =>
    untilDone(work, database_away, signal, (error, attempt) => {
      if (attempt === 1) log.warn({ err: error }, 'stored keys cannot be read, waiting')
    })
  return {
    keys: {
      load: (kind, ids) => read(() => loadKeys(db, session_id, session_key, kind, ids)),
      known: (id) => read(() => arrivedBefore(db, session_id, id)),
      messages: (id) => read(() => changeableMessages(db, session_id, session_key, id)),
      rawMessages: (kinds, limit) =>
        read(() => rawMessages(db, session_id, session_key, kinds, limit)),
      isNamed: (chat_id) => read(() => isChatNamed(db, session_id, chat_id)),
      sentContent: (id) => read(() => sentContent(db, session_id, id)),
      secret: (id) => ownSecret(session_key, session_id, id)
    },
    credentials: (signal) =>
      read(() => loadCredentials(db, session_id, session_key).catch(unreadable), signal),
    wish: (signal) => read(() => connectionWish(db, session_id), signal),
    firstMessages: (chat_ids) => read(() => firstMessages(db, session_id, chat_ids)),
    releaseFirstMessages: () => releaseFirstMessages(db, session_id),
    logoutRequested: (signal) => read(() => logoutRequested(db, session_id), signal),
    rejectsCalls: () => read(() => rejectsCalls(db, session_id)),
    keepsStatuses: () => read(() => keepsStatuses(db, session_id)),
    proxy: (signal, late) =>
      untilDone(
        () => loadProxy(db, session_id, session_key),
        database_away,
        signal,
        (error, attempt) => {
          if (attempt !== late_attempt) return
          log.warn({ err: error }, 'proxy cannot be read, waiting')
          if (error instanceof NotTakenOver) late()
        }
      )
  }
}

// What Node's crypto says when the authentication tag does not fit: reading again would not help.
const unreadable = (error: Error): Error => {
  if (/unable to authenticate|authentication tag/.test(error.message)) return error
  throw error
}
