import Negotiator from 'negotiator'
import { AppError } from '../domain/errors.ts'

/** The media type to answer with: the caller's favourite of `offered`, the first of them without a preference; the error not_acceptable when the caller wants something else. */
export const acceptedType = (accept: string | undefined, offered: string[]): string => {
  const type = new Negotiator({ headers: { accept } }).mediaType(offered)
  if (!type) throw new AppError('not_acceptable')
  return type
}
