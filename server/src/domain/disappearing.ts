import { isChange } from './message-changes.ts'

/** Longer than apps let messages stay: a number that somebody has made up. */
const seconds_max = 366 * 86_400

/** For so many seconds a message says that it stays; null: for good, or it says what no app does. */
export const stayOf = (seconds: unknown): number | null =>
  typeof seconds === 'number' && seconds > 0 && seconds <= seconds_max ? Math.floor(seconds) : null

/** When a message of this time disappears; null: never. The time is that of WhatsApp's server, whenever it arrives. */
export const disappearsAt = (at: Date, seconds: number | null): Date | null =>
  seconds === null ? null : new Date(at.getTime() + seconds * 1_000)

/** Whether a message of ours of this type has words that disappear: those that only name another message have none. */
export const isDisappearing = (type: string): boolean =>
  type === 'edit' || (type !== 'reaction' && !isChange(type))

/** Somebody keeps a message in its chat, or does so no more. */
export type Keep = { keep: boolean; by_author: boolean; at: Date }

/** What two said about the same message, one after the other, comes to: where its author does not want it kept nobody else keeps it. */
export const laterKeep = (before: Keep | undefined, next: Keep): Keep => {
  if (!before || before.keep || !before.by_author || next.by_author) return next
  return { ...before, at: next.keep ? before.at : next.at }
}
