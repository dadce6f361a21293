/** The database cannot be reached right now. Nothing is known to be wrong with the request: try again. */
export class DatabaseAway extends Error {
  override name = 'DatabaseAway'
  constructor(cause: Error) {
    super('the database cannot be reached', { cause })
  }
}
