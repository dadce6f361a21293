/** A process cannot start, for a reason that its operator can do something about. The message says all that is needed. */
export class StartError extends Error {
  override name = 'StartError'
}
