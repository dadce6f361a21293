import { setImmediate } from 'node:timers/promises'
import type { FirstMessages } from '../../queue/first-messages.ts'

type FindFirstMessages = (chat_ids: string[]) => Promise<FirstMessages[]>

/** Looks up chats one by one for those who ask, and all that are asked for at the same time in one question. */
export const createChatLookup = (
  find: FindFirstMessages
): ((chat_id: string) => Promise<FirstMessages>) => {
  let next: { chat_ids: Set<string>; found: Promise<Map<string, FirstMessages>> } | null = null

  const gather = (): NonNullable<typeof next> => {
    const chat_ids = new Set<string>()
    const found = setImmediate().then(async () => {
      next = null
      const rows = await find([...chat_ids])
      return new Map(rows.map((row) => [row.chat_id, row]))
    })
    return { chat_ids, found }
  }

  return async (chat_id) => {
    next ??= gather()
    next.chat_ids.add(chat_id)
    const found = await next.found
    return found.get(chat_id) ?? { chat_id, met: false, held: false }
  }
}
