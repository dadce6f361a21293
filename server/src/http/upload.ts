import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError, invalid } from '../domain/errors.ts'

/** The file of a multipart body, while it comes in. */
export type Upload = {
  content: AsyncIterable<Uint8Array>
  file_name: string | null
  mime_type: string | null
  /** Of the whole body, where the caller says it. */
  bytes: number | null
  /** Throws away what is still to come: a caller who goes on sending would wait for somebody who reads it. */
  close(): void
}

declare module 'fastify' {
  interface FastifyRequest {
    multipart?: IncomingMessage
  }
}

/** A caller who sends nothing for so long is gone. */
const idle_ms = 30_000
const header_pairs_max = 50

/** Lets the routes of this scope take multipart bodies, which are not read before the handler does. */
export const acceptUploads = (scope: FastifyInstance): void => {
  scope.addContentTypeParser(/^multipart\/form-data\b/, (request, payload, done) => {
    request.multipart = payload as IncomingMessage
    done(null, undefined)
  })
}

/** Waits for the file of a multipart body: one, and nothing else that counts. Null when the body is none. */
export const openUpload = async (request: FastifyRequest): Promise<Upload | null> => {
  const { multipart, headers } = request
  if (!multipart) return null
  const parser = parserOf(headers)
  const { promise: first, resolve, reject } = Promise.withResolvers<Part>()
  const { promise: whole, resolve: ended, reject: broken } = Promise.withResolvers<void>()
  whole.catch(() => undefined)
  const fail = (error: Error): void => {
    reject(error)
    broken(error)
  }
  let files = 0
  parser.on('file', (field, content, name, _encoding, type) => {
    content.on('error', fail)
    files++
    if (files > 1) {
      content.resume()
      fail(invalid('', 'Send one file only.'))
    } else resolve({ field, content, name: name ?? null, type: type ?? null })
  })
  parser.on('finish', () => {
    if (files === 0) fail(invalid('file', 'A part named file with a filename is required.'))
    else ended()
  })
  parser.on('error', () => fail(cut()))
  multipart.once('close', () => {
    if (!multipart.complete) fail(cut())
  })
  multipart.setTimeout(idle_ms, () => {
    fail(new AppError('request_timeout'))
    multipart.destroy()
  })
  multipart.pipe(parser)
  const part = await first.catch((error: unknown) => {
    multipart.unpipe(parser).resume()
    throw error
  })
  const length = Number(headers['content-length'])
  return {
    content: toTheEnd(part.content, whole),
    file_name: part.name,
    mime_type: part.type,
    bytes: Number.isSafeInteger(length) ? length : null,
    close: () => void multipart.unpipe(parser).resume()
  }
}

type Part = { field: string; content: Readable; name: string | null; type: string | null }

/** The content, and then the end of the body around it: one that was cut off in the middle is no file. */
const toTheEnd = async function* (
  content: Readable,
  whole: Promise<void>
): AsyncGenerator<Uint8Array> {
  whole.catch((error: Error) => content.destroy(error))
  for await (const piece of content) yield piece as Uint8Array
  await whole
}

const parserOf = (headers: FastifyRequest['headers']): BusboyInstance => {
  try {
    return new Busboy({
      headers: headers as BusboyHeaders,
      limits: { files: 2, fields: 0, parts: 20, headerPairs: header_pairs_max }
    })
  } catch (error) {
    const detail = 'The multipart body has no boundary in its Content-Type.'
    throw new AppError('bad_request', {}, { detail, cause: error })
  }
}

const cut = (): AppError =>
  new AppError('bad_request', {}, { detail: 'The multipart body ended too early or is malformed.' })
