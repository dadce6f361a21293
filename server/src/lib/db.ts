import pg from 'pg'
import { createConnectionShares } from './connection-shares.ts'
import { createCorkingSocket } from './corking-socket.ts'
import { asAway, isOutdatedPlan } from './database-unavailable.ts'
import { hold, isLocked, listen } from './db-hold.ts'
import { queryAfter, setTenant } from './tenant-statement.ts'

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

/** What can make a statement and wait for its rows. */
export type Reader = Pick<Tx, 'query'>

/** Whose rows a transaction sees: those of a tenant or, where its caller is bound to sessions, of these alone. */
export type Bounds = { tenant_id: string; session_ids: readonly string[] | null }

/** For what no caller asks for, or one that is not known yet. */
export const wholeTenant = (tenant_id: string): Bounds => ({ tenant_id, session_ids: null })

export type TenantLimits = {
  /** How long a statement of this transaction may run, where that is not the pool's own limit. */
  statement_ms?: number
  /** It may read much: of such a tenant has few at once, and all tenants together a part of the connections. */
  reads_much?: boolean
}

export type Db = {
  /** Runs `work` in a transaction that sees only the rows of this tenant, and of these sessions. Nothing it did stays when it throws. */
  withTenant<T>(tenant: Bounds, work: (tx: Tx) => Promise<T>, limits?: TenantLimits): Promise<T>
  /**
   * Statements that see only the rows of this tenant, and of these sessions, each in a transaction of its own: the database
   * is asked once for what `withTenant` asks twice. For whoever needs one statement.
   */
  ofTenant(tenant: Bounds): Reader
  /** Runs `work` in a transaction with the rights of the connection's own role. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** One statement outside a transaction. `answer_ms` is how long to wait for its answer where that is not the pool's limit. */
  query<Row extends pg.QueryResultRow>(
    text: string,
    values?: unknown[],
    name?: string,
    answer_ms?: number
  ): Promise<Row[]>
  /** Calls `heard` for each notification until the signal aborts; reconnects by itself and then calls `heard` once. */
  listen(channel: string, heard: (payload: string) => void, signal: AbortSignal): Promise<void>
  /**
   * Waits for the lock of this name, which one holder has at a time among all processes, and runs `work` while it is held.
   * The signal that `work` gets aborts when the lock may be lost. Begins again until `signal` aborts.
   */
  hold(lock: string, work: (lost: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void>
  /** Whether some process holds the lock of this name now (`held`), or waits for it (`awaited`). */
  isLocked(lock: string, how: 'held' | 'awaited'): Promise<boolean>
  /** Its connections: how many are open, how many of those are idle, and how many wait for one. */
  connections(): { open: number; idle: number; waiting: number }
  close(): Promise<void>
}

export type DbOptions = {
  url: string
  connections_max: number
  application_name: string
  /** Settings of every connection, as `name: value`. */
  settings?: Record<string, string>
  /** The server ends a statement that runs longer, with SQLSTATE 57014. Unset: none is ended. */
  statement_ms?: number
  /**
   * A connection on which an answer takes longer is given up as dead, and what was asked on it fails with DatabaseUnavailable:
   * a server that is frozen or was cut off without a word does not even end its own statements. Unset: `statement_ms`
   * and a moment, or no limit.
   */
  answer_ms?: number
  connect_timeout_ms?: number
  /** Tenants take turns for the connections, and none has more than half of them. Who waits too long gets DatabaseBusy. */
  shared_by_tenants?: boolean
  on_error?: (error: Error) => void
}

// Counters and sequences stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** A pool of connections to one database as one role. Connects when first used. */
export const openDb = (options: DbOptions): Db => {
  const connection = connectionOf(options)
  const report = options.on_error ?? (() => undefined)
  const pool = newPool(pipelined(connection, options), options, report)
  const shares = options.shared_by_tenants ? createConnectionShares(options.connections_max) : null

  const run = async <T>(
    begin: pg.QueryConfig[],
    work: (tx: Tx) => Promise<T>,
    answer_ms?: number
  ): Promise<T> => {
    const client = await pool.connect().catch(away)
    let broken: Error | undefined
    let committed: Promise<pg.QueryResult> | undefined
    try {
      // The beginning travels with the first statement of the work, which fails with it.
      const sent: Promise<unknown>[] = []
      const send = (statement: pg.QueryConfig): void => {
        const answer = client.query(within(statement, answer_ms))
        answer.catch(() => undefined)
        sent.push(answer)
      }
      for (const statement of begin) send(statement)
      const result = await work({
        query: (text, values, name) => query(client, text, values, name, answer_ms),
        send: (text, values, name) => send({ text, values, name } as pg.QueryConfig)
      })
      committed = client.query(within({ text: 'commit' }, answer_ms))
      committed.catch(() => undefined)
      // The first of them that failed says what is wrong: the others only that it did.
      for (const answer of sent) await answer
      const { command } = await committed
      // What PostgreSQL says to the commit of a transaction in which a statement failed.
      if (command !== 'COMMIT') throw new Error('a failed statement was passed over')
      return result
    } catch (error) {
      if (isOutdatedPlan(error)) broken = error as Error
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
    ofTenant: (tenant) => ({
      query: <Row extends pg.QueryResultRow>(text: string, values?: unknown[], name?: string) => {
        const alone = () => queryAlone<Row>(pool, tenant, { text, values, name } as pg.QueryConfig)
        return shares ? shares(tenant.tenant_id, false, alone) : alone()
      }
    }),
    withTenant: (tenant, work, { statement_ms, reads_much = false } = {}) => {
      const transaction = () =>
        run(
          [{ text: 'begin' }, setTenant(tenant, statement_ms)],
          work,
          statement_ms === undefined ? undefined : statement_ms + answer_margin_ms
        )
      return shares ? shares(tenant.tenant_id, reads_much, transaction) : transaction()
    },
    transaction: (work) => run([{ text: 'begin' }], work),
    query: async <Row extends pg.QueryResultRow>(
      text: string,
      values?: unknown[],
      name?: string,
      answer_ms?: number
    ) => {
      try {
        return await query<Row>(pool, text, values, name, answer_ms)
      } catch (error) {
        throw asAway(error)
      }
    },
    listen: (channel, heard, signal) => listen(connection, channel, heard, signal, report),
    hold: (lock, work, signal) => hold(connection, lock, work, signal, report),
    isLocked: (lock, how) =>
      isLocked((text, values) => query(pool, text, values), lock, how === 'awaited').catch(away),
    connections: () => ({
      open: pool.totalCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount
    }),
    close: () => pool.end()
  }
}

/** A pool for a library that brings statements of its own. Whoever opens it ends it. */
export const openPool = (options: DbOptions): pg.Pool =>
  newPool(connectionOf(options), options, options.on_error ?? (() => undefined))

/** What an answer may take longer than its statement: the way, and those asked before it on the same connection. */
const answer_margin_ms = 2_000

/** The statement with a limit of its own; without one the pool's holds. */
const within = (statement: pg.QueryConfig, answer_ms: number | undefined): pg.QueryConfig =>
  answer_ms === undefined
    ? statement
    : ({ ...statement, query_timeout: answer_ms } as pg.QueryConfig)

const answerLimit = ({ answer_ms, statement_ms }: DbOptions): number | undefined =>
  answer_ms ?? (statement_ms === undefined ? undefined : statement_ms + answer_margin_ms)

const connectionOf = (options: DbOptions): pg.PoolConfig => ({
  connectionString: options.url,
  application_name: options.application_name,
  connectionTimeoutMillis: options.connect_timeout_ms ?? 5_000,
  ...(options.statement_ms !== undefined && { statement_timeout: options.statement_ms }),
  ...(options.settings && {
    options: Object.entries(options.settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' ')
  })
})

/** Statements asked for together travel together; the server still does them one after the other. */
const pipelined = (connection: pg.PoolConfig, options: DbOptions): pg.PoolConfig =>
  ({
    ...connection,
    // Where an answer is late the driver gives the connection up, because of the statements behind it.
    pipeline: true,
    query_timeout: answerLimit(options),
    stream: createCorkingSocket
  }) as pg.PoolConfig

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
  name?: string,
  answer_ms?: number
): Promise<Row[]> => {
  const statement = within({ text, values, name } as pg.QueryConfig, answer_ms)
  const result = await on.query<Row>(statement)
  return result.rows
}

/** A statement of a tenant in a transaction of its own. */
const queryAlone = async <Row extends pg.QueryResultRow>(
  pool: pg.Pool,
  tenant: Bounds,
  statement: pg.QueryConfig
): Promise<Row[]> => {
  const client = await pool.connect().catch(away)
  let broken: Error | undefined
  try {
    return (await queryAfter<Row>(client, setTenant(tenant), statement)).rows
  } catch (error) {
    const told = asAway(error)
    // What the server refuses leaves the connection as good as before.
    if (told !== error || !(error instanceof pg.DatabaseError)) broken = error as Error
    throw told
  } finally {
    client.release(broken)
  }
}

const away = (error: unknown): never => {
  throw asAway(error)
}

/** The name of the constraint that refused a row, when that is what went wrong. */
export const violatedConstraint = (error: unknown): string | undefined => {
  const { code, constraint } = error as { code?: string; constraint?: string }
  return code?.startsWith('23') ? constraint : undefined
}
