import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { LineFormat } from '../lib/export-lines.ts'
import { preferredType } from './accepted-type.ts'

const media_types = { csv: 'text/csv', ndjson: 'application/x-ndjson' }
const charsets = { csv: '; charset=utf-8', ndjson: '' }

/** What is said of lists that are answered as lines too. */
export const as_lines =
  'With `Accept: text/csv` or `application/x-ndjson` all entries are streamed, a line each, from `cursor` on; `limit` does not count then.'

/** What is documented of an answer in these formats. */
export const lineContent = (formats: readonly LineFormat[]) =>
  Object.fromEntries(formats.map((format) => [media_types[format], { schema: z.string() }]))

/** The format that the caller would rather have than JSON; null: JSON, also where it names none of them: JSON is what these lists answered before they had formats. */
export const acceptedLines = (
  accept: string | undefined,
  formats: readonly LineFormat[],
  reply: FastifyReply
): LineFormat | null => {
  reply.header('vary', 'Accept')
  const offered = formats.map((format) => media_types[format])
  const type = preferredType(accept, ['application/json', ...offered])
  return formats.find((format) => media_types[format] === type) ?? null
}

/** Streams lines to be saved as a file. Nothing is sent before the first can be read: a failure is an error, and no empty file. */
export const sendLines = async (
  reply: FastifyReply,
  lines: AsyncGenerator<string>,
  format: LineFormat,
  name: string
): Promise<Readable> => {
  const { value: first } = await lines.next()
  reply
    .type(`${media_types[format]}${charsets[format]}`)
    .header('content-disposition', `attachment; filename="${name}.${format}"`)
  return Readable.from(behind(first ?? '', lines))
}

async function* behind(first: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  if (first !== '') yield first
  yield* rest
}
