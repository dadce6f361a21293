import type { Db } from '../../lib/db.ts'
import { createFairPlaces, type FairPlaces } from '../../lib/fair-places.ts'
import type { FileStore } from '../../media/worker-access/client.ts'
import { sessionsWithFiles } from '../records/received-files.ts'

/** What all sessions of a worker share for their files. */
export type FileDeps = {
  store: FileStore
  /** How many files are uploaded and fetched at once. */
  uploads: FairPlaces
  downloads: FairPlaces
  /** The largest file that is fetched. */
  bytes_max: number
}

/** Files that are on their way at once, and of them those of one session. Each takes some hundred kilobytes. */
const at_once = { all: 6, each: 2 }
/** There are never more messages in the memory of a worker. */
const waiting_max = 100_000

export const createFileDeps = (store: FileStore, bytes_max: number): FileDeps => ({
  store,
  uploads: createPlaces(),
  downloads: createPlaces(),
  bytes_max
})

const createPlaces = (): FairPlaces =>
  createFairPlaces({
    running_max: at_once.all,
    running_max_each: at_once.each,
    waiting_max,
    waiting_max_each: waiting_max,
    refuse: () => new Error('too many files wait')
  })

type Runner = { lease: { session_id: string }; connected: boolean; lookForFiles(): void }

/** Wakes the sessions that have files whose next attempt is due. */
export const lookForFiles = async (db: Db, runners: Runner[]): Promise<void> => {
  const connected = new Map(
    runners.filter((runner) => runner.connected).map((runner) => [runner.lease.session_id, runner])
  )
  if (connected.size === 0) return
  for (const session_id of await sessionsWithFiles(db, [...connected.keys()]))
    connected.get(session_id)?.lookForFiles()
}
