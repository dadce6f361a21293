import type { Readable } from 'node:stream'
import { Agent, request } from 'undici'
import { type AddressGuard, AddressRefused } from '../../webhooks/guard-address.ts'
import { guardedConnector } from '../../webhooks/guarded-connector.ts'
import { MediaRefused } from './media-refused.ts'

const redirects_max = 5
/** How long a server may take: to be reached, to begin, between two pieces, and for all of it. */
export type Patience = {
  connect_ms: number
  headers_ms: number
  idle_ms: number
  total_ms: number
}

const usual: Patience = {
  connect_ms: 10_000,
  headers_ms: 20_000,
  idle_ms: 30_000,
  total_ms: 30 * 60_000
}

export type FetchOptions = {
  guard: AddressGuard
  bytes_max: number
  user_agent: string
  patience?: Patience | undefined
  signal: AbortSignal
}

/**
 * Fetches what a URL gives and hands it to `take` as it comes. Every address on the way is judged when the connection is
 * made, redirects too. Throws MediaRefused with what went wrong, also for what `take` finds while reading.
 */
export const fetchUrl = async <T>(
  first: string,
  options: FetchOptions,
  take: (content: Readable, type: string | null) => Promise<T>
): Promise<T> => {
  const { guard, patience = usual } = options
  const agent = agentOf(guard, patience)
  const limit = AbortSignal.any([options.signal, AbortSignal.timeout(patience.total_ms)])
  try {
    let url = first
    for (let hops = 0; hops <= redirects_max; hops++) {
      const { hostname, protocol } = new URL(url)
      if (!/^https?:$/.test(protocol)) throw new MediaRefused('refused')
      guard.refuseHost(hostname)
      const { statusCode, headers, body } = await request(url, {
        dispatcher: agent,
        headers: { 'user-agent': options.user_agent, accept: '*/*' },
        signal: limit
      })
      if (statusCode === 200) {
        if (Number(headers['content-length'] ?? 0) > options.bytes_max)
          throw new MediaRefused('too_large')
        return await take(body, [headers['content-type']].flat()[0] ?? null)
      }
      body.on('error', () => undefined).destroy()
      const location = [headers.location].flat()[0]
      if (statusCode < 300 || statusCode >= 400 || !location)
        throw new MediaRefused(reasonOf(statusCode))
      url = new URL(location, url).href
    }
    throw new MediaRefused('too_many_redirects')
  } catch (error) {
    if (options.signal.aborted) throw error
    throw asRefusal(error)
  } finally {
    await agent.destroy()
  }
}

const agentOf = (guard: AddressGuard, { connect_ms, headers_ms, idle_ms }: Patience): Agent =>
  new Agent({
    allowH2: false,
    headersTimeout: headers_ms,
    bodyTimeout: idle_ms,
    maxHeaderSize: 16_384,
    connect: guardedConnector(guard, { timeout_ms: connect_ms })
  })

const reasonOf = (status: number) =>
  status === 404 || status === 410
    ? 'not_found'
    : status >= 500 || status === 429
      ? 'connection_failed'
      : 'refused'

const asRefusal = (error: unknown): unknown => {
  if (error instanceof MediaRefused) return error
  const { name, code, cause } = error as Error & { code?: string; cause?: unknown }
  if (error instanceof AddressRefused || cause instanceof AddressRefused)
    return new MediaRefused('address_not_allowed', { cause: error })
  if (name === 'TimeoutError' || /TIMEOUT|ETIMEDOUT/.test(code ?? ''))
    return new MediaRefused('timed_out', { cause: error })
  if (code === 'ENOTFOUND') return new MediaRefused('not_found', { cause: error })
  if (
    code &&
    /^(UND_ERR|E[A-Z]+|HPE_|CERT_|DEPTH_|SELF_|UNABLE_|ERR_TLS|ERR_SSL)/.test(code) &&
    !/^(ENOSPC|EDQUOT|EIO)$/.test(code)
  )
    return new MediaRefused('connection_failed', { cause: error })
  return error
}
