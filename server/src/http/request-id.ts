import type { IncomingMessage } from 'node:http'
import { newId } from '../domain/ids.ts'

/** The id a request goes by in logs and answers: the caller's own when it is well formed, else a new one. */
export const requestId = (request: IncomingMessage): string => {
  const given = request.headers['x-request-id']
  return typeof given === 'string' && /^[\w.:-]{1,100}$/.test(given) ? given : newId('request')
}
