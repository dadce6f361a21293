/** The database cannot be reached right now. Nothing is known to be wrong with the request: try again. */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable'
  constructor(cause: Error) {
    super('the database cannot be reached', { cause })
  }
}

// Classes 08, 53 (no disk, memory or connection left) and 57P0x of the SQLSTATE table, and what the socket says when nobody answers.
const away_codes =
  /^(08...|57P0[1-5]|53[0-3]00|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND)$/
const away_texts =
  /Connection terminated|timeout exceeded when trying to connect|Cannot use a pool after calling end|connection timeout|Query read timeout|Client has encountered a connection error/

// A table has got other columns since the statement was prepared, as during an upgrade. Another connection prepares it anew.
export const isOutdatedPlan = (error: unknown): boolean =>
  error instanceof Error && error.message === 'cached plan must not change result type'

/** The error, or that the database is away where that is what it says. */
export const asAway = (error: unknown): unknown => {
  if (!(error instanceof Error)) return error
  if (isOutdatedPlan(error)) return new DatabaseUnavailable(error)
  const code = (error as { code?: string }).code
  if ((code && away_codes.test(code)) || away_texts.test(error.message))
    return new DatabaseUnavailable(error)
  return error
}
