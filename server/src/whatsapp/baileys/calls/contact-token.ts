import { isLidUser, jidDecode, jidNormalizedUser } from 'baileys'
import { buildTcTokenFromJid } from 'baileys/lib/Utils/tc-token-utils.js'
import type { CallContext } from './context.ts'

/** What proves to WhatsApp that the person wants to hear from us, for pictures that only contacts see. */
export const tokenFor = async ({ socket, creds }: CallContext, jid: string) => {
  const own = [creds.me?.id, creds.me?.lid].map((one) => one && jidNormalizedUser(one))
  // WhatsApp never answers to those who prove to be their own contact.
  if (own.includes(jid)) return []
  const { keys } = socket.authState
  // Whoever has given a token is known by LID already.
  const getLIDForPN = (pn: string): Promise<string | null> => knownLidOf({ socket }, pn)
  return (await buildTcTokenFromJid({ authState: { keys }, jid, getLIDForPN })) ?? []
}

/**
 * The LID of a number as far as it is known here. Baileys would ask WhatsApp about the others, and wait for it longer than the
 * caller does.
 */
export const knownLidOf = async (
  { socket }: Pick<CallContext, 'socket'>,
  pn: string
): Promise<string | null> => {
  if (isLidUser(pn)) return pn
  const user = jidDecode(pn)?.user ?? ''
  const lid = (await socket.authState.keys.get('lid-mapping', [user]))[user]
  return lid ? `${lid}@lid` : null
}
