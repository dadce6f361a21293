import { isIP, type Socket } from 'node:net'
import type { SessionProxy } from '../../domain/proxy.ts'
import { ProxyFailure } from './failure.ts'

const version = 5
const no_authentication = 0
const by_password = 2
/** RFC 1928, section 6. */
const refusals = new Map([
  [1, 'general failure'],
  [2, 'not allowed by its rules'],
  [3, 'network unreachable'],
  [4, 'host unreachable'],
  [5, 'connection refused'],
  [6, 'took too long'],
  [7, 'command not supported'],
  [8, 'address type not supported']
])

/**
 * Has a SOCKS5 proxy lead this connection to a host (RFC 1928, user name and password RFC 1929). The proxy looks the name up:
 * asking for it from here would tell where this session is.
 */
export const askSocks5 = async (
  socket: Socket,
  credentials: SessionProxy['credentials'],
  to: { host: string; port: number }
): Promise<void> => {
  const read = reader(socket)
  const methods = credentials ? [no_authentication, by_password] : [no_authentication]
  socket.write(Buffer.from([version, methods.length, ...methods]))
  const [answered, method] = await read(2)
  if (answered !== version) throw refused('it does not speak SOCKS5')
  if (method === by_password && credentials) {
    const user = Buffer.from(credentials.user)
    const password = Buffer.from(credentials.password)
    socket.write(Buffer.from([1, user.length, ...user, password.length, ...password]))
    const [, status] = await read(2)
    if (status !== 0) throw refused('it does not take the user name and password')
  } else if (method !== no_authentication) {
    throw refused(credentials ? 'it takes no password' : 'it wants a user name and password')
  }
  const port = Buffer.alloc(2)
  port.writeUInt16BE(to.port)
  socket.write(Buffer.concat([Buffer.from([version, 1, 0]), address(to.host), port]))
  const [, reply = 1, , kind] = await read(4)
  if (reply !== 0) throw refused(refusals.get(reply) ?? `answer ${reply}`)
  // Where it connects from is of no interest, and stands before what the host says.
  const length = kind === 1 ? 4 : kind === 4 ? 16 : ((await read(1))[0] ?? 0)
  await read(length + 2)
}

const refused = (detail: string): ProxyFailure =>
  new ProxyFailure('proxy_refused', `SOCKS5: ${detail}`)

const address = (host: string): Buffer => {
  if (isIP(host) === 4) return Buffer.from([1, ...host.split('.').map(Number)])
  const name = Buffer.from(host)
  return Buffer.concat([Buffer.from([3, name.length]), name])
}

/** Reads exactly so many bytes each time; what comes after them stays in the socket. */
const reader = (socket: Socket) => {
  return async (length: number): Promise<Buffer> => {
    for (;;) {
      const bytes = socket.read(length) as Buffer | null
      if (bytes?.length === length) return bytes
      if (bytes || socket.readableEnded || socket.destroyed)
        throw new ProxyFailure('proxy_unreachable', 'SOCKS5: it closed the connection')
      await readable(socket)
    }
  }
}

const readable = (socket: Socket): Promise<void> =>
  new Promise((resolve, reject) => {
    const done = (error?: Error): void => {
      socket.off('readable', woken).off('end', woken).off('close', woken).off('error', failed)
      if (error) reject(error)
      else resolve()
    }
    const woken = (): void => done()
    const failed = (error: Error): void => done(error)
    socket.on('readable', woken).on('end', woken).on('close', woken).on('error', failed)
  })
