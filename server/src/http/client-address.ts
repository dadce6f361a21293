import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'

/**
 * The address that a request comes from. Proxies also write a port, brackets or a zone beside it, which are left out; for
 * what is no address at all it is that of the connection.
 */
export const clientAddress = (request: FastifyRequest): string =>
  bareAddress(request.ip) ?? bareAddress(request.socket.remoteAddress ?? '') ?? '0.0.0.0'

const bareAddress = (text: string): string | null => {
  const inner =
    /^\[([^\]]*)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text
  const address = inner.split('%')[0] ?? ''
  return isIP(address) > 0 ? address : null
}
