import { mayBeElsewhere, parseRecipient } from '../../domain/recipient.ts'
import type { Tx } from '../../lib/db.ts'
import { findLids } from '../../store/lids/read.ts'

/** The JID by which this session knows a person who was given by a LID, or by another way to write the number. */
export type NumberOf = (session_id: string, lid: string) => string | undefined

/** Finds those among the recipients whom a session knows by another JID. The worker finds what is missed here, when it sends. */
export const knownNumbers = async (
  tx: Tx,
  tenant_id: string,
  messages: { session_id: string; to: string }[]
): Promise<NumberOf> => {
  const wanted = messages.flatMap(({ session_id, to }) => {
    const lid = parseRecipient(to)
    return lid && mayBeElsewhere(lid) ? [{ session_id, lid }] : []
  })
  if (wanted.length === 0) return () => undefined
  const found = await findLids(
    tx,
    tenant_id,
    wanted.map((one) => one.session_id),
    wanted.map((one) => one.lid)
  )
  const numbers = new Map(found.map(({ session_id, lid, jid }) => [`${session_id} ${lid}`, jid]))
  return (session_id, lid) => numbers.get(`${session_id} ${lid}`)
}

/**
 * The names under which messages with this chat may be kept: its own, and the one by which the session knows the same person. The session is null when
 * those of all are meant; then some may know the number and others not.
 */
export const namesOfChat = async (
  tx: Tx,
  tenant_id: string,
  session_id: string | null,
  chat_id: string
): Promise<{ chat_id: string; other_chat_id: string | null }> => {
  if (chat_id.endsWith('@g.us')) return { chat_id, other_chat_id: null }
  const sessions = session_id === null ? null : [session_id]
  const [known] = await findLids(tx, tenant_id, sessions, [chat_id])
  return { chat_id, other_chat_id: known?.jid ?? null }
}
