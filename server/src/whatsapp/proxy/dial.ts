import type { LookupAddress } from 'node:dns'
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { connect, isIP, type LookupFunction, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { SessionProxy } from '../../domain/proxy.ts'
import { judgeAddress } from '../../lib/judge-address.ts'
import type { Network } from '../../lib/networks.ts'
import type { ResolveName } from '../../lib/resolve-name.ts'
import { ProxyFailure } from './failure.ts'
import { askSocks5 } from './socks5.ts'

export type DialOptions = {
  /** What whoever runs the service has opened though it is not public. */
  allowed: Network[]
  resolve: ResolveName
}

/** Makes a connection to a host through a proxy. Rejects with ProxyFailure; there is no other way there. */
export type Dial = (to: { host: string; port: number }) => Promise<Socket>

/** For everything until the host can be talked with; less than what a connection to WhatsApp has in all. */
const dial_ms_max = 10_000
const address_ms_max = 2_500

export const createDial = (proxy: SessionProxy, options: DialOptions): Dial => {
  return async (to) => {
    const open = await reach(proxy, options)
    // Whoever says nothing for so long, at whatever step, is not there.
    const timer = setTimeout(() => {
      open.destroy(new ProxyFailure('proxy_unreachable', 'the proxy does not answer'))
    }, dial_ms_max)
    try {
      if (proxy.scheme === 'socks5') await askSocks5(open, proxy.credentials, to)
      else await askHttp(open, proxy.credentials, to)
      return open
    } catch (error) {
      open.destroy()
      throw asFailure(error)
    } finally {
      clearTimeout(timer)
    }
  }
}

/** A connection to the proxy itself, at an address that is judged when it is made: what its name leads to may change. */
const reach = async (proxy: SessionProxy, options: DialOptions): Promise<Socket> => {
  const { host, port, scheme } = proxy
  const isOpen = (address: string): boolean => judgeAddress(address, options.allowed) !== 'closed'
  if (isIP(host) !== 0 && !isOpen(host)) throw notAllowed()
  const lookup: LookupFunction = (name, asked, answer) => {
    options.resolve(name).then(
      (found) => {
        const open: LookupAddress[] = found.filter(({ address }) => isOpen(address))
        const [first] = open
        if (!first) answer(notAllowed(), [])
        else if (asked.all) answer(null, open)
        else answer(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => answer(error, [])
    )
  }
  const to = {
    host,
    port,
    lookup,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: address_ms_max
  }
  const socket =
    scheme === 'https'
      ? connectTls({
          ...to,
          ALPNProtocols: ['http/1.1'],
          ...(isIP(host) === 0 && { servername: host })
        })
      : connect(to)
  try {
    await once(socket, scheme === 'https' ? 'secureConnect' : 'connect', {
      signal: AbortSignal.timeout(dial_ms_max)
    })
    if (!socket.remoteAddress || !isOpen(socket.remoteAddress)) throw notAllowed()
    // Whoever has the socket next listens for what befalls it.
    socket.on('error', () => undefined)
    return socket.setNoDelay(true)
  } catch (error) {
    socket.on('error', () => undefined).destroy()
    throw asFailure(error)
  }
}

/** Has an HTTP proxy lead this connection to a host (RFC 9110, CONNECT). */
const askHttp = async (
  socket: Socket,
  credentials: SessionProxy['credentials'],
  { host, port }: { host: string; port: number }
): Promise<void> => {
  const authority = `${isIP(host) === 6 ? `[${host}]` : host}:${port}`
  const asked = request({
    method: 'CONNECT',
    path: authority,
    headers: {
      host: authority,
      ...(credentials && { 'proxy-authorization': basic(credentials) })
    },
    createConnection: () => socket
  })
  asked.end()
  const [response, , head] = (await once(asked, 'connect')) as [IncomingMessage, Socket, Buffer]
  const status = response.statusCode ?? 0
  if (status < 200 || status > 299)
    throw new ProxyFailure('proxy_refused', `the proxy answered ${status}`)
  if (head.length > 0) socket.unshift(head)
}

const basic = ({ user, password }: NonNullable<SessionProxy['credentials']>): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

const notAllowed = (): ProxyFailure =>
  new ProxyFailure('proxy_not_allowed', 'the proxy is at an address that is not public')

const asFailure = (error: unknown): ProxyFailure => {
  if (error instanceof ProxyFailure) return error
  const { code, message, cause } = error as NodeJS.ErrnoException
  if (cause instanceof ProxyFailure) return cause
  return new ProxyFailure('proxy_unreachable', String(code ?? message).slice(0, 100), error)
}
