import type { IncomingHttpHeaders } from 'node:http'
import { Readable } from 'node:stream'
import { create as contentDisposition } from 'content-disposition'
import type { FastifyReply } from 'fastify'
import { AppError } from '../domain/errors.ts'
import { isActive } from '../domain/media-type.ts'
import type { Deps } from '../usecases/deps.ts'
import { type LinkedFile, openFile } from '../usecases/media/read.ts'
import { readRange } from './byte-range.ts'

/** Shown in the page that opens them; everything else is a download. */
const shown_inline =
  /^(image\/(jpeg|png|webp|gif|avif)|video\/|audio\/|application\/pdf$|text\/plain$)/

/** The content of a file whose link was found to be good, or the part of it that Range asks for. */
export const sendFile = async (
  deps: Deps,
  file: LinkedFile,
  link: { exp: number },
  headers: IncomingHttpHeaders,
  reply: FastifyReply
): Promise<Readable | FastifyReply> => {
  const etag = `"${file.sha256}"`
  reply.headers(fileHeaders(file, link.exp, deps.clock.now())).header('etag', etag)
  if (headers['if-none-match']?.split(/ *, */).includes(etag)) return reply.code(304).send()
  const is_same = headers['if-range'] === undefined || headers['if-range'] === etag
  const range = is_same ? readRange(headers.range, file.bytes) : 'none'
  if (range === 'unsatisfiable') {
    reply.header('content-range', `bytes */${file.bytes}`)
    throw new AppError('range_not_satisfiable')
  }
  if (reply.request.method === 'HEAD') {
    reply.header('content-length', file.bytes)
    // Nothing is read for it, and the length stands.
    return Readable.from([])
  }
  const wanted = range === 'none' ? undefined : range
  const { content, from, to, bytes } = await openFile(deps, file, wanted)
  if (wanted) partial(reply, from, to, bytes)
  reply.header('content-length', to - from + 1)
  return content
}

const partial = (reply: FastifyReply, from: number, to: number, bytes: number): void => {
  reply.code(206).header('content-range', `bytes ${from}-${to}/${bytes}`)
}

/** What keeps a browser from taking somebody's file for a page of ours, and lets pages of others show it. */
const fileHeaders = (
  { mime_type, file_name }: LinkedFile,
  exp: number,
  now: Date
): Record<string, string> => {
  const active = isActive(mime_type)
  const inline = !active && shown_inline.test(mime_type)
  const left_s = Math.max(0, Math.floor(exp - now.getTime() / 1000))
  return {
    'content-type': mime_type.startsWith('text/') ? `${mime_type}; charset=utf-8` : mime_type,
    'content-disposition': contentDisposition(file_name ?? undefined, {
      type: inline ? 'inline' : 'attachment'
    }),
    'content-security-policy':
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; media-src 'self'; img-src 'self'",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'cross-origin',
    'accept-ranges': 'bytes',
    'cache-control': `private, max-age=${Math.min(3_600, left_s)}`
  }
}
