import { isUtf8 } from 'node:buffer'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError, invalid } from '../domain/errors.ts'
import { exceedsJson, findInvalidUtf8, findJsonFault } from '../lib/json-place.ts'

/** How deep a body may be nested: far more than any schema asks for. */
export const depth_max = 32
const values_max = 20_000

declare module 'fastify' {
  interface FastifyContextConfig {
    body_values_max?: number
  }
}

/** One kind of body; an empty one counts as none, because clients send Content-Type with nothing behind it. */
export const acceptJsonOnly = (app: FastifyInstance): void => {
  // Also refuses names that would change the prototype of what they are copied to.
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    (request, bytes, done) => {
      if (bytes.length === 0) return done(null, undefined)
      const refusal = refuseBytes(request, bytes)
      if (refusal) return done(refusal)
      const text = bytes.toString()
      parse(request, text, (error, body) => {
        if (error) done(badJson(text))
        else done(null, body)
      })
    }
  )
}

/** What can be said of a body before it is parsed: parsing what is refused here could keep the process from all else. */
const refuseBytes = (request: FastifyRequest, bytes: Buffer): AppError | null => {
  const encoding = request.headers['content-encoding'] ?? 'identity'
  if (encoding.toLowerCase() !== 'identity') {
    const detail = 'Send the body as it is, without Content-Encoding.'
    return new AppError('unsupported_media_type', {}, { detail })
  }
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(request.headers['content-type'] ?? '')?.[1]
  if (charset !== undefined && !/^(utf-?8|us-ascii)$/i.test(charset)) {
    const detail = 'JSON is UTF-8: send it so, without another charset.'
    return new AppError('unsupported_media_type', {}, { detail })
  }
  if (!isUtf8(bytes)) {
    const place = findInvalidUtf8(bytes) ?? 0
    const detail = `The body is not UTF-8 from byte ${place} on (counted from 0). Encode it as UTF-8.`
    return new AppError('bad_json', {}, { detail })
  }
  const most = {
    depth: depth_max,
    values: request.routeOptions.config.body_values_max ?? values_max
  }
  const excess = exceedsJson(bytes, most)
  if (!excess) return null
  const message =
    excess === 'depth'
      ? `Must not be nested deeper than ${most.depth}.`
      : `Must not have more than ${most.values} values.`
  return invalid('', message)
}

const badJson = (text: string): AppError => {
  const fault = findJsonFault(text.replace(/^\ufeff/, ''))
  const detail = fault
    ? `Line ${fault.line}, column ${fault.column}: ${fault.advice}`
    : 'The names "__proto__" and "constructor" are not accepted.'
  return new AppError('bad_json', {}, { detail })
}
