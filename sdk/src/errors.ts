import type { components } from './generated/api.ts'

/** RFC 9457 problem details, as every refusal of the API has them. */
export type Problem = components['schemas']['Problem']

/** The gateway has answered and refused. `code` is stable; `message` says what to do. */
export class GatewayError extends Error {
  readonly problem: Problem
  readonly code: string
  readonly status: number
  /** Seconds after which the gateway asks to try again; undefined where it does not. */
  readonly retry_after_s: number | undefined
  /** Name it when you report a problem. */
  readonly request_id: string | undefined

  constructor(problem: Problem, answer: Response) {
    super(`${problem.title}: ${problem.detail ?? ''}`.replace(/: $/, ''))
    this.name = 'GatewayError'
    this.problem = problem
    this.code = problem.code
    this.status = answer.status
    this.retry_after_s = retryAfter(answer)
    this.request_id = answer.headers.get('x-request-id') ?? undefined
  }
}

/** No answer came: whether the call was carried out is unknown, unless it had an idempotency key and is repeated with it. */
export class ConnectionError extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause })
    this.name = 'ConnectionError'
  }
}

/** What Retry-After says, in seconds. The gateway always sends a number. */
export const retryAfter = (answer: Response): number | undefined => {
  const seconds = Number.parseInt(answer.headers.get('retry-after') ?? '', 10)
  return Number.isFinite(seconds) ? seconds : undefined
}

/** The error of an answer. What a proxy on the way has said is told in the same form. */
export const errorOf = async (answer: Response): Promise<GatewayError> => {
  const text = await answer.text().catch(() => '')
  try {
    const problem = JSON.parse(text)
    if (typeof problem?.code === 'string') return new GatewayError(problem, answer)
  } catch {
    // Not of the gateway: told below.
  }
  const problem = {
    type: 'about:blank',
    code: 'not_the_gateway',
    status: answer.status,
    title: `The answer ${answer.status} is not of the gateway`,
    detail: text.slice(0, 200)
  }
  return new GatewayError(problem as unknown as Problem, answer)
}
