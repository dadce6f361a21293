import {
  type BinaryNode,
  decryptMediaRetryData,
  encryptMediaRetryRequest,
  proto,
  type WASocket
} from 'baileys'
import { FileError, type Files } from '../../files.ts'

/** A phone that is switched on answers within seconds. */
const answer_within_ms = 30_000

const { SUCCESS } = proto.MediaRetryNotification.ResultType

/** Asks the phone for files, and hears its answers. */
export const createAskAgain = (
  socket: Pick<WASocket, 'ws' | 'sendNode'>,
  own_jid: () => string | undefined
): Files['askAgain'] => {
  const waiting = new Map<string, (answer: BinaryNode) => void>()
  socket.ws.on('CB:notification', (node: BinaryNode) => {
    if (node.attrs['type'] === 'mediaretry') waiting.get(node.attrs['id'] ?? '')?.(node)
  })

  return async ({ media_key }, { whatsapp_id, remote_jid, from_me, participant }, signal) => {
    const me = own_jid()
    if (!me) throw new FileError('interrupted', 'not linked')
    const answered = Promise.withResolvers<BinaryNode>()
    const giveUp = (): void => answered.reject(new FileError('interrupted', 'the phone is silent'))
    const timer = setTimeout(giveUp, answer_within_ms)
    signal.addEventListener('abort', giveUp, { once: true })
    waiting.set(whatsapp_id, answered.resolve)
    // Whoever waits is told by the sending itself when that fails.
    answered.promise.catch(() => undefined)
    try {
      const key = { id: whatsapp_id, remoteJid: remote_jid, fromMe: from_me, participant }
      await socket.sendNode(
        await encryptMediaRetryRequest(
          { ...key, participant: participant ?? undefined },
          Buffer.from(media_key),
          me
        )
      )
      return pathIn(await answered.promise, media_key, whatsapp_id)
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', giveUp)
      waiting.delete(whatsapp_id)
    }
  }
}

const pathIn = (answer: BinaryNode, media_key: Uint8Array, whatsapp_id: string): string => {
  const sealed = childOf(answer, 'encrypt')
  const ciphertext = childOf(sealed, 'enc_p')?.content
  const iv = childOf(sealed, 'enc_iv')?.content
  if (!(ciphertext instanceof Uint8Array) || !(iv instanceof Uint8Array))
    throw new FileError('gone', 'the phone does not have the file')
  const { result, directPath } = opened({ ciphertext, iv }, media_key, whatsapp_id)
  if (result !== SUCCESS || !directPath)
    throw new FileError('gone', 'the phone cannot upload the file again')
  return directPath
}

const opened = (
  sealed: { ciphertext: Uint8Array; iv: Uint8Array },
  media_key: Uint8Array,
  whatsapp_id: string
): proto.IMediaRetryNotification => {
  try {
    return decryptMediaRetryData(sealed, media_key, whatsapp_id)
  } catch (error) {
    throw new FileError('gone', 'the answer of the phone cannot be opened', { cause: error })
  }
}

const childOf = (node: BinaryNode | undefined, tag: string): BinaryNode | undefined =>
  Array.isArray(node?.content) ? node.content.find((child) => child.tag === tag) : undefined
