import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer as createTcp, type Socket } from 'node:net'
import type { TestContext } from 'node:test'

export type BadReceiver = {
  name: string
  url: string
  /** When it was called, in milliseconds. */
  calls: number[]
  /** What the owner of the webhook is told. */
  told: RegExp
}

/** Receivers that do what receivers should not, each on an address of its own. */
export const badReceivers = async (t: TestContext): Promise<BadReceiver[]> => [
  {
    name: 'refuses the connection',
    url: 'http://127.0.0.1:9/hook',
    calls: [],
    told: /Nothing accepts connections/
  },
  ...(await Promise.all([...badHttp(t), ...badTcp(t)]))
]

const in_time = /no answer within|no answer in time/

/** Those that speak HTTP. */
const badHttp = (t: TestContext): Promise<BadReceiver>[] => [
  http(t, 'never answers', in_time, () => undefined),
  http(t, 'answers 500', /^It answered 500\.$/, (_request, response) =>
    response.writeHead(500).end('no')
  ),
  http(t, 'redirects to itself', /302, a redirect/, (request, response) =>
    response.writeHead(302, { location: request.url ?? '/' }).end()
  ),
  http(t, 'answers 500 with no end', /^It answered 500\.$/, (_request, response) => {
    response.writeHead(500)
    const more = (): void => {
      let goes_on = !response.destroyed
      while (goes_on) goes_on = response.write(Buffer.alloc(65_536, 120))
    }
    response.on('drain', more)
    more()
  }),
  http(t, 'drips the body of its answer', /^It answered 500\.$/, (_request, response) => {
    response.writeHead(500)
    drip(t, (text) => response.write(text), 'no')
  })
]

/** Those that speak something else, or no TLS where it is wanted. */
const badTcp = (t: TestContext): Promise<BadReceiver>[] => [
  tcp(t, 'drips its headers', in_time, (socket) =>
    drip(t, (text) => socket.write(text), `HTTP/1.1 200 OK\r\nx-long: ${'x'.repeat(10_000)}`)
  ),
  tcp(t, 'closes without an answer', /closed the connection/, (socket) => socket.end()),
  tcp(t, 'resets the connection', /closed the connection/, (socket) => socket.resetAndDestroy()),
  tcp(t, 'does not speak HTTP', /The connection to .* failed/, (socket) =>
    socket.end('220 mail.example ESMTP ready\u0000\r\n')
  ),
  tcp(t, 'sends headers with no end', /The connection to .* failed/, (socket) =>
    socket.write(`HTTP/1.1 200 OK\r\nx-long: ${'x'.repeat(200_000)}`)
  ),
  tcp(
    t,
    'answers TLS with garbage',
    /does not speak TLS|failed/,
    (socket) => socket.write('\u0016\u0003\u0001garbage that is no handshake\r\n'),
    'https'
  ),
  tcp(
    t,
    'never answers TLS',
    /did not accept the connection in time|no answer/,
    () => undefined,
    'https'
  )
]

const http = async (
  t: TestContext,
  name: string,
  told: RegExp,
  answer: (...[request, response]: Parameters<RequestListener>) => void
): Promise<BadReceiver> => {
  const calls: number[] = []
  const server = createServer((request, response) => {
    calls.push(performance.now())
    response.on('error', () => undefined)
    answer(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    server.close()
    server.closeAllConnections()
  })
  const { port } = server.address() as AddressInfo
  return { name, url: `http://127.0.0.1:${port}/hook`, calls, told }
}

const tcp = async (
  t: TestContext,
  name: string,
  told: RegExp,
  answer: (socket: Socket) => void,
  scheme = 'http'
): Promise<BadReceiver> => {
  const calls: number[] = []
  const sockets = new Set<Socket>()
  const server = createTcp((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('data', () => {
      calls.push(performance.now())
      answer(socket)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  const { port } = server.address() as AddressInfo
  return { name, url: `${scheme}://127.0.0.1:${port}/hook`, calls, told }
}

const drip = (t: TestContext, write: (text: string) => unknown, text: string): void => {
  let at = 0
  const timer = setInterval(() => write(text[at++ % text.length] ?? ''), 100)
  t.after(() => clearInterval(timer))
}
