import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { AppError, type ErrorCode, errors, type FieldError } from '../domain/errors.ts'
import { DatabaseAway } from '../lib/database-away.ts'
import type { Log } from '../lib/log.ts'
import { HasherBusy } from '../lib/password-hasher.ts'

export type Problem = {
  type: string
  title: string
  status: number
  detail: string
  code: ErrorCode
  errors: FieldError[]
  request_id: string
}

const retry_after_s = 2

/** Answers with any error as RFC 9457 problem details. What went wrong inside stays inside: it is logged, not shown. */
export const sendProblem = (
  log: Log,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply
): void => {
  const known = asAppError(error)
  const { status } = errors[known.code]
  if (status >= 500) report(log, error, known, request)
  const wait = known.retry_after_s ?? (status === 503 ? retry_after_s : undefined)
  if (wait !== undefined) reply.header('retry-after', Math.ceil(wait))
  if (known.rate_limit) {
    const { limit, remaining, reset_s } = known.rate_limit
    reply.headers({
      'ratelimit-limit': limit,
      'ratelimit-remaining': remaining,
      'ratelimit-reset': reset_s
    })
  }
  if (status === 401) reply.header('www-authenticate', 'Bearer')
  // An answer of 4xx before the body was read leaves the rest of it on the connection.
  if (known.code === 'body_too_large') reply.header('connection', 'close')
  reply
    .code(status)
    .header('x-request-id', request.id)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(problem(known, request.id))
}

/** The body of an error. */
export const problem = (error: AppError, request_id: string): Problem => {
  const { status, title, text } = errors[error.code]
  return {
    type: `/api-docs#problem-${error.code}`,
    title,
    status,
    detail: (status < 500 ? error.detail : undefined) ?? text,
    code: error.code,
    errors: error.fields,
    request_id
  }
}

const fastify_codes: Record<string, ErrorCode> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'bad_json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'bad_json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'bad_json',
  FST_ERR_BAD_URL: 'not_found',
  FST_ERR_MAX_PARAM_LENGTH: 'not_found',
  FST_ERR_NOT_FOUND: 'not_found'
}

/** PostgreSQL gave up waiting for a lock, or chose this transaction to end a deadlock. It was rolled back. */
const crowded = new Set(['57014', '55P03', '40P01', '40001'])

const asAppError = (error: unknown): AppError => {
  if (error instanceof AppError) return error
  if (error instanceof DatabaseAway) return new AppError('database_away', {}, { cause: error })
  if (error instanceof HasherBusy) return new AppError('busy', {}, { cause: error })
  const { code, statusCode } = error as Partial<FastifyError>
  if (code !== undefined && crowded.has(code)) return new AppError('busy', {}, { cause: error })
  const known = code === undefined ? undefined : fastify_codes[code]
  if (known) return new AppError(known, {}, { cause: error })
  // A body that the JSON parser refuses, prototype pollution included.
  if (statusCode === 400) return new AppError('bad_json', {}, { cause: error })
  return new AppError('internal', {}, { cause: error })
}

const report = (log: Log, error: unknown, known: AppError, request: FastifyRequest): void => {
  const about = {
    request_id: request.id,
    method: request.method,
    route: request.routeOptions?.url,
    code: known.code,
    ...known.context
  }
  if (known.code === 'internal') log.error({ ...about, err: error }, 'request failed')
  else log.warn(about, 'request could not be served')
}
