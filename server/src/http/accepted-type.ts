import Negotiator from 'negotiator'
import { AppError } from '../domain/errors.ts'

/** The media type that the caller would rather have: the first of `offered` without a preference; null where it names none of them. */
export const preferredType = (accept: string | undefined, offered: string[]): string | null =>
  new Negotiator({ headers: { accept } }).mediaType(offered) ?? null

/** The same; the error not_acceptable when the caller wants something else. */
export const acceptedType = (accept: string | undefined, offered: string[]): string => {
  const type = preferredType(accept, offered)
  if (!type) throw new AppError('not_acceptable')
  return type
}
