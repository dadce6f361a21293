import type { Db } from '../../lib/db.ts'
import { countAnew, readCountedUntil, setCountedUntil } from '../../store/analytics/count.ts'
import { defineTask, no_payload } from '../task.ts'

const quarter_ms = 900_000
const hour_ms = 3_600_000
const day_ms = 24 * hour_ms
/** A receipt may come long after its message. What is older than this is not counted again. */
const looked_back = { always: 3 * hour_ms, hourly: 2 * day_ms, nightly: 35 * day_ms }
/** So much is counted in one transaction. */
const piece_ms = 6 * hour_ms

/**
 * Counts the messages of the last hours anew, once an hour those of two days, each night those of five weeks: receipts
 * come late. Nothing is counted where messages are sent or received. Whatever was missed is made up.
 */
export const countMessages = async (db: Db, now: Date, stopping: AbortSignal): Promise<void> => {
  const until_ms = Math.floor(now.getTime() / quarter_ms) * quarter_ms
  const counted_until = (await readCountedUntil(db)).getTime()
  const since_ms = Math.min(counted_until, until_ms - backFrom(now))
  for (let from = floor(since_ms); from < until_ms && !stopping.aborted; from += piece_ms) {
    const to = Math.min(from + piece_ms, until_ms)
    await db.transaction(async (tx) => {
      await countAnew(tx, new Date(from), new Date(to))
      await setCountedUntil(tx, new Date(to))
    })
  }
}

const floor = (ms: number): number => Math.floor(ms / quarter_ms) * quarter_ms

const backFrom = (now: Date): number => {
  if (now.getUTCMinutes() !== 7) return looked_back.always
  return now.getUTCHours() === 2 ? looked_back.nightly : looked_back.hourly
}

/** See `countMessages`; every minute. */
export const countMessagesTask = defineTask({
  name: 'count_messages',
  payload: no_payload,
  schedule: '* * * * *',
  run: ({ db }, _payload, stopping) => countMessages(db, new Date(), stopping)
})
