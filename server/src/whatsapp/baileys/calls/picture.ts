import { type BinaryNode, getBinaryNodeChild } from 'baileys'
import type { Picture } from '../../../schemas/profile.ts'
import { type Ask, QuestionRefused } from './ask.ts'

/**
 * The picture of a person or a group; null when there is none. Rejects with QuestionRefused
 * 401 where it is not shown to us. `token`: what proves that we are a contact; with the own one WhatsApp would never answer.
 */
export const readPicture = async (
  ask: Ask,
  target: string,
  signal: AbortSignal,
  token: BinaryNode[] = []
): Promise<Picture | null> => {
  const picture: BinaryNode = {
    tag: 'picture',
    attrs: { type: 'image', query: 'url' },
    ...(token.length > 0 && { content: token })
  }
  const content = [picture]
  const answer = await ask(
    { xmlns: 'w:profile:picture', type: 'get', target, content },
    signal
  ).catch((error) => {
    if (error instanceof QuestionRefused && error.code === '404') return undefined
    throw error
  })
  const { id, url } = getBinaryNodeChild(answer, 'picture')?.attrs ?? {}
  return id ? { id, url: url ?? null } : null
}
