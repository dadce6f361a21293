import { type ClientBuild, parseClientVersion } from '../domain/client-version.ts'

export const whatsapp_website = 'https://web.whatsapp.com'

const answer_within_ms = 10_000
const bytes_max = 4 * 1024 * 1024

/** Without these the website answers a page for browsers that it does not know, without the number. */
const headers = {
  'sec-fetch-site': 'none',
  'user-agent':
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36'
}

/**
 * The build that WhatsApp Web has now, as its website tells it: in its service worker (`sw.js`), else in its page. Both hold
 * `"client_revision":N`. Rejects when neither can be read within its time or neither tells a build.
 */
export const findLatestBuild = async (
  website: string,
  signal: AbortSignal
): Promise<ClientBuild> => {
  const failures: Error[] = []
  for (const path of ['/sw.js', '/']) {
    try {
      return await readBuild(new URL(path, website), signal)
    } catch (error) {
      failures.push(error as Error)
    }
  }
  throw new AggregateError(failures, failures.map((failure) => failure.message).join('; '))
}

const readBuild = async (url: URL, signal: AbortSignal): Promise<ClientBuild> => {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(answer_within_ms)])
  const response = await fetch(url, { headers, signal: limit }).catch((error: Error) => {
    throw new Error(`${url.host}${url.pathname} cannot be read: ${reasonOf(error)}`, {
      cause: error
    })
  })
  if (!response.ok) {
    await response.body?.cancel()
    throw new Error(`${url.host}${url.pathname} answered ${response.status}`)
  }
  const text = await readText(response, url)
  const digits = /\\?"client_revision\\?":\s*(\d{10})\b/.exec(text)?.[1]
  const build = digits === undefined ? null : parseClientVersion(digits)
  if (build === null) throw new Error(`${url.host}${url.pathname} tells no client_revision`)
  return build
}

const reasonOf = (error: Error): string =>
  error.cause instanceof Error ? error.cause.message : error.message

const readText = async (response: Response, url: URL): Promise<string> => {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of response.body ?? []) {
    bytes += piece.length
    if (bytes > bytes_max) throw new Error(`${url.host}${url.pathname} is too large`)
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}
