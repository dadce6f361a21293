import { type AppError, errors } from '../../domain/errors.ts'

/** Of RFC 6455 and its registry. */
const internal_error = 1011
const service_restart = 1012
const try_again_later = 1013

/**
 * The code that a socket is closed with. 1011 to 1013: open it again after the last event that has come. 4000 and the HTTP
 * status of the error: first put right what it says.
 */
export const closeCode = ({ code }: AppError): number => {
  const { status, retry } = errors[code]
  if (code === 'stopping') return service_restart
  if (retry === 'yes') return try_again_later
  return status >= 500 ? internal_error : 4000 + status
}
