import pg from 'pg'
import { DatabaseAway } from './database-away.ts'
import { createGatheringSocket } from './gathering-socket.ts'
import { pause } from './retry.ts'

/** One transaction. Rows come back as the database holds them: snake_case, timestamps as Date. */
export type Tx = {
  /** Runs one statement. With `name` it is prepared once per connection. */
  query<Row extends pg.QueryResultRow>(
    text: string,
    values?: unknown[],
    name?: string
  ): Promise<Row[]>
  /**
   * A statement whose answer nobody waits for: it travels with what comes next, at the latest with the commit. What goes
   * wrong with it fails the transaction.
   */
  send(text: string, values?: unknown[], name?: string): void
}

export type Db = {
  /** Runs `work` in a transaction that sees only the rows of this tenant. Nothing it did stays when it throws. */
  withTenant<T>(tenant: { tenant_id: string }, work: (tx: Tx) => Promise<T>): Promise<T>
  /** Runs `work` in a transaction with the rights of the connection's own role. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** One statement outside a transaction. */
  query<Row extends pg.QueryResultRow>(
    text: string,
    values?: unknown[],
    name?: string
  ): Promise<Row[]>
  /** Calls `heard` for each notification until the signal aborts; reconnects by itself and then calls `heard` once. */
  listen(channel: string, heard: (payload: string) => void, signal: AbortSignal): Promise<void>
  /**
   * Waits for the lock of this name, which one holder has at a time among all processes, and runs `work` while it is held.
   * The signal that `work` gets aborts when the lock may be lost. Begins again until `signal` aborts.
   */
  hold(lock: string, work: (lost: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void>
  close(): Promise<void>
}

export type DbOptions = {
  url: string
  connections_max: number
  application_name: string
  /** Settings of every connection, as `name: value`. */
  settings?: Record<string, string>
  connect_timeout_ms?: number
  on_error?: (error: Error) => void
}

// Counters and sequences stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** A pool of connections to one database as one role. Connects when first used. */
export const openDb = (options: DbOptions): Db => {
  const connection = connectionOf(options)
  const report = options.on_error ?? (() => undefined)
  // Statements asked for together travel together; the server still does them one after the other.
  const pool = newPool(
    { ...connection, pipeline: true, stream: createGatheringSocket },
    options,
    report
  )

  const run = async <T>(begin: pg.QueryConfig[], work: (tx: Tx) => Promise<T>): Promise<T> => {
    const client = await pool.connect().catch(away)
    let broken: Error | undefined
    let committed: Promise<pg.QueryResult> | undefined
    try {
      // The beginning travels with the first statement of the work, which fails with it.
      const sent: Promise<unknown>[] = []
      const send = (statement: pg.QueryConfig): void => {
        const answer = client.query(statement)
        answer.catch(() => undefined)
        sent.push(answer)
      }
      for (const statement of begin) send(statement)
      const result = await work({
        query: (text, values, name) => query(client, text, values, name),
        send: (text, values, name) => send({ text, values, name } as pg.QueryConfig)
      })
      committed = client.query('commit')
      committed.catch(() => undefined)
      // The first of them that failed says what is wrong: the others only that it did.
      for (const answer of sent) await answer
      const { command } = await committed
      // What PostgreSQL says to the commit of a transaction in which a statement failed.
      if (command !== 'COMMIT') throw new Error('a failed statement was passed over')
      return result
    } catch (error) {
      // A commit that was answered has ended the transaction, one way or the other.
      const ended = await committed?.then(
        () => true,
        () => false
      )
      if (!ended) {
        await client.query('rollback').catch((failure: Error) => {
          broken = failure
        })
      }
      throw asAway(error)
    } finally {
      client.release(broken)
    }
  }

  return {
    withTenant: (tenant, work) =>
      run(
        [
          { text: 'begin' },
          {
            name: 'set_tenant',
            text: "select set_config('app.tenant_id', $1, true)",
            values: [tenant.tenant_id]
          }
        ],
        work
      ),
    transaction: (work) => run([{ text: 'begin' }], work),
    query: async <Row extends pg.QueryResultRow>(
      text: string,
      values?: unknown[],
      name?: string
    ) => {
      try {
        return await query<Row>(pool, text, values, name)
      } catch (error) {
        throw asAway(error)
      }
    },
    listen: (channel, heard, signal) => listen(connection, channel, heard, signal, report),
    hold: (lock, work, signal) => hold(connection, lock, work, signal, report),
    close: () => pool.end()
  }
}

/** A pool for a library that brings statements of its own. Whoever opens it ends it. */
export const openPool = (options: DbOptions): pg.Pool =>
  newPool(connectionOf(options), options, options.on_error ?? (() => undefined))

const connectionOf = (options: DbOptions): pg.PoolConfig => ({
  connectionString: options.url,
  application_name: options.application_name,
  connectionTimeoutMillis: options.connect_timeout_ms ?? 5_000,
  ...(options.settings && {
    options: Object.entries(options.settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' ')
  })
})

const newPool = (
  connection: pg.PoolConfig,
  options: DbOptions,
  report: (error: Error) => void
): pg.Pool => {
  const pool = new pg.Pool({
    ...connection,
    max: options.connections_max,
    idleTimeoutMillis: 30_000
  })
  // An idle connection that breaks is replaced when next needed.
  pool.on('error', (error: Error & { client?: unknown }) => {
    // The pool hangs the whole connection on it, with what was asked last: nothing for a log.
    delete error.client
    report(error)
  })
  // One that breaks in use fails its query, and would end the process besides if nobody listened.
  pool.on('connect', (client) => client.on('error', report))
  return pool
}

const query = async <Row extends pg.QueryResultRow>(
  on: pg.Pool | pg.PoolClient,
  text: string,
  values?: unknown[],
  name?: string
): Promise<Row[]> => {
  const result = await on.query<Row>({ text, values, name } as pg.QueryConfig)
  return result.rows
}

const listen = async (
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

const hold = async (
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
      while (!over.aborted && !(await takesLock(client, lock))) await pause(500, over)
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

const away = (error: unknown): never => {
  throw asAway(error)
}

// Classes 08 and 57P0x of the SQLSTATE table, and what the socket says when nobody answers.
const away_codes =
  /^(08...|57P0[1-5]|53300|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND)$/
const away_texts =
  /Connection terminated|timeout exceeded when trying to connect|Cannot use a pool after calling end|connection timeout|Client has encountered a connection error/

const asAway = (error: unknown): unknown => {
  if (!(error instanceof Error)) return error
  const code = (error as { code?: string }).code
  if ((code && away_codes.test(code)) || away_texts.test(error.message))
    return new DatabaseAway(error)
  return error
}

/** The name of the constraint that refused a row, when that is what went wrong. */
export const violatedConstraint = (error: unknown): string | undefined => {
  const { code, constraint } = error as { code?: string; constraint?: string }
  return code?.startsWith('23') ? constraint : undefined
}
