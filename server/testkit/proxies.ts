import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import {
  type AddressInfo,
  connect,
  createServer as createTcpServer,
  type Server,
  type Socket
} from 'node:net'
import type { TestContext } from 'node:test'

export type TestProxy = {
  /** Its address, with these credentials in it. */
  url(credentials?: string): string
  /** Where it has led to, in order. */
  led: string[]
  /** How many were turned away. */
  refused: number
  /** Cuts everything and listens no more; `start` listens on the same port again. */
  stop(): Promise<void>
  start(): Promise<void>
}

type Options = {
  scheme: 'http' | 'https' | 'socks5'
  /** user:password that it asks for. */
  credentials?: string
  /** Where it leads who asks for a host; 127.0.0.1 unless it says otherwise. */
  route?: (host: string, port: number) => number
  tls?: { key: string; cert: string }
}

/** A proxy that does what is in the standards and nothing else. */
export const startProxy = async (
  t: Pick<TestContext, 'after'>,
  options: Options
): Promise<TestProxy> => {
  const sockets = new Set<Socket>()
  let port = 0
  let server: Server

  const keep = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
  }
  const lead = (
    socket: Socket,
    host: string,
    to: number,
    ready: () => void,
    failed: () => void
  ): void => {
    const far = connect(options.route?.(host, to) ?? to, '127.0.0.1')
    keep(far)
    far.once('error', failed)
    far.once('connect', () => {
      proxy.led.push(`${host}:${to}`)
      ready()
      far.pipe(socket)
      socket.pipe(far)
      far.on('close', () => socket.destroy())
      socket.on('close', () => far.destroy())
    })
  }

  const onConnect = (request: IncomingMessage, socket: Socket): void => {
    keep(socket)
    const wanted =
      options.credentials && `Basic ${Buffer.from(options.credentials).toString('base64')}`
    if (wanted && request.headers['proxy-authorization'] !== wanted) {
      proxy.refused++
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n')
      return
    }
    const { hostname, port: to } = new URL(`ftp://${request.url}`)
    lead(
      socket,
      hostname,
      Number(to),
      () => socket.write('HTTP/1.1 200 Connection established\r\n\r\n'),
      () => socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
    )
  }

  const onSocks = async (socket: Socket): Promise<void> => {
    keep(socket)
    const read = async (length: number): Promise<Buffer> => {
      for (;;) {
        const bytes = socket.read(length) as Buffer | null
        if (bytes) return bytes
        await once(socket, 'readable')
      }
    }
    const [, count = 0] = await read(2)
    const methods = [...(await read(count))]
    if (options.credentials && !methods.includes(2)) {
      proxy.refused++
      socket.end(Buffer.from([5, 255]))
      return
    }
    socket.write(Buffer.from([5, options.credentials ? 2 : 0]))
    if (options.credentials) {
      await read(1)
      const user = (await read((await read(1))[0] ?? 0)).toString()
      const password = (await read((await read(1))[0] ?? 0)).toString()
      const good = `${user}:${password}` === options.credentials
      socket.write(Buffer.from([1, good ? 0 : 1]))
      if (!good) {
        proxy.refused++
        socket.end()
        return
      }
    }
    const [, , , kind] = await read(4)
    const host =
      kind === 1 ? [...(await read(4))].join('.') : (await read((await read(1))[0] ?? 0)).toString()
    const to = (await read(2)).readUInt16BE()
    const reply = (code: number): Buffer => Buffer.from([5, code, 0, 1, 0, 0, 0, 0, 0, 0])
    lead(
      socket,
      host,
      to,
      () => socket.write(reply(0)),
      () => socket.end(reply(5))
    )
  }

  const make = (): Server => {
    if (options.scheme === 'socks5')
      return createTcpServer((socket) => void onSocks(socket).catch(() => socket.destroy()))
    const http = options.scheme === 'https' ? createSecureServer(options.tls ?? {}) : createServer()
    return http.on('connect', onConnect).on('connection', keep)
  }

  const proxy: TestProxy = {
    url: (credentials = options.credentials) =>
      `${options.scheme}://${credentials ? `${credentials}@` : ''}127.0.0.1:${port}`,
    led: [],
    refused: 0,
    start: async () => {
      server = make().listen(port, '127.0.0.1')
      await once(server, 'listening')
      port = (server.address() as AddressInfo).port
    },
    stop: async () => {
      server.close()
      for (const socket of sockets) socket.destroy()
      await once(server, 'close')
    }
  }
  await proxy.start()
  t.after(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  return proxy
}
