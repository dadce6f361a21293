import { readableText, wordsOf } from '../domain/search-words.ts'
import type { Db, Tx } from '../lib/db.ts'
import type { Log } from '../lib/log.ts'
import { pause } from '../lib/retry.ts'
import {
  beginWords,
  type DueMessage,
  putWords,
  takeDue,
  takeOlder
} from '../store/messages/words.ts'

const batch = 500
const look_every_ms = 1_000
/** What is there from before has time. */
const older_every_ms = 100

const keepWords = (tx: Tx, messages: DueMessage[]): Promise<void> =>
  putWords(
    tx,
    messages.map(({ id, content }) => ({ message_id: id, words: wordsOf(readableText(content)) }))
  )

/**
 * Makes messages that were stored or changed known to the search; when there are few of those, some that were there before
 * it could search. Resolves to how many there were of each.
 */
export const readDueWords = (db: Db): Promise<{ new_ones: number; older: number }> =>
  db.transaction(async (tx) => {
    if (!(await beginWords(tx))) return { new_ones: 0, older: 0 }
    const { taken, messages } = await takeDue(tx, batch)
    const older = taken < batch ? await takeOlder(tx, batch) : []
    await keepWords(tx, messages)
    await keepWords(tx, older)
    return { new_ones: taken, older: older.length }
  })

/** Goes on until the signal aborts, whatever the database does. */
export const readWords = async (db: Db, log: Log, stopped: AbortSignal): Promise<void> => {
  while (!stopped.aborted) {
    const { new_ones, older } = await readDueWords(db).catch((error) => {
      log.debug({ err: error }, 'words of messages cannot be read now')
      return { new_ones: 0, older: 0 }
    })
    if (new_ones < batch) await pause(older > 0 ? older_every_ms : look_every_ms, stopped)
  }
}
