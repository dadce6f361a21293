/** The database cannot be reached right now. Nothing is known to be wrong with the request: try again. */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable'
  constructor(cause: Error) {
    super('the database cannot be reached', { cause })
  }
}
