import type { proto, WAMessageKey } from 'baileys'
import { isStatus } from '../../../domain/status.ts'
import { hasFile } from '../../../schemas/messages/file-kinds.ts'
import type { OpenOptions, StoredKeys } from '../../contract.ts'
import type { Files } from '../../files.ts'
import type { EncodeContext } from '../kinds/codec.ts'
import { encodeContent } from '../kinds.ts'
import { secretOfTarget } from './answer-to-whatsapp.ts'

/** A message that was sent earlier, for a recipient who could not decrypt it; undefined when it is not there any more. */
export const sentMessage = async (
  { id, remoteJid }: WAMessageKey,
  options: Pick<EncodeContext, 'lidOf' | 'own'> & {
    stored: Pick<StoredKeys, 'sentContent' | 'secret' | 'messages'>
    sentFile: OpenOptions['sentFile']
    files: Files
  }
): Promise<proto.IMessage | undefined> => {
  const { stored, sentFile, files, lidOf, own } = options
  // Baileys would send it to the person alone, whose apps would show it as a message in the chat.
  if (isStatus(remoteJid ?? '')) return undefined
  const content = id ? await stored.sentContent(id) : null
  if (!id || !content) return undefined
  const file = hasFile(content.type) ? await sentFile(id, content, files) : undefined
  if (file === null) return undefined
  const secret = () => stored.secret(id)
  const secretOf = secretOfTarget(stored.messages)
  return encodeContent(content, { to: remoteJid ?? '', lidOf, own, secret, secretOf, file })
}
