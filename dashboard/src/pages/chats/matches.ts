import type { Chat } from '../../lib/api.ts'
import { wordsOf } from '../../lib/contents.ts'

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** Whether a chat is one that these words mean: by its name, its number or its last message. */
export const matches = (
  chat: Pick<Chat, 'id' | 'name' | 'last_message'>,
  text: string
): boolean => {
  const words = plain(text).split(/\s+/).filter(Boolean)
  const { name, id, last_message } = chat
  const all = plain([name ?? '', id, last_message ? wordsOf(last_message) : ''].join(' '))
  return words.every((word) => all.includes(word))
}
