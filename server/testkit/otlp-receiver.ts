import { once } from 'node:events'
import { createServer } from 'node:http'

/** A span as a collector gets it. */
export type ReceivedSpan = {
  service: string
  trace_id: string
  span_id: string
  parent_id: string | null
  name: string
  began_ns: bigint
  ended_ns: bigint
  attributes: Record<string, string | number>
  failed: boolean
}

/** A collector: takes traces by OTLP over HTTP, and keeps what it was sent. */
export const startOtlpReceiver = async (t: { after(end: () => unknown): void }) => {
  const spans: ReceivedSpan[] = []
  const raw: Buffer[] = []
  const headers: Record<string, unknown>[] = []
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = Buffer.concat(parts)
    raw.push(body)
    headers.push({ ...request.headers, url: request.url })
    spans.push(...readSpans(body))
    response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = (): void => {
    server.closeAllConnections()
    server.close()
  }
  t.after(close)
  const { port } = server.address() as { port: number }
  return { url: `http://127.0.0.1:${port}`, spans, raw, headers, close }
}

// Of opentelemetry/proto/trace/v1/trace.proto what is looked at: numbers of fields, and nothing of the rest.
const readSpans = (body: Buffer): ReceivedSpan[] =>
  fields(body, 1).flatMap((of_resource) => {
    const resource = fields(of_resource, 1)[0] ?? Buffer.alloc(0)
    const service = String(attributesOf(resource, 1)['service.name'])
    return fields(of_resource, 2).flatMap((of_scope) =>
      fields(of_scope, 2).map((span) => ({ service, ...readSpan(span) }))
    )
  })

const readSpan = (span: Buffer): Omit<ReceivedSpan, 'service'> => {
  const hex = (field: number): string => fields(span, field)[0]?.toString('hex') ?? ''
  const status = fields(span, 15)[0]
  return {
    trace_id: hex(1),
    span_id: hex(2),
    parent_id: hex(4) || null,
    name: fields(span, 5)[0]?.toString() ?? '',
    began_ns: fields(span, 7)[0]?.readBigUInt64LE() ?? 0n,
    ended_ns: fields(span, 8)[0]?.readBigUInt64LE() ?? 0n,
    attributes: attributesOf(span, 9),
    failed: status !== undefined && fields(status, 3)[0]?.[0] === 2
  }
}

const attributesOf = (owner: Buffer, field: number): Record<string, string | number> =>
  Object.fromEntries(
    fields(owner, field).map((pair) => {
      const value = fields(pair, 2)[0] ?? Buffer.alloc(0)
      const text = fields(value, 1)[0]
      return [String(fields(pair, 1)[0]), text?.toString() ?? numberOf(fields(value, 3)[0])]
    })
  )

/** The contents of a field, each time it stands in the message. */
const fields = (message: Buffer, wanted: number): Buffer[] => {
  const found: Buffer[] = []
  for (let at = 0; at < message.length; ) {
    const tag = varint(message, at)
    at = tag.end
    const wire = Number(tag.value & 7n)
    const length = wire === 2 ? varint(message, at) : null
    if (length) at = length.end
    const end =
      wire === 0
        ? varint(message, at).end
        : at + (length ? Number(length.value) : wire === 1 ? 8 : 4)
    if (Number(tag.value >> 3n) === wanted) found.push(message.subarray(at, end))
    at = end
  }
  return found
}

const varint = (bytes: Buffer, at: number): { value: bigint; end: number } => {
  let value = 0n
  for (let end = at, shift = 0n; ; shift += 7n) {
    const byte = bytes[end++] ?? 0
    value |= BigInt(byte & 0x7f) << shift
    if (byte < 0x80) return { value, end }
  }
}

const numberOf = (bytes: Buffer | undefined): number =>
  bytes ? Number(varint(bytes, 0).value) : Number.NaN
