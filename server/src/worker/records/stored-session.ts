import { hkdfSync } from 'node:crypto'
import type { SessionProxy } from '../../domain/proxy.ts'
import { proxyContext } from '../../domain/proxy-seal.ts'
import { unseal } from '../../lib/crypto.ts'
import type { Db } from '../../lib/db.ts'
import { type FirstMessages, findFirstMessages, releaseHeld } from '../../queue/first-messages.ts'
import type { MessageContent } from '../../schemas/messages/kinds.ts'
import { findArrivedStatus, findSentContent } from '../../store/messages/arrive.ts'
import { findChangeable } from '../../store/messages/edit.ts'
import { findRawMessages } from '../../store/messages/raw.ts'
import { findCredentials, findKeys } from '../../store/protocol-keys.ts'
import {
  type ConnectionWish,
  findConnectionWish,
  findLogoutRequest,
  findWanted
} from '../../store/sessions/advance.ts'
import { findProxy } from '../../store/sessions/proxies.ts'
import { findRejectCalls } from '../../store/sessions/sessions.ts'

export type { ConnectionWish } from '../../store/sessions/advance.ts'

import { findKeepsStatuses } from '../../store/statuses.ts'

/** What a sealed value belongs to: a value moved to another row does not open. */
export const sealContext = {
  secret: (session_id: string, whatsapp_id: string): string =>
    `session:${session_id}:secret:${whatsapp_id}`,
  raw: (session_id: string, direction: string, whatsapp_id: string): string =>
    `session:${session_id}:raw:${direction}:${whatsapp_id}`,
  credentials: (session_id: string): string => `session:${session_id}:credentials`,
  key: (session_id: string, kind: string, key_id: string): string =>
    `session:${session_id}:${kind}:${key_id}`
}

/** The credentials of a session, opened; null when it is not linked. Throws when the key does not fit. */
export const loadCredentials = async (
  db: Db,
  session_id: string,
  session_key: Buffer
): Promise<Buffer | null> => {
  const sealed = await findCredentials(db, session_id)
  return sealed && unseal(session_key, sealed, sealContext.credentials(session_id))
}

/** Protocol keys, opened. */
export const loadKeys = async (
  db: Db,
  session_id: string,
  session_key: Buffer,
  kind: string,
  key_ids: string[]
): Promise<Map<string, Uint8Array>> => {
  const rows = await findKeys(db, session_id, kind, key_ids)
  return new Map(
    rows.map((row) => [
      row.key_id,
      unseal(session_key, row.sealed, sealContext.key(session_id, kind, row.key_id))
    ])
  )
}

/** What is to be opened is not sealed with the key of the session yet. */
export class NotTakenOver extends Error {
  override name = 'NotTakenOver'
}

/** The proxy of a session, opened; null when it has none. Throws when it has one that cannot be opened now. */
export const loadProxy = async (
  db: Db,
  session_id: string,
  session_key: Buffer
): Promise<SessionProxy | null> => {
  const { wanted, sealed } = await findProxy(db, session_id)
  if (!wanted) return null
  if (!sealed) throw new NotTakenOver('the proxy is being sealed with the key of the session')
  return JSON.parse(unseal(session_key, sealed, proxyContext(session_id)).toString('utf8'))
}

/** What became of a message that arrived before. */
export const arrivedBefore = async (
  db: Db,
  session_id: string,
  whatsapp_id: string
): Promise<'unknown' | 'undecryptable' | 'complete'> => {
  const status = await findArrivedStatus(db, session_id, whatsapp_id)
  return status === null ? 'unknown' : status === 'undecryptable' ? 'undecryptable' : 'complete'
}

const secret_bytes = 32

/**
 * The secret of a message that is sent through the API. It follows from the key of the session, so it is the same through
 * every retry and after every crash, and has to be kept nowhere.
 */
export const ownSecret = (session_key: Buffer, session_id: string, whatsapp_id: string): Buffer =>
  Buffer.from(
    hkdfSync('sha256', session_key, session_id, `message secret ${whatsapp_id}`, secret_bytes)
  )

/** What has to be known of messages that somebody wants to change, their secrets opened. */
export const changeableMessages = async (
  db: Db,
  session_id: string,
  session_key: Buffer,
  whatsapp_id: string
) => {
  const rows = await findChangeable(db, session_id, whatsapp_id)
  return rows.map(({ secret, status, ...row }) => ({
    ...row,
    undecryptable: status === 'undecryptable',
    secret: secret
      ? unseal(session_key, secret, sealContext.secret(session_id, whatsapp_id))
      : row.direction === 'outbound'
        ? ownSecret(session_key, session_id, whatsapp_id)
        : null
  }))
}

/** Raw forms that were not tried with these kinds yet, opened; null where one does not open. */
export const rawMessages = async (
  db: Db,
  session_id: string,
  session_key: Buffer,
  kinds: string,
  limit: number
) => {
  const rows = await findRawMessages(db, session_id, kinds, limit)
  return rows.map(({ whatsapp_id, direction, sealed }) => {
    const context = sealContext.raw(session_id, direction, whatsapp_id)
    return { whatsapp_id, direction, message: unsealOrNull(session_key, sealed, context) }
  })
}

const unsealOrNull = (key: Buffer, sealed: Buffer, context: string): Buffer | null => {
  try {
    return unseal(key, sealed, context)
  } catch {
    // Sealed with the key of an earlier link: nobody can read it any more.
    return null
  }
}

/** The content of a message of ours, for a recipient who could not decrypt it. */
export const sentContent = (
  db: Db,
  session_id: string,
  whatsapp_id: string
): Promise<MessageContent | null> => findSentContent(db, session_id, whatsapp_id)

/** Whether the session's user wants the phone to remove the linked device. */
export const logoutRequested = (db: Db, session_id: string): Promise<boolean> =>
  findLogoutRequest(db, session_id)

/** Whether it is connected only to log out, and what it has to wait for before. */
export const connectionWish = (db: Db, session_id: string): Promise<ConnectionWish> =>
  findConnectionWish(db, session_id)

/** Whether its user wants the session to reject calls by itself. */
export const rejectsCalls = (db: Db, session_id: string): Promise<boolean> =>
  findRejectCalls(db, session_id)

/** Whether its user wants the session to keep the statuses of others. */
export const keepsStatuses = (db: Db, session_id: string): Promise<boolean> =>
  findKeepsStatuses(db, session_id)

/** Whether the session's user wants it to run. */
export const isWanted = (db: Db, session_id: string): Promise<boolean> => findWanted(db, session_id)

/** Of these chats, who was never met and what waits for the end of a limit. */
export const firstMessages = (
  db: Db,
  session_id: string,
  chat_ids: string[]
): Promise<FirstMessages[]> => findFirstMessages(db, session_id, chat_ids)

const released_max = 2_000

/** Gives what waited for the end of a limit its place in the queue, a piece at a time; true when that is all. */
export const releaseFirstMessages = (db: Db, session_id: string): Promise<boolean> =>
  db.transaction((tx) => releaseHeld(tx, session_id, released_max))
