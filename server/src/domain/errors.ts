import { access_errors } from './errors/access.ts'
import { billing_errors } from './errors/billing.ts'
import { linking_errors } from './errors/linking.ts'
import { media_errors } from './errors/media.ts'
import { message_errors } from './errors/message.ts'
import { outreach_errors } from './errors/outreach.ts'
import { plan_errors } from './errors/plan.ts'
import { request_errors } from './errors/request.ts'
import { service_errors } from './errors/service.ts'
import { session_errors } from './errors/session.ts'
import { webhook_errors } from './errors/webhook.ts'
import { whatsapp_errors } from './errors/whatsapp.ts'

/** Every error the product answers with; each area has a table of its own in `errors/`. */
export const errors = {
  ...request_errors,
  ...access_errors,
  ...plan_errors,
  ...billing_errors,
  ...session_errors,
  ...linking_errors,
  ...message_errors,
  ...outreach_errors,
  ...whatsapp_errors,
  ...media_errors,
  ...webhook_errors,
  ...service_errors
} as const

export type ErrorCode = keyof typeof errors

export type FieldError = { path: string; message: string }

/** What a caller is told of a limit, in RateLimit headers. */
export type RateLimit = { limit: number; remaining: number; reset_s: number }

/** What a limit of the subscription is, how much of it is in use, and when it is counted anew; null: never by itself. */
export type LimitUse = { limit: number; used: number; reset: Date | null }

/** A refusal with a reason. `detail` replaces the code's public text; `context` goes to the log alone. */
export class AppError extends Error {
  override name = 'AppError'
  readonly code: ErrorCode
  readonly detail: string | undefined
  readonly fields: FieldError[]
  readonly retry_after_s: number | undefined
  readonly rate_limit: RateLimit | undefined
  readonly usage: LimitUse | undefined
  readonly context: Record<string, unknown>

  constructor(
    code: ErrorCode,
    context: Record<string, unknown> = {},
    more: {
      detail?: string
      fields?: FieldError[]
      retry_after_s?: number
      rate_limit?: RateLimit
      usage?: LimitUse
      cause?: unknown
    } = {}
  ) {
    super(code, more.cause === undefined ? undefined : { cause: more.cause })
    this.code = code
    this.context = context
    this.detail = more.detail
    this.fields = more.fields ?? []
    this.retry_after_s = more.retry_after_s ?? more.rate_limit?.reset_s
    this.rate_limit = more.rate_limit
    this.usage = more.usage
  }
}

/** What is wrong with one value, named by its path in the request. */
export const invalid = (path: string, message: string): AppError =>
  new AppError('validation_failed', {}, { fields: [{ path, message }] })
