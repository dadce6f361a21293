import { Agent, type Dispatcher, request } from 'undici'
import { failureText } from './failure-text.ts'
import { guardedLookup, refusePrivateHost } from './guard-address.ts'

export type Outcome = {
  ok: boolean
  /** The receiver has said that it will never take another. */
  gone: boolean
  response_status: number | null
  response_ms: number
  error: string | null
}

export type Post = (
  url: string,
  body: string,
  headers: Record<string, string>,
  signal: AbortSignal
) => Promise<Outcome>

export type Poster = { post: Post; close(): Promise<void> }

const answer_bytes_max = 1_024
const error_text_max = 200

/**
 * Posts to receivers over connections that stay open. Follows no redirect, reads no more than the beginning of an
 * answer, and reaches private addresses only when told to. Rejects only when `signal` aborts.
 */
export const createPoster = (options: {
  timeout_ms: number
  allow_private: boolean
  user_agent: string
  /** Answers as the clock of the process does: milliseconds that never go back. */
  monotonic_ms: () => number
}): Poster => {
  const { timeout_ms, monotonic_ms } = options
  const agent = new Agent({
    allowH2: false,
    connections: 64,
    pipelining: 1,
    keepAliveTimeout: 20_000,
    keepAliveMaxTimeout: 60_000,
    headersTimeout: timeout_ms,
    bodyTimeout: timeout_ms,
    connect: {
      timeout: timeout_ms,
      ...(!options.allow_private && { lookup: guardedLookup })
    }
  })

  const attempt = async (
    url: string,
    body: string,
    headers: Record<string, string>,
    signal: AbortSignal
  ): Promise<Pick<Outcome, 'response_status' | 'error'>> => {
    if (!options.allow_private) refusePrivateHost(new URL(url).hostname)
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
    return { response_status: response.statusCode, error: await verdict(response) }
  }

  return {
    post: async (url, body, headers, signal) => {
      const begun_ms = monotonic_ms()
      const limit = new AbortController()
      const timer = setTimeout(() => limit.abort(), timeout_ms)
      const stop = (): void => limit.abort()
      signal.addEventListener('abort', stop, { once: true })
      let result: Pick<Outcome, 'response_status' | 'error'>
      try {
        // A receiver may close an idle connection at the very moment it is used again: that says nothing about it.
        result = await attempt(url, body, headers, limit.signal).catch((error: unknown) => {
          if (limit.signal.aborted || !isClosedConnection(error)) throw error
          return attempt(url, body, headers, limit.signal)
        })
      } catch (error) {
        if (signal.aborted) throw error
        result = {
          response_status: null,
          error: limit.signal.aborted
            ? `There was no answer within ${timeout_ms / 1000} seconds.`
            : failureText(error, url)
        }
      } finally {
        clearTimeout(timer)
        signal.removeEventListener('abort', stop)
      }
      return {
        ...result,
        ok: result.error === null,
        gone: result.response_status === 410,
        response_ms: Math.round(monotonic_ms() - begun_ms)
      }
    },
    close: () => agent.destroy()
  }
}

/** Null when the answer is a good one; else what it said, shortly. */
const verdict = async (response: Dispatcher.ResponseData): Promise<string | null> => {
  const { statusCode, body } = response
  if (statusCode >= 200 && statusCode < 300) {
    // Reading the rest of a short answer keeps the connection.
    await body.dump({ limit: answer_bytes_max }).catch(() => undefined)
    return null
  }
  const text = await beginning(body)
  if (statusCode >= 300 && statusCode < 400) {
    return `It answered ${statusCode}, a redirect. Redirects are not followed: enter the final address.`
  }
  return text ? `It answered ${statusCode}: ${text}` : `It answered ${statusCode}.`
}

const beginning = async (body: Dispatcher.ResponseData['body']): Promise<string> => {
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      length += chunk.length
      if (length >= answer_bytes_max) break
    }
  } catch {
    // What came before the connection broke is enough.
    body.destroy()
  }
  return Buffer.concat(chunks)
    .subarray(0, answer_bytes_max)
    .toString('utf8')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, error_text_max)
}

const isClosedConnection = (error: unknown): boolean =>
  ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'].includes((error as { code?: string }).code ?? '')
