import { newId } from '../../domain/ids.ts'
import type { Db } from '../../lib/db.ts'
import type { Log } from '../../lib/log.ts'
import { insertKeyRequests, type KeyRequestRow } from '../../store/key-requests.ts'

/** Notes what is asked with API keys. Nothing waits for it: lines are written together, once a second. */
export type RequestLog = {
  note(line: Omit<KeyRequestRow, 'id'>): void
  /** Writes what is left. */
  flush(): Promise<void>
}

/** What is noted beyond that before it is written is left out: a log must not fill the memory. */
const waiting_max = 5_000
const piece = 500
const write_every_ms = 1_000

export const createRequestLog = (db: Db, log: Log): RequestLog => {
  let waiting: KeyRequestRow[] = []
  let left_out = 0
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()

  const writeAll = async (): Promise<void> => {
    const lines = waiting
    waiting = []
    if (left_out > 0) log.warn({ left_out }, 'requests left out of the log of API keys')
    left_out = 0
    for (let from = 0; from < lines.length; from += piece) {
      const some = lines.slice(from, from + piece)
      await insertKeyRequests(db, some).catch((error: unknown) =>
        log.warn({ lines: some.length, err: error }, 'requests of API keys could not be logged')
      )
    }
  }
  const write = (): Promise<void> => {
    timer = undefined
    writing = writing.then(writeAll)
    return writing
  }
  return {
    note: (line) => {
      if (waiting.length >= waiting_max) {
        left_out++
        return
      }
      waiting.push({ id: newId('key_request'), ...line })
      timer ??= setTimeout(() => void write(), write_every_ms).unref()
    },
    flush: () => {
      clearTimeout(timer)
      return write()
    }
  }
}
