import type { IncomingHttpHeaders } from 'node:http'
import { AppError } from '../../domain/errors.ts'

/** Whether a browser says that this request comes from a page of another origin. What is no browser says nothing. */
export const isFromElsewhere = (headers: IncomingHttpHeaders): boolean => {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site !== 'same-origin'
  const { origin, host } = headers
  if (origin === undefined) return false
  return !URL.canParse(origin) || new URL(origin).host !== host
}

export const refuseOtherOrigins = (headers: IncomingHttpHeaders): void => {
  if (!isFromElsewhere(headers)) return
  throw new AppError(
    'bad_request',
    {},
    { detail: 'Only the pages of this gateway itself may log in this way.' }
  )
}
