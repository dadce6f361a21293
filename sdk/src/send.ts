import { ConnectionError, errorOf, GatewayError } from './errors.ts'

export type SendOptions = {
  /** How often a call that cannot have done anything twice is repeated. */
  retries: number
  /** Milliseconds until an attempt is given up. */
  timeout_ms: number
  signal: AbortSignal | undefined
  fetch: typeof fetch
}

/** Answers after which the same call may succeed. */
const passing = [408, 429, 502, 503, 504]
const pause_min_ms = 250
const pause_max_ms = 20_000
/** Who is asked to wait longer than this gets the error instead. */
const asked_max_s = 60

/**
 * Sends a request until there is an answer that counts and `read` has what it wants of it. It is repeated only where that is
 * safe: when it changes nothing, or has an Idempotency-Key, with which the gateway does it once. The time-out ends with `read`:
 * one that resolves to the response may take as long as it likes over the body. Throws `GatewayError`, `ConnectionError`, or
 * the reason of `signal`.
 */
export const send = async <T>(
  make: () => Request | Promise<Request>,
  read: (answer: Response) => T | Promise<T>,
  { retries, timeout_ms, signal, fetch }: SendOptions
): Promise<T> => {
  for (let attempt = 0; ; attempt += 1) {
    const request = await make()
    const again = attempt < retries && isRepeatable(request)
    const limit = new AbortController()
    const timer = setTimeout(() => limit.abort(), timeout_ms)
    const ends = signal ? AbortSignal.any([signal, limit.signal]) : limit.signal
    let asked_ms = 0
    try {
      const answer = await fetch(request, { signal: ends })
      if (answer.ok || answer.status === 304) return await read(answer)
      throw await errorOf(answer)
    } catch (error) {
      signal?.throwIfAborted()
      if (!(error instanceof GatewayError)) {
        if (!again) throw new ConnectionError(connectionText(request, limit.signal), error)
      } else if (again && mayPass(error)) asked_ms = (error.retry_after_s ?? 0) * 1000
      else throw error
    } finally {
      clearTimeout(timer)
    }
    await pause(Math.max(asked_ms, pauseOf(attempt)), signal)
  }
}

const isRepeatable = ({ method, headers }: Request): boolean =>
  method === 'GET' || method === 'HEAD' || headers.has('idempotency-key')

/** Whether the same call may succeed after a while. */
export const mayPass = ({ status, code, retry_after_s = 0 }: GatewayError): boolean =>
  (passing.includes(status) || code === 'idempotency_running') && retry_after_s <= asked_max_s

/** Grows with each attempt, and differs between callers that failed at the same time. */
export const pauseOf = (attempt: number, random: () => number = Math.random): number =>
  Math.min(pause_max_ms, pause_min_ms * 2 ** attempt) * (0.5 + random() / 2)

const connectionText = ({ method, url }: Request, limit: AbortSignal): string => {
  const { pathname } = new URL(url)
  return limit.aborted
    ? `${method} ${pathname} was not answered in time`
    : `${method} ${pathname} got no answer`
}

/** Ends early, with its reason, when `signal` does. */
export const pause = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const ended = (): void => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', ended)
      resolve()
    }, ms)
    signal?.addEventListener('abort', ended, { once: true })
  })
