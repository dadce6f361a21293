import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyReply } from 'fastify'
import type { z } from 'zod'
import { exportLines } from '../../../lib/export-lines.ts'
import { acceptedLines, lineContent, sendLines } from '../../send-lines.ts'

const formats = ['csv', 'ndjson'] as const

/** What is said of them. */
export const as_rows =
  'With `Accept: text/csv` or `application/x-ndjson` its rows are answered, a line each; what is an object in JSON is columns of its own there.'

/** An answer that has rows, as it is documented. */
export const withRows = (schema: z.ZodType) => ({
  description: 'What was counted; as CSV or NDJSON its rows.',
  content: { 'application/json': { schema }, ...lineContent(formats) }
})

type Row = Record<string, unknown>

/** The rows of an answer as a table: what stands in which column, and the name of a file of them. */
export type Table<Answer> = {
  name: string
  columns: readonly string[]
  rows: (answer: Answer) => Row[]
}

export const outbound_columns = ['accepted', 'sent', 'delivered', 'read', 'failed', 'canceled'].map(
  (name) => `outbound_${name}`
)

/** The answer as JSON or, where the caller would rather have that, its rows as lines. */
export const answerRows = async <Answer>(
  { headers, signal }: { headers: IncomingHttpHeaders; signal: AbortSignal },
  reply: FastifyReply,
  { name, columns, rows }: Table<Answer>,
  read: () => Promise<Answer>
): Promise<unknown> => {
  const format = acceptedLines(headers.accept, formats, reply)
  const answer = await read()
  if (!format) return answer
  const all = rows(answer).map(flat)
  const lines = exportLines<Row>({
    format,
    columns,
    values: (row) => columns.map((column) => row[column]),
    read: async (after) => (after === null ? all : []),
    signal
  })
  return sendLines(reply, lines, format, `analytics-${name}`)
}

/** `outbound: { sent }` becomes `outbound_sent`. */
const flat = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) =>
      typeof value === 'object' && value !== null && !(value instanceof Date)
        ? Object.entries(value).map(([part, one]) => [`${name}_${part}`, one])
        : [[name, value]]
    )
  )
