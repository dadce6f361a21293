/** A process cannot start, for a reason that its operator can do something about. The message is all he needs. */
export class StartError extends Error {
  override name = 'StartError'
}
