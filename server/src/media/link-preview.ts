import { isIP, type LookupFunction } from 'node:net'
import { Agent, request } from 'undici'
import { judgeAddress } from '../lib/judge-address.ts'
import type { Network } from '../lib/networks.ts'
import type { ResolveName } from '../lib/resolve-name.ts'

/** What a page says of itself for those who link to it. */
export type LinkPreview = { url: string; title: string; description?: string }

/** Looks up the page behind a link; null: it says nothing of itself, cannot be reached, or not in time. Never rejects. */
export type FetchPreview = (url: string) => Promise<LinkPreview | null>

/** Everything: names, connections, redirects, and the page as far as it is read. */
const timeout_ms = 4_000
const bytes_max = 262_144
const redirects_max = 3
const at_once_max = 32
const lengths = { title: 300, description: 1_000 }

/** Looks up pages at public addresses, and at those that whoever runs the service has opened. */
export const createFetchPreview = (
  allowed: Network[],
  resolve: ResolveName,
  user_agent: string
): FetchPreview => {
  const isOpen = (address: string): boolean => judgeAddress(address, allowed) !== 'closed'
  // The connection is made to what this returns, so what a name server says a moment later changes nothing.
  const lookup: LookupFunction = (hostname, options, answer) => {
    resolve(hostname).then(
      (found) => {
        const open = found.filter(({ address }) => isOpen(address))
        const [first] = open
        if (!first) answer(new Error('not a public address'), [])
        else if (options.all) answer(null, open)
        else answer(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => answer(error, [])
    )
  }
  const dispatcher = new Agent({
    allowH2: false,
    connections: 4,
    maxHeaderSize: 16_384,
    headersTimeout: timeout_ms,
    bodyTimeout: timeout_ms,
    keepAliveTimeout: 1_000,
    connect: { lookup, timeout: timeout_ms }
  })
  const headers = { 'user-agent': user_agent, accept: 'text/html' }
  let under_way = 0

  const pageOf = async (link: string, signal: AbortSignal): Promise<string | null> => {
    let url = new URL(link)
    for (let redirects = 0; redirects <= redirects_max; redirects++) {
      const host = url.hostname.replace(/^\[|\]$/g, '')
      if (!/^https?:$/.test(url.protocol) || (isIP(host) !== 0 && !isOpen(host))) return null
      const {
        statusCode,
        headers: said,
        body
      } = await request(url, { dispatcher, headers, signal })
      // A body that is cut off says so as an error.
      body.on('error', () => undefined)
      const to = said['location']
      if (statusCode >= 300 && statusCode < 400 && typeof to === 'string') {
        body.destroy()
        url = new URL(to, url)
        continue
      }
      if (statusCode === 200 && /^text\/html|xhtml/i.test(String(said['content-type'])))
        return await beginningOf(body)
      body.destroy()
      return null
    }
    return null
  }

  return async (url) => {
    if (under_way >= at_once_max) return null
    under_way++
    try {
      const page = await pageOf(url, AbortSignal.timeout(timeout_ms))
      return page === null ? null : readPreview(url, page)
    } catch {
      // No page, and so no preview.
      return null
    } finally {
      under_way--
    }
  }
}

const beginningOf = async (body: AsyncIterable<Buffer> & { destroy(): void }): Promise<string> => {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    length += chunk.length
    if (length >= bytes_max) break
  }
  body.destroy()
  return Buffer.concat(chunks).subarray(0, bytes_max).toString('utf8')
}

/** What stands in the head of a page: what is meant for previews, or else its title. */
export const readPreview = (url: string, page: string): LinkPreview | null => {
  const said = new Map<string, string>()
  for (const [tag] of page.matchAll(/<meta\s[^>]{1,4000}>/gi)) {
    const name = attribute(tag, 'property') ?? attribute(tag, 'name')
    const content = attribute(tag, 'content')
    if (name && content && !said.has(name.toLowerCase())) said.set(name.toLowerCase(), content)
  }
  const named = /<title[^>]{0,200}>([^<]{1,2000})/i.exec(page)?.[1]
  const title = textOf(said.get('og:title') ?? named, lengths.title)
  const description = textOf(
    said.get('og:description') ?? said.get('description'),
    lengths.description
  )
  return title ? { url, title, ...(description && { description }) } : null
}

const attribute = (tag: string, name: string): string | undefined => {
  const [, , double, single, bare] =
    new RegExp(`\\s${name}\\s*=\\s*("([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(tag) ?? []
  return double ?? single ?? bare
}

const entities = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' ']
])

const textOf = (html: string | undefined, length: number): string =>
  (html ?? '')
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (all, decimal, hex, name) => {
      if (name) return entities.get(String(name).toLowerCase()) ?? all
      const code = Number.parseInt(decimal ?? hex, decimal ? 10 : 16)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all
    })
    .replaceAll('\0', '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, length)
    .toWellFormed()
