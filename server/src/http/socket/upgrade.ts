import { type IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type WebSocket, WebSocketServer } from 'ws'
import { AppError } from '../../domain/errors.ts'

export const socket_url = '/ws'

/** What a client may say at once: no more than a credential. */
const message_bytes_max = 8 * 1024

/** Whether a request is taken from the HTTP server to become a socket. All others are answered as if they asked for nothing. */
export const wantsSocket = ({ url, method, headers }: IncomingMessage): boolean =>
  method === 'GET' &&
  url?.split('?')[0] === socket_url &&
  headers.upgrade?.toLowerCase() === 'websocket'

type Upgrade = { socket: Duplex; head: Buffer }

export type Upgrades = {
  /** Makes a socket of the request, whose reply is over then; throws when it asks for none. */
  accept(request: FastifyRequest, reply: FastifyReply): Promise<WebSocket>
}

/** Takes requests that want to become sockets through the same hooks and routes as all others, so that they are refused in the same way. */
export const takeUpgrades = (app: FastifyInstance): Upgrades => {
  const waiting = new WeakMap<IncomingMessage, Upgrade>()
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: message_bytes_max,
    // Answered by whoever serves the socket: pings of a client that reads nothing must not pile up.
    autoPong: false,
    // We speak none. Who asks for one is told so by its library.
    handleProtocols: () => false
  })
  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Until somebody else listens: a client that has gone is nothing to end the process for.
    socket.on('error', () => socket.destroy())
    const response = new ServerResponse(request)
    response.shouldKeepAlive = false
    response.assignSocket(socket as never)
    response.once('finish', () => {
      response.detachSocket(socket as never)
      ;(socket as Duplex & { destroySoon(): void }).destroySoon()
    })
    waiting.set(request, { socket, head })
    app.routing(request, response)
  })
  return {
    accept: async (request, reply) => {
      const upgrade = waiting.get(request.raw)
      if (!upgrade || request.headers['sec-websocket-version'] !== '13') {
        reply.headers({ upgrade: 'websocket', 'sec-websocket-version': '13' })
        throw new AppError('upgrade_required')
      }
      // What the library would refuse without a word of why.
      if (!/^[+/0-9A-Za-z]{22}==$/.test(request.headers['sec-websocket-key'] ?? '')) {
        const detail = 'Sec-WebSocket-Key is missing or not valid.'
        throw new AppError('bad_request', {}, { detail })
      }
      waiting.delete(request.raw)
      reply.hijack()
      reply.raw.detachSocket(upgrade.socket as never)
      return new Promise((resolve) =>
        sockets.handleUpgrade(request.raw, upgrade.socket, upgrade.head, resolve)
      )
    }
  }
}
