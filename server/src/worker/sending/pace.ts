import type { Pacing } from '../../domain/pacing.ts'

/** Keeps the pace that a customer has set for a session. */
export type Pace = {
  /** What is set now, and what was sent lately, as far as this process does not know it. */
  set(pacing: Pacing, sent: { chat_id: string; last_at: Date }[]): void
  /** Whether it was ever told what is set. */
  readonly known: boolean
  /** Whether anything is set. */
  readonly limits: boolean
  /** From when on the session may send. */
  sessionFree(): number
  /** From when on it may send to this chat. */
  chatFree(chat_id: string): number
  /** Two chats are one from here on. */
  merge(from: string, to: string): void
  /** A message to this chat begins. */
  began(chat_id: string, now_ms: number): void
}

/** Chats remembered; older ones are let go when there are more. */
const chats_max = 5_000

export const createPace = (): Pace => {
  const chats = new Map<string, number>()
  let pacing: Pacing | undefined
  let last_ms = Number.NEGATIVE_INFINITY

  return {
    set: (next, sent) => {
      pacing = next
      for (const { chat_id, last_at } of sent) {
        last_ms = Math.max(last_ms, last_at.getTime())
        if (chat_id) chats.set(chat_id, Math.max(chats.get(chat_id) ?? 0, last_at.getTime()))
      }
    },
    get known() {
      return pacing !== undefined
    },
    get limits() {
      return !!pacing?.messages_per_minute || !!pacing?.pause_between_messages_ms
    },
    sessionFree: () =>
      pacing?.messages_per_minute ? last_ms + 60_000 / pacing.messages_per_minute : 0,
    chatFree: (chat_id) =>
      pacing?.pause_between_messages_ms
        ? (chats.get(chat_id) ?? 0) + pacing.pause_between_messages_ms
        : 0,
    merge: (from, to) => {
      const at_ms = Math.max(chats.get(from) ?? 0, chats.get(to) ?? 0)
      if (chats.delete(from)) chats.set(to, at_ms)
    },
    began: (chat_id, now_ms) => {
      last_ms = now_ms
      chats.delete(chat_id)
      chats.set(chat_id, now_ms)
      for (const oldest of chats.keys()) {
        if (chats.size <= chats_max) break
        chats.delete(oldest)
      }
    }
  }
}
