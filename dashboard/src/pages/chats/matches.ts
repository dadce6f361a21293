import { plainText } from '../../app/plain-text.ts'
import type { Chat } from '../../lib/api.ts'
import { wordsOf } from '../../lib/contents.ts'

/** Whether a chat is one that these words mean: by its name, its number or its last message. */
export const matches = (
  chat: Pick<Chat, 'id' | 'name' | 'last_message'>,
  text: string
): boolean => {
  const words = plainText(text).split(/\s+/).filter(Boolean)
  const { name, id, last_message } = chat
  const all = plainText([name ?? '', id, last_message ? wordsOf(last_message) : ''].join(' '))
  return words.every((word) => all.includes(word))
}
