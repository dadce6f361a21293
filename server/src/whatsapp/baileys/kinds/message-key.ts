import { isJidGroup, isPnUser, jidNormalizedUser, type proto } from 'baileys'
import type { MessageTarget } from '../../../schemas/messages/kinds.ts'
import type { EncodeContext } from './codec.ts'

/** A message as another one of its chat names it. */
export const keyOf = async (
  { whatsapp_id, from_me, sender_id }: MessageTarget,
  { to, lidOf }: Pick<EncodeContext, 'to' | 'lidOf'>
): Promise<proto.IMessageKey> => {
  const author = isJidGroup(to) === true && !from_me && sender_id !== null ? sender_id : null
  // Groups name their members by LID; where somebody has none the number stands.
  const participant = author && isPnUser(author) ? ((await lidOf(author)) ?? author) : author
  return {
    remoteJid: to,
    fromMe: from_me,
    id: whatsapp_id,
    ...(participant && { participant: jidNormalizedUser(participant) })
  }
}
