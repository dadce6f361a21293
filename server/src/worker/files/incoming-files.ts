import type { FairPlaces } from '../../lib/fair-places.ts'
import { findFetchingMedia } from '../../store/media/received.ts'
import type { Files } from '../../whatsapp/files.ts'
import type { SessionJournal } from '../commit/journal.ts'
import { type FetchDeps, fetchFile } from './fetch-file.ts'

/** Fetches the files of messages that have arrived in one session. */
export type IncomingFiles = {
  /** Fetches through this connection from now on; null: through none. */
  connect(files: Files | null): void
  /** There may be something to fetch. */
  wake(): void
  /** A message with a file was recorded. */
  arrived(): void
  /** Resolves when nothing is being fetched. */
  idle(): Promise<void>
}

/** Files of one session that are under way or wait for their place. */
const at_once = 4

/** What is not there yet is known from its row, so whoever holds the session next goes on where this worker stopped. */
export const createIncomingFiles = (
  deps: FetchDeps & {
    /** How many files the worker fetches at once. */
    places: FairPlaces
    life: AbortSignal
    journal: Pick<SessionJournal, 'settled'>
  }
): IncomingFiles => {
  const { db, places, life, journal, log } = deps
  const { session_id } = deps.lease
  const under_way = new Map<string, Promise<void>>()
  let connection: { files: Files; end: AbortController } | null = null
  let looking = false
  let look_again = false

  const wake = (): void => {
    if (!connection || life.aborted) return
    if (looking) {
      look_again = true
      return
    }
    looking = true
    look()
      .catch((error) => log.debug({ err: error }, 'files to be fetched cannot be read now'))
      .finally(() => {
        looking = false
        if (!look_again) return
        look_again = false
        wake()
      })
  }

  const look = async (): Promise<void> => {
    const room = at_once - under_way.size
    if (room <= 0) return
    for (const row of await findFetchingMedia(db, session_id, at_once + room)) {
      const through = connection
      if (!through || under_way.has(row.id) || under_way.size >= at_once) continue
      const signal = AbortSignal.any([through.end.signal, life])
      const work = places
        .run(session_id, () => fetchFile(deps, row, through.files, signal))
        .catch((error) => log.warn({ err: error, media_id: row.id }, 'file not fetched'))
        .finally(() => {
          under_way.delete(row.id)
          wake()
        })
      under_way.set(row.id, work)
    }
  }

  return {
    connect: (files) => {
      connection?.end.abort()
      connection = files && { files, end: new AbortController() }
      wake()
    },
    wake,
    arrived: () => {
      // Its row is there when that is on disk.
      journal.settled().then(wake, () => undefined)
    },
    idle: async () => {
      await Promise.all(under_way.values())
    }
  }
}
