import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type Input, InputError } from '../lib/input.ts'
import type { World } from '../world.ts'
import { CALLS } from './control-calls.ts'
import { refusalOf } from './control-groups.ts'
import { servePhonePage } from './phone-page.ts'

const BODY_BYTES_MAX = 16 * 1024 * 1024

/** The control interface: `POST /<call>` with JSON, see README.md for the calls; at / a phone to play with in a browser. */
export const createControlServer = (world: World): Server => {
  const server = createServer((request, response) => {
    const answered = async (): Promise<void> => {
      if (await servePhonePage(request, response)) return
      reply(response, 200, (await answer(world, request)) ?? {})
    }
    answered().catch((problem: unknown) => {
      const error = refusalOf(problem)
      const status = error instanceof InputError ? error.status : 400
      reply(response, status, { error: error instanceof Error ? error.message : String(error) })
    })
  })
  // Who calls ends an idle connection; ended from here, a call could be on its way already.
  server.keepAliveTimeout = 0
  return server
}

const answer = async (world: World, request: IncomingMessage): Promise<unknown> => {
  const name = (request.url ?? '/').slice(1).split('?')[0] ?? ''
  const call = Object.hasOwn(CALLS, name) ? CALLS[name] : undefined
  if (!call) throw new InputError(`there is no call named "${name}"`, 404)
  return call(world, await readInput(request))
}

const readInput = async (request: IncomingMessage): Promise<Input> => {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length
    if (length > BODY_BYTES_MAX) throw new InputError('the body is too large', 413)
    parts.push(part)
  }
  if (length === 0) return {}
  const input: unknown = parseJson(Buffer.concat(parts).toString())
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new InputError('the body must be a JSON object')
  }
  return input as Input
}

const parseJson = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch (cause) {
    throw new InputError(`the body is not JSON: ${String(cause)}`)
  }
}

const reply = (response: ServerResponse, status: number, body: unknown): void => {
  // A caller that has gone away, or that the simulator hung up on while stopping, reads nothing.
  if (response.destroyed) return
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
