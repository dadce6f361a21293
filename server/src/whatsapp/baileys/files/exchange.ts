import type { Agent, IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { DEFAULT_ORIGIN } from 'baileys/lib/Defaults/index.js'

/** A transfer that does not move for so long is given up. */
const idle_ms = 20_000

export type Exchange = {
  url: URL
  /** Undefined: straight to the host. */
  agent: Agent | undefined
  signal: AbortSignal
  body?: { length: number; content: AsyncIterable<Buffer> }
}

/** Sends one request to a host for files and resolves with the head of the answer. Whoever reads the answer is told when it stalls. */
export const exchange = ({ url, agent, signal, body }: Exchange): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const sending = request(url, {
      method: body ? 'POST' : 'GET',
      agent,
      signal,
      headers: {
        origin: DEFAULT_ORIGIN,
        ...(body && {
          'content-type': 'application/octet-stream',
          'content-length': body.length
        })
      }
    })
    sending.setTimeout(idle_ms, () => sending.destroy(new Error('nothing moves any more')))
    sending.once('response', resolve)
    sending.on('error', reject)
    if (!body) return void sending.end()
    // A host that has answered already reads no more of it.
    pipeline(Readable.from(body.content), sending).catch(reject)
  })

/** The whole of a short answer as JSON; null when it is none. */
export const readJson = async (answer: IncomingMessage): Promise<unknown> => {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of answer as AsyncIterable<Buffer>) {
    bytes += piece.length
    if (bytes > answer_bytes_max) return null
    pieces.push(piece)
  }
  try {
    return JSON.parse(Buffer.concat(pieces).toString('utf8'))
  } catch {
    // A page of an overloaded host, which its status has told already.
    return null
  }
}

const answer_bytes_max = 65_536
