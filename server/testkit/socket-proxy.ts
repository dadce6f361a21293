import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import type { TestContext } from 'node:test'

/** A line to a WebSocket server that notes what its client says. */
export type LineProxy = {
  url: string
  /** How many frames with data the client has sent; a good-bye or a pong is none. */
  readonly frames: number
  readonly connections: number
}

const data_frames = new Set([0x1, 0x2])

/** What comes in one piece begins with a frame, because the client writes whole frames and there is time between them. */
export const lineProxy = async (t: TestContext, ws_url: string): Promise<LineProxy> => {
  const target = new URL(ws_url)
  let frames = 0
  let connections = 0
  const server = createServer((client) => {
    connections++
    const upstream = connect(Number(target.port), target.hostname)
    client.on('data', (chunk: Buffer) => {
      if (data_frames.has((chunk[0] ?? 0) & 0x0f)) frames++
      upstream.write(chunk)
    })
    upstream.pipe(client)
    const end = (): void => {
      client.destroy()
      upstream.destroy()
    }
    for (const socket of [client, upstream]) {
      socket.on('error', end)
      socket.on('close', end)
    }
    t.after(end)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.close())
  const url = new URL(ws_url)
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    get frames() {
      return frames
    },
    get connections() {
      return connections
    }
  }
}
