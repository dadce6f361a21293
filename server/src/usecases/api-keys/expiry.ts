import { AppError } from '../../domain/errors.ts'

/** The end of a key's life as a date; it must lie ahead. */
export const futureExpiry = (expires_at: string | null, now: Date): Date | null => {
  if (expires_at === null) return null
  const end = new Date(expires_at)
  if (end > now) return end
  const fields = [{ path: 'expires_at', message: 'Must lie in the future.' }]
  throw new AppError('validation_failed', {}, { fields })
}
