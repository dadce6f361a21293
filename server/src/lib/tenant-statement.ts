import pg from 'pg'

/** Whose rows the transaction sees, and how long its statements may run, in one statement. */
export const setTenant = (
  { tenant_id, session_ids }: { tenant_id: string; session_ids: readonly string[] | null },
  statement_ms?: number
): pg.QueryConfig => {
  const settings: [string, string, string][] = [['tenant', 'app.tenant_id', tenant_id]]
  if (session_ids) settings.push(['sessions', 'app.session_ids', boundTo(session_ids)])
  if (statement_ms !== undefined)
    settings.push(['limit', 'statement_timeout', String(statement_ms)])
  return {
    name: `set_${settings.map(([name]) => name).join('_and_')}`,
    text: `select ${settings.map(([, setting], at) => `set_config('${setting}', $${at + 1}, true)`).join(', ')}`,
    values: settings.map(([, , value]) => value)
  }
}

/** An empty setting would be none: whoever is bound to no session at all sees none. */
const boundTo = (session_ids: readonly string[]): string => session_ids.join(',') || 'none'

/** What the driver has of a connection and calls of a statement; its types know less. */
type Connection = {
  parsedStatements: Record<string, string>
  bind(to: { portal: string; statement: string; values: unknown[] }): void
  execute(what: { portal: string }): void
}
type Message = object
type Statement = {
  callback: (error: Error | null, result: pg.QueryResult) => void
  /** Writes all of it, when it was found in order. */
  prepare(connection: Connection): void
  handleDataRow(message: Message): void
  handleCommandComplete(message: Message, connection: Connection): void
}
const Statement = pg.Query as unknown as new (statement: pg.QueryConfig) => Statement

/**
 * A statement with another before it, both prepared and executed before one Sync. PostgreSQL does what stands before a Sync
 * in one transaction, so `begin` and `commit` need not be said, and the server answers once.
 */
class StatementAfter extends Statement {
  readonly #first: pg.QueryConfig
  #first_is_done = false

  constructor(first: pg.QueryConfig, statement: pg.QueryConfig) {
    // Else one without values goes another way, in which it is not the last before a Sync.
    super({ ...statement, queryMode: 'extended' } as pg.QueryConfig)
    this.#first = first
  }

  override prepare(connection: Connection): void {
    const { name = '', values = [] } = this.#first
    connection.bind({ portal: '', statement: name, values })
    connection.execute({ portal: '' })
    super.prepare(connection)
  }

  override handleDataRow(message: Message): void {
    if (this.#first_is_done) super.handleDataRow(message)
  }

  override handleCommandComplete(message: Message, connection: Connection): void {
    if (this.#first_is_done) super.handleCommandComplete(message, connection)
    this.#first_is_done = true
  }
}

/** Makes a statement in a transaction of its own, for which another one sets what it sees. One way there and back. */
export const queryAfter = async <Row extends pg.QueryResultRow>(
  client: pg.PoolClient,
  first: pg.QueryConfig,
  statement: pg.QueryConfig
): Promise<pg.QueryResult<Row>> => {
  const { parsedStatements } = (client as unknown as { connection: Connection }).connection
  // By itself it changes nothing: what it sets ends with it. It is prepared from then on.
  if (parsedStatements[first.name ?? ''] === undefined) client.query(first).catch(() => undefined)
  const query = new StatementAfter(first, statement)
  return new Promise((resolve, reject) => {
    query.callback = (error, result) => (error ? reject(error) : resolve(result))
    client.query(query as unknown as pg.Submittable)
  })
}
