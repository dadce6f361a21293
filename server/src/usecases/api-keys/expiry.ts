import { invalid } from '../../domain/errors.ts'

/** The end of a key's life as a date; it must lie ahead. null: never; undefined: not given. */
export const futureExpiry = (
  expires_at: string | null | undefined,
  now: Date
): Date | null | undefined => {
  if (expires_at === null || expires_at === undefined) return expires_at
  const end = new Date(expires_at)
  if (end > now) return end
  throw invalid('expires_at', 'Must lie in the future.')
}
