import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { AppError, type ErrorCode, errors, type FieldError } from '../domain/errors.ts'
import { DatabaseBusy } from '../lib/connection-shares.ts'
import { DatabaseUnavailable } from '../lib/database-unavailable.ts'
import type { Log } from '../lib/log.ts'
import { HasherBusy } from '../lib/password-hasher.ts'
import type { ServiceMeters } from '../usecases/meters.ts'

export type Problem = {
  type: string
  title: string
  status: number
  detail: string
  code: ErrorCode
  /** The first of them. */
  errors: FieldError[]
  errors_total: number
  retryable: boolean
  /** Of a limit of the subscription: what it is, how much is in use, and when it is counted anew. */
  limit?: number
  used?: number
  reset?: Date | null
  request_id: string
}

/** By status, where the error does not say it itself. WhatsApp, when it did not answer, needs more than a moment. */
const retry_after_s = new Map([
  [503, 2],
  [504, 5]
])
/** What an answer says of a request that is wrong in many places, or in very long ones. */
export const errors_max = 20
const path_chars_max = 200
const message_chars_max = 1_000

/** Answers with any error as RFC 9457 problem details. Of a fault of ours nothing is shown: it is logged. */
export const sendProblem = (
  { log, meters }: { log: Log; meters: Pick<ServiceMeters, 'count'> },
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply
): void => {
  const known = asAppError(error)
  const { status } = errors[known.code]
  request.problem_code = known.code
  meters.count('gateway_refused_requests_total', { code: known.code })
  if (status >= 500 || known.context['sqlstate'] !== undefined) report(log, error, known, request)
  const wait = known.retry_after_s ?? retry_after_s.get(status)
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
  const { status, title, text, retry } = errors[error.code]
  return {
    type: `/api-docs#problem-${error.code}`,
    title,
    status,
    detail: (error.code === 'internal' ? undefined : error.detail) ?? text,
    code: error.code,
    errors: error.fields.slice(0, errors_max).map(shortened),
    errors_total: error.fields.length,
    retryable: retry === 'yes',
    ...error.usage,
    request_id
  }
}

/** Without echoing at length what the caller sent. */
export const shortened = ({ path, message }: FieldError): FieldError => ({
  path: cut(path, path_chars_max),
  message: cut(message, message_chars_max)
})

const cut = (text: string, chars_max: number): string =>
  text.length <= chars_max ? text : `${text.slice(0, chars_max - 1).toWellFormed()}…`

/** What the server, its plugins and its parsers refuse, by the status they would answer with. */
const refusals = new Map<number, ErrorCode>([
  [400, 'bad_request'],
  [403, 'not_found'],
  [404, 'not_found'],
  [405, 'method_not_allowed'],
  [406, 'not_acceptable'],
  [408, 'request_timeout'],
  [413, 'body_too_large'],
  [414, 'headers_too_large'],
  [415, 'unsupported_media_type'],
  [417, 'expectation_failed'],
  [431, 'headers_too_large']
])

/** An address that cannot be one of ours, which they call a bad request. */
const unknown_addresses = new Set(['FST_ERR_BAD_URL', 'FST_ERR_MAX_PARAM_LENGTH'])

/** PostgreSQL gave up waiting for a lock, or chose this transaction to end a deadlock. It was rolled back. */
const crowded = new Set(['57014', '55P03', '40P01', '40001'])

/** A value that PostgreSQL cannot read or keep. A check before it should have named the field, so it is logged too. */
const unfit = /^22[0-9A-Z]{3}$/
const unfit_text = 'A value has a form or size that cannot be stored or looked up.'

/** What a caller is told of any error. */
export const asAppError = (error: unknown): AppError => {
  if (error instanceof AppError) return error
  if (isDiskFull(error)) return new AppError('disk_full', {}, { retry_after_s: 30, cause: error })
  if (error instanceof DatabaseUnavailable)
    return new AppError('database_away', {}, { cause: error })
  if (error instanceof HasherBusy || error instanceof DatabaseBusy)
    return new AppError('busy', {}, { cause: error })
  const { code, statusCode } = (error ?? {}) as Partial<FastifyError>
  if (code !== undefined && crowded.has(code)) return new AppError('busy', {}, { cause: error })
  if (code !== undefined && unfit.test(code)) {
    return new AppError(
      'validation_failed',
      { sqlstate: code },
      { detail: unfit_text, cause: error }
    )
  }
  if (code !== undefined && unknown_addresses.has(code)) return new AppError('not_found')
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new AppError(refusals.get(statusCode) ?? 'bad_request', {}, { cause: error })
  }
  return new AppError('internal', {}, { cause: error })
}

/** What PostgreSQL and the system say when there is no room left. */
const disk_full = new Set(['53100', 'ENOSPC', 'EDQUOT'])

const isDiskFull = (error: unknown): boolean => {
  const { code, cause } = (error ?? {}) as { code?: string; cause?: { code?: string } }
  return disk_full.has(code ?? '') || disk_full.has(cause?.code ?? '')
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
