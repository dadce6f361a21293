import { Mutex } from 'async-mutex'
import {
  type AuthenticationCreds,
  type BinaryNode,
  getBinaryNodeChildren,
  type WASocket
} from 'baileys'
import { backoffMs, pause } from '../../../lib/retry.ts'
import { type CollectionName, collection_names, isCollectionName } from './collection.ts'
import type { Mark } from './marks.ts'
import { requestKeys } from './request-keys.ts'
import { MissingKeys } from './shared-keys.ts'
import { type SyncOptions, syncCollections } from './sync.ts'

const answered_within_ms = 30_000
const attempts_max = 4
const between_attempts = { first_ms: 2_000, most_ms: 60_000 }

/** Keeps the collections as they are at the server. */
export type Follower = {
  /** The server says that collections have changed. Recorded when this resolves. */
  heard(stanza: BinaryNode): Promise<void>
  /** Reads what is known to be new, as far as the phone has shared the keys; repeats it when that fails. */
  catchUp(): void
  /** Runs while nothing is read or added by anybody else. */
  alone<T>(work: () => Promise<T>): Promise<T>
  /** Reads what is new in a collection, unless it is known that nothing is. To be called within `alone`. */
  refresh(name: CollectionName, signal: AbortSignal): Promise<void>
}

export const createFollower = (
  socket: WASocket,
  sync: SyncOptions,
  creds: AuthenticationCreds,
  over: AbortSignal
): Follower => {
  const { marks, journal, log } = sync
  const one_at_a_time = new Mutex()

  const isBehind = (name: CollectionName): boolean => behind(marks.of(name))

  /** What was announced before does not count any more when all that there is has been read. */
  const readAll = async (names: CollectionName[], given: AbortSignal): Promise<void> => {
    const before = new Map(names.map((name) => [name, marks.of(name).wanted]))
    await syncCollections(sync, names, AbortSignal.any([over, given]), (name) => {
      const { has, wanted } = marks.of(name)
      const announced = wanted > Math.max(has, before.get(name) ?? 0)
      marks.put(name, { has, wanted: announced ? wanted : has, read: true })
    })
    await journal.settled()
  }

  const readNews = (): Promise<void> =>
    one_at_a_time.runExclusive(async () => {
      await marks.ready()
      if (over.aborted || !creds.myAppStateKeyId) return
      const names = collection_names.filter(isBehind)
      if (names.length > 0) await readAll(names, AbortSignal.timeout(answered_within_ms))
    })

  const keepReading = async (): Promise<void> => {
    for (let attempt = 1; attempt <= attempts_max && !over.aborted; attempt++) {
      try {
        do {
          again = false
          await readNews()
        } while (again)
        return
      } catch (error) {
        if (over.aborted || journal.lost) return
        // They come when the phone is there, which wakes this again.
        if (error instanceof MissingKeys) return requestKeys(socket, creds, error.key_ids)
        log.warn({ err: error }, 'settings of the account could not be read')
        await pause(backoffMs(between_attempts, attempt), over)
      }
    }
  }

  let reading = false
  let again = false
  const catchUp = (): void => {
    again = true
    if (reading || over.aborted) return
    reading = true
    keepReading()
      .catch((error: Error) => log.warn({ err: error }, 'settings of the account were not read'))
      .finally(() => {
        reading = false
        if (again) catchUp()
      })
  }

  return {
    heard: async (stanza) => {
      await marks.ready()
      for (const { name, version } of announcedIn(stanza)) {
        const { has, wanted, read } = marks.of(name)
        marks.put(name, { has, wanted: Math.max(wanted, version ?? has + 1), read })
      }
      // step: settings announced
      catchUp()
    },
    catchUp,
    alone: (work) => one_at_a_time.runExclusive(work),
    refresh: async (name, signal) => {
      await marks.ready()
      if (isBehind(name)) await readAll([name], signal)
    }
  }
}

const behind = ({ has, wanted, read }: Mark): boolean => !read || has < wanted

/** The collections that have changed, and to which version where that is told. */
const announcedIn = (stanza: BinaryNode): { name: CollectionName; version: number | null }[] =>
  getBinaryNodeChildren(stanza, 'collection').flatMap(({ attrs: { name, version } }) => {
    if (!isCollectionName(name)) return []
    const told = Number(version ?? Number.NaN)
    return [{ name, version: Number.isSafeInteger(told) ? told : null }]
  })
