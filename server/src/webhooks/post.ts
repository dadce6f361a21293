import { Agent, request } from 'undici'
import type { Clock } from '../lib/clock.ts'
import { answerText, lineOf } from './answer-body.ts'
import { failureText } from './failure-text.ts'
import type { AddressGuard } from './guard-address.ts'
import { type Dial, guardedConnector } from './guarded-connector.ts'
import { readRetryAfter } from './retry-schedule.ts'

export type Outcome = {
  ok: boolean
  /** The receiver has said that it will never take another. */
  gone: boolean
  /** There was no answer, or none in time. */
  unanswered: boolean
  /** How long the receiver has asked to be left alone. */
  retry_after_s: number | null
  response_status: number | null
  response_ms: number
  /** The beginning of what it answered; null: nothing, or a receiver in a private network has. */
  response_body: string | null
  error: string | null
}

export type Post = (
  url: string,
  body: string,
  headers: Record<string, string>,
  signal: AbortSignal
) => Promise<Outcome>

export type Poster = { post: Post; close(): Promise<void> }

export type PosterOptions = {
  /** For everything, from the look-up of the name to the end of the answer. */
  timeout_ms: number
  guard: AddressGuard
  user_agent: string
  clock: Clock
  dial?: Dial
}

// Of the whole time, so much at most for the look-up of the name, the connection and TLS.
const connect_ms_max = 5_000
const headers_bytes_max = 16_384

type Answer = Pick<Outcome, 'response_status' | 'retry_after_s' | 'response_body' | 'error'>

/**
 * Posts to receivers over connections that stay open. Follows no redirect, reads no more than the beginning of an
 * answer, and goes nowhere but where the guard lets it. Rejects only when `signal` aborts.
 */
export const createPoster = (options: PosterOptions): Poster => {
  const { timeout_ms, guard } = options
  const { monotonic_ms } = options.clock
  const connections = guardedConnections(options)
  const agent = agentOf(timeout_ms, connections.connect)

  const attempt = async (
    url: string,
    body: string,
    headers: Record<string, string>,
    signal: AbortSignal
  ): Promise<Answer> => {
    const { hostname } = new URL(url)
    guard.refuseHost(hostname)
    const response = await request(url, {
      dispatcher: agent,
      method: 'POST',
      headers: {
        ...headers,
        'content-type': 'application/json',
        'user-agent': options.user_agent
      },
      body,
      signal
    })
    const retry_after = response.headers['retry-after']
    const said = await answerText(response.body)
    const text = guard.isPrivate(hostname) ? '' : said
    return {
      response_status: response.statusCode,
      retry_after_s:
        response.statusCode < 400 ? null : readRetryAfter(retry_after, options.clock.now()),
      response_body: text || null,
      error: verdict(response.statusCode, lineOf(text))
    }
  }

  return {
    post: async (url, body, headers, signal) => {
      const begun_ms = monotonic_ms()
      const limit = limited(signal, timeout_ms)
      let result: Answer
      try {
        // A receiver may close an idle connection at the very moment it is used again: that says nothing about it.
        result = await attempt(url, body, headers, limit.signal).catch((error: unknown) => {
          if (limit.signal.aborted || !connections.isOlder(error, begun_ms)) throw error
          return attempt(url, body, headers, limit.signal)
        })
      } catch (error) {
        if (signal.aborted) throw error
        result = {
          response_status: null,
          retry_after_s: null,
          response_body: null,
          error: limit.signal.aborted
            ? `There was no answer within ${timeout_ms / 1000} seconds.`
            : failureText(error, url, guard.isPrivate(new URL(url).hostname))
        }
      } finally {
        limit.end()
      }
      return {
        ...result,
        ok: result.error === null,
        gone: result.response_status === 410,
        unanswered: result.response_status === null,
        response_ms: Math.round(monotonic_ms() - begun_ms)
      }
    },
    close: () => agent.destroy()
  }
}

const agentOf = (timeout_ms: number, connect: Agent.Options['connect']): Agent =>
  new Agent({
    allowH2: false,
    connections: 64,
    pipelining: 1,
    keepAliveTimeout: 20_000,
    keepAliveMaxTimeout: 60_000,
    headersTimeout: timeout_ms,
    bodyTimeout: timeout_ms,
    maxHeaderSize: headers_bytes_max,
    connect
  })

/** Aborts after a time, or when the other signal does. Leaves nothing behind at its `end`. */
const limited = (by: AbortSignal, ms: number): { signal: AbortSignal; end: () => void } => {
  const limit = new AbortController()
  const stop = (): void => limit.abort()
  const timer = setTimeout(stop, ms)
  by.addEventListener('abort', stop, { once: true })
  return {
    signal: limit.signal,
    end: () => {
      clearTimeout(timer)
      by.removeEventListener('abort', stop)
    }
  }
}

/** Connections to where the guard allows, and what is known of those that broke. */
const guardedConnections = ({ guard, timeout_ms, clock, dial }: PosterOptions) => {
  const opened_ms = new WeakMap<Error, number>()
  const most_ms = Math.min(timeout_ms, connect_ms_max)
  const connect = guardedConnector(guard, { timeout_ms: most_ms, dial }, (socket) => {
    const now_ms = clock.monotonic_ms()
    socket.prependListener('error', (broke) => opened_ms.set(broke, now_ms))
  })
  /** Whether a request failed because a connection ended that had been there before it. */
  const isOlder = (error: unknown, begun_ms: number): boolean =>
    (opened_ms.get(error as Error) ?? Number.POSITIVE_INFINITY) < begun_ms
  return { connect, isOlder }
}

/** Null when the answer is a good one; else what it said, shortly. */
const verdict = (status: number, text: string): string | null => {
  if (status >= 200 && status < 300) return null
  if (status >= 300 && status < 400) {
    return `It answered ${status}, a redirect. Redirects are not followed: enter the final address.`
  }
  return text ? `It answered ${status}: ${text}` : `It answered ${status}.`
}
