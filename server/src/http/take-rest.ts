import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

const rest_bytes_max = 4 * 1024 * 1024
const rest_ms_max = 2_000

/**
 * Takes in what is left of a body before an answer that closes the connection. A socket that is closed with something unread
 * in it is reset: a caller who is still sending, as every proxy is, would see an error instead of the answer. What is taken
 * in is thrown away; whoever goes on for longer, or sends more, gets the answer all the same.
 */
export const takeRestOfBodies = (app: FastifyInstance): void => {
  app.addHook('onSend', (request, reply, _payload, done) => {
    if (isUnread(request.raw) && willClose(request, reply)) takeRest(request.raw, done)
    else done()
  })
}

const isUnread = ({ complete, readableEnded, headers, destroyed }: IncomingMessage): boolean =>
  !complete &&
  !readableEnded &&
  !destroyed &&
  (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0)

const willClose = (request: FastifyRequest, reply: FastifyReply): boolean =>
  reply.getHeader('connection') === 'close' || !reply.raw.shouldKeepAlive || isClosing(request)

const isClosing = ({ headers }: FastifyRequest): boolean =>
  headers.connection?.toLowerCase().includes('close') === true

const takeRest = (body: IncomingMessage, done: () => void): void => {
  let taken = 0
  const end = (): void => {
    clearTimeout(timer)
    body.off('data', count).off('end', end).off('close', end).off('error', end)
    done()
  }
  const timer = setTimeout(end, rest_ms_max)
  const count = (piece: Buffer): void => {
    taken += piece.length
    if (taken > rest_bytes_max) end()
  }
  body.on('data', count).once('end', end).once('close', end).once('error', end).resume()
}
