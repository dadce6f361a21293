import type { EventEnvelope } from '../src/schemas/events.ts'

/** A reader of server-sent events over a real connection. */
export type EventReader = {
  response: Response
  /** The next event; rejects when the stream ends before one comes. */
  next(): Promise<EventEnvelope & { sse_id: string; sse_event: string }>
  /** Resolves when the server has ended the stream. */
  ended(): Promise<void>
  close(): void
}

/** Opens a stream of events at an address. */
export const readEventStream = async (
  url: string,
  headers: Record<string, string>
): Promise<EventReader> => {
  const leaving = new AbortController()
  const response = await fetch(url, { headers, signal: leaving.signal })
  const blocks = readBlocks(response)
  return {
    response,
    next: async () => {
      for (;;) {
        const { done, value } = await blocks.next()
        if (done) throw new Error('the stream ended')
        const event = parse(value)
        if (event) return event
      }
    },
    ended: async () => {
      while (!(await blocks.next()).done);
    },
    close: () => leaving.abort()
  }
}

async function* readBlocks(response: Response): AsyncGenerator<string> {
  if (!response.body) throw new Error('an answer without a body')
  let text = ''
  const decoder = new TextDecoder()
  for await (const piece of response.body) {
    text += decoder.decode(piece, { stream: true })
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    yield* blocks
  }
}

const parse = (block: string): (EventEnvelope & { sse_id: string; sse_event: string }) | null => {
  const fields = new Map<string, string>()
  for (const line of block.split('\n')) {
    const [, name, value] = /^(\w+): (.*)$/.exec(line) ?? []
    if (name !== undefined && value !== undefined) fields.set(name, value)
  }
  const data = fields.get('data')
  if (data === undefined) return null
  return {
    ...(JSON.parse(data) as EventEnvelope),
    sse_id: fields.get('id') ?? '',
    sse_event: fields.get('event') ?? ''
  }
}
