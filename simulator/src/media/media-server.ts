import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { TlsCertificates } from '../phones/x509.ts'
import type { World } from '../world.ts'
import type { Blob } from './blob-store.ts'
import {
  fileBytesMax,
  fileNameOf,
  keepFile,
  type Media,
  PICTURE_PREFIX,
  refusePath
} from './media.ts'
import { isMediaAuth } from './media-auth.ts'
import { sha256 } from './media-crypto.ts'
import { answerFaulty, refusedBy, takeMediaFault } from './media-faults.ts'

/** Uploads (`POST /mms/<type>/<hash>`) and downloads with ranges, over TLS. */
export const createMediaServer = (world: World, certificates: TlsCertificates): Server => {
  const server = createServer(
    { cert: certificates.cert_pem, key: certificates.key_pem },
    (request, response) => {
      const url = new URL(request.url ?? '/', 'https://localhost')
      if (request.method === 'GET' || request.method === 'HEAD') {
        download(world, url, request, response)
        return
      }
      upload(world, url, request).then(
        (answer) => reply(response, answer.status, answer.body),
        // The uploader hung up in the middle; nobody is left to hear of it.
        () => response.destroy()
      )
    }
  )
  server.on('connection', () => {
    world.stats.media_connections_taken += 1
  })
  return server
}

interface Answer {
  status: number
  body: object
}

const refuse = (media: Media, status: number, reason: string): Answer => {
  media.refused += 1
  return { status, body: { error: { code: status, message: reason } } }
}

/** What can be uploaded, as its path names it. */
const UPLOAD_PATHS =
  /^\/(mms\/(image|video|audio|document|md-app-state|md-msg-hist|thumbnail-link)|product\/image)\/([^/]+)$/

const upload = async (world: World, url: URL, request: IncomingMessage): Promise<Answer> => {
  const { media } = world
  const hash = UPLOAD_PATHS.exec(url.pathname)?.[3]
  if (request.method !== 'POST') return refuse(media, 405, 'only POST and GET')
  if (!hash) return refuse(media, 404, 'no such path')
  const status = refusedBy(world, 'refuse_uploads')
  if (status !== null) {
    request.resume()
    return refuse(media, status, 'refused by a fault')
  }
  if (takeMediaFault(world, 'cut_uploads')) {
    request.once('data', () => request.destroy())
    return new Promise(() => undefined)
  }
  if (!isMediaAuth(media.secret, url.searchParams.get('auth') ?? '')) {
    return refuse(media, 401, 'the auth is missing, wrong or too old')
  }
  if (url.searchParams.get('token') !== hash) return refuse(media, 403, 'the token is not the hash')
  const most = fileBytesMax(media)
  const bytes = await readBody(request, most)
  if (!bytes) return refuse(media, 413, `at most ${most} bytes`)
  if (sha256(bytes).toString('base64url') !== hash) {
    return refuse(media, 400, 'the hash of the body is not the one in the path')
  }
  if (takeMediaFault(world, 'stall_uploads')) return new Promise(() => undefined)
  media.uploads += 1
  return { status: 200, body: keepFile(media, bytes) }
}

/** Everything up to the bound; null when there is more. The rest is read and dropped. */
const readBody = async (request: IncomingMessage, most: number): Promise<Buffer | null> => {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length
    if (length > most) parts.length = 0
    else parts.push(part)
  }
  return length > most ? null : Buffer.concat(parts)
}

const download = (
  world: World,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse
): void => {
  const { media } = world
  const name = fileNameOf(url.pathname)
  const blob = findBlob(media, url, name)
  const status =
    name === null
      ? null
      : (refusePath(media, name, url.searchParams) ?? refusedBy(world, 'refuse_downloads'))
  if (!blob || status !== null) {
    media.refused += 1
    const code = status ?? 404
    reply(response, code, { error: { message: REASONS[code] ?? 'refused' } })
    return
  }
  if (name !== null && request.method === 'GET' && answerFaulty(world, blob.bytes, response)) return
  const { length } = blob.bytes
  const range = readRange(request.headers.range, length)
  if (range === 'unsatisfiable') {
    response.writeHead(416, { 'content-range': `bytes */${length}` }).end()
    return
  }
  media.downloads += 1
  const { start, end } = range ?? { start: 0, end: length - 1 }
  response.writeHead(range ? 206 : 200, {
    'content-type': blob.mime,
    'content-length': end - start + 1,
    'accept-ranges': 'bytes',
    ...(range && { 'content-range': `bytes ${start}-${end}/${length}` })
  })
  response.end(request.method === 'HEAD' ? undefined : blob.bytes.subarray(start, end + 1))
}

const REASONS: Partial<Record<number, string>> = {
  403: 'URL signature mismatch',
  404: 'not found',
  410: 'expired'
}

const findBlob = (media: Media, { pathname }: URL, name: string | null): Blob | undefined => {
  if (name !== null) return media.files.blobs.get(name)
  if (!pathname.startsWith(PICTURE_PREFIX)) return undefined
  return media.pictures.blobs.get(pathname.slice(PICTURE_PREFIX.length).replace(/\.jpg$/, ''))
}

/** One range of the three forms of RFC 9110; anything else is answered with the whole. */
const readRange = (
  header: string | undefined,
  length: number
): { start: number; end: number } | null | 'unsatisfiable' => {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (first === undefined || last === undefined || first + last === '') return null
  const start = first === '' ? Math.max(0, length - Number(last)) : Number(first)
  const end = first === '' || last === '' ? length - 1 : Math.min(Number(last), length - 1)
  return start > end ? 'unsatisfiable' : { start, end }
}

const reply = (response: ServerResponse, status: number, body: object): void => {
  if (response.destroyed) return
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
