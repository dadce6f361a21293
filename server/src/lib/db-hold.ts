import pg from 'pg'
import { pause } from './retry.ts'

/** Listens on a connection of its own until the signal aborts; see `Db.listen`. */
export const listen = async (
  connection: pg.PoolConfig,
  channel: string,
  heard: (payload: string) => void,
  signal: AbortSignal,
  report: (error: Error) => void
): Promise<void> => {
  while (!signal.aborted) {
    const client = new pg.Client(connection)
    const ended = new Promise<void>((resolve) => {
      client.once('end', resolve)
      client.on('error', (error) => {
        report(error)
        resolve()
      })
      signal.addEventListener('abort', () => resolve(), { once: true })
    })
    try {
      await client.connect()
      client.on('notification', (message) => heard(message.payload ?? ''))
      await client.query(`listen ${pg.escapeIdentifier(channel)}`)
      heard('')
      await ended
    } catch (error) {
      report(error as Error)
    }
    await client.end().catch(report)
    if (!signal.aborted) await pause(500, signal)
  }
}

/** Holds a lock on a connection of its own; see `Db.hold`. */
export const hold = async (
  connection: pg.PoolConfig,
  lock: string,
  work: (lost: AbortSignal) => Promise<void>,
  signal: AbortSignal,
  report: (error: Error) => void
): Promise<void> => {
  while (!signal.aborted) {
    const client = new pg.Client({ ...connection, keepAlive: true })
    const lost = new AbortController()
    const over = AbortSignal.any([lost.signal, signal])
    client.once('end', () => lost.abort())
    client.on('error', (error) => {
      report(error)
      lost.abort()
    })
    try {
      await client.connect()
      await client.query(wait, [waiting(lock)])
      while (!over.aborted && !(await takesLock(client, lock))) await pause(500, over)
      await client.query(wait_no_more, [waiting(lock)])
      if (!over.aborted) await Promise.all([work(over), watchConnection(client, lost, over)])
    } catch (error) {
      report(error as Error)
    }
    lost.abort()
    // A connection that was cut off without a word never says good-bye.
    const waited = new AbortController()
    await Promise.race([client.end().catch(report), pause(1_000, waited.signal)])
    waited.abort()
    if (!signal.aborted) await pause(500, signal)
  }
}

/** Whether a connection holds the lock of this name, or with `awaited` whether one waits for it. */
export const isLocked = async (
  query: (text: string, values: unknown[]) => Promise<{ free: boolean }[]>,
  lock: string,
  awaited: boolean
): Promise<boolean> => {
  const [row] = await query('select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as free', [
    awaited ? waiting(lock) : lock
  ])
  return row?.free === false
}

/** Whoever waits for a lock shares this one with all who do. */
const waiting = (lock: string): string => `${lock}, waiting`
const wait = 'select pg_advisory_lock_shared(hashtextextended($1, 0))'
const wait_no_more = 'select pg_advisory_unlock_shared(hashtextextended($1, 0))'

const takesLock = async (client: pg.Client, lock: string): Promise<boolean> => {
  const { rows } = await client.query<{ taken: boolean }>(
    'select pg_try_advisory_lock(hashtextextended($1, 0)) as taken',
    [lock]
  )
  return rows[0]?.taken === true
}

/** The server lets go of the lock of a connection that it thinks dead: be sooner than it to notice. */
const watchConnection = async (
  client: pg.Client,
  lost: AbortController,
  over: AbortSignal
): Promise<void> => {
  while (!over.aborted) {
    await pause(2_000, over)
    if (over.aborted) return
    const answered = client.query('select 1').then(
      () => true,
      () => false
    )
    if (!(await Promise.race([answered, pause(4_000, over).then(() => false)]))) lost.abort()
  }
}
