import { invalid } from '../../domain/errors.ts'

/** The end of a key's life as a date; it must lie ahead. */
export const futureExpiry = (expires_at: string | null, now: Date): Date | null => {
  if (expires_at === null) return null
  const end = new Date(expires_at)
  if (end > now) return end
  throw invalid('expires_at', 'Must lie in the future.')
}
