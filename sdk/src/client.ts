import createFetchClient, { type Client as FetchClient } from 'openapi-fetch'
import type { CallOptions, Calls } from './calls.ts'
import { type EventOptions, type GatewayEvent, readEvents } from './events.ts'
import type { paths } from './generated/api.ts'
import { operation_table } from './generated/operations.ts'
import { send } from './send.ts'

export type ClientOptions = {
  /** Where the gateway is reached, such as https://whatsapp.example.com. */
  url: string
  /** An API key (`wak_…`). */
  api_key?: string
  /** Instead of a key: the access token of a login, or what gives a fresh one for each attempt. */
  token?: string | (() => string | Promise<string>)
  /** How often a call is repeated that failed in a way that may pass. The default is 3. */
  retries?: number
  /** Milliseconds until an attempt is given up. The default is 60,000. */
  timeout_ms?: number
  /** Instead of the one of the platform. */
  fetch?: typeof fetch
}

/** The calls by their names, and what more there is. */
export type Client = Calls & {
  /**
   * Events as they happen, each once and in their order, however often the connection is lost. Ends when `signal` does, and
   * throws a `GatewayError` when the credential has ended.
   */
  events(options?: EventOptions): AsyncIterableIterator<GatewayEvent>
  /** The content of a file, as a response to be read as a stream; `retries` count until its first byte. */
  openFile(args: { id: string }, options?: CallOptions): Promise<Response>
  /** The same API by paths, for libraries that build on `openapi-fetch`. */
  readonly http: FetchClient<paths>
}

const retries_default = 3
const timeout_default_ms = 60_000

type Row = (typeof operation_table)[keyof typeof operation_table]
type Given = Record<string, unknown>

/** A client of one gateway with one credential. It holds no connection and need not be closed. */
export const createClient = (options: ClientOptions): Client => {
  const base = options.url.replace(/\/+$/, '')
  const credential = credentialOf(options)
  const plain_fetch = options.fetch ?? fetch

  const attempted = <T>(
    make: () => Request | Promise<Request>,
    read: (answer: Response) => T | Promise<T>,
    call: CallOptions = {}
  ): Promise<T> =>
    send(make, read, {
      retries: call.retries ?? options.retries ?? retries_default,
      timeout_ms: call.timeout_ms ?? options.timeout_ms ?? timeout_default_ms,
      signal: call.signal,
      fetch: plain_fetch
    })

  /** Each attempt has the credential of that moment: a token may have been renewed since. */
  const sent = <T>(
    request: Request,
    read: (answer: Response) => T | Promise<T>,
    call?: CallOptions
  ): Promise<T> =>
    attempted(
      async () => {
        const attempt = request.clone()
        for (const [name, value] of Object.entries(await credential())) {
          attempt.headers.set(name, value)
        }
        return attempt
      },
      read,
      call
    )

  const call = async (row: Row, args: Given = {}, call_options: CallOptions = {}) => {
    const request = requestOf(base, row, args, call_options)
    const text = await sent(request, (answer) => answer.text(), call_options)
    return text === '' ? undefined : JSON.parse(text)
  }

  const calls = Object.fromEntries(
    Object.entries(operation_table)
      .filter(([, row]) => row.answer === 'json' || row.answer === 'none')
      .map(([id, row]) => [
        id,
        (args?: Given, call_options?: CallOptions) => call(row, args, call_options)
      ])
  )
  const named = calls as unknown as Calls
  return {
    ...named,
    openFile: async ({ id }, call_options) => {
      const { url } = await named.getMedia({ id }, call_options)
      if (url === null) throw new Error(`the file ${id} has no content: see its status`)
      // The link is signed: no credential travels to where files are kept.
      return attempted(() => new Request(new URL(url, `${base}/`)), asItIs, call_options)
    },
    events: (event_options = {}) =>
      readEvents({ base, credential, fetch: plain_fetch, ...event_options }),
    http: createFetchClient<paths>({ baseUrl: base, fetch: (request) => sent(request, asItIs) })
  }
}

const asItIs = (answer: Response): Response => answer

const credentialOf =
  ({ api_key, token }: ClientOptions) =>
  async (): Promise<Record<string, string>> => {
    if (api_key !== undefined) return { 'x-api-key': api_key }
    const current = typeof token === 'function' ? await token() : token
    return current === undefined ? {} : { authorization: `Bearer ${current}` }
  }

/** The request of a call. What is not in its path or query goes into its body. */
export const requestOf = (
  base: string,
  { method, path, query, headers }: Row,
  args: Given,
  { idempotency_key }: CallOptions
): Request => {
  const rest: Given = { ...args }
  const take = (name: string): unknown => {
    const value = rest[name]
    delete rest[name]
    return value
  }
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = take(name)
    if (value === undefined || value === '') throw new TypeError(`"${name}" is missing`)
    return encodeURIComponent(String(value))
  })
  const url = new URL(base + address)
  for (const name of query) {
    const value = take(name)
    if (value !== undefined) url.searchParams.set(name, asText(value))
  }
  const keyed = (headers as readonly string[]).includes('Idempotency-Key')
  const body = bodyOf(method, rest)
  return new Request(url, {
    method,
    body,
    headers: {
      accept: 'application/json, application/problem+json',
      ...(keyed && { 'idempotency-key': idempotency_key ?? crypto.randomUUID() }),
      // Of a form fetch writes it itself, with the mark between the parts.
      ...(typeof body === 'string' && { 'content-type': 'application/json' })
    }
  })
}

const asText = (value: unknown): string =>
  Array.isArray(value)
    ? value.map(asText).join(',')
    : value instanceof Date
      ? value.toISOString()
      : String(value)

const bodyOf = (method: string, members: Given): string | FormData | null => {
  if (method === 'GET' || Object.values(members).every((value) => value === undefined)) return null
  const { file } = members
  if (!(file instanceof Blob)) return JSON.stringify(members)
  const form = new FormData()
  form.set('file', file)
  return form
}
