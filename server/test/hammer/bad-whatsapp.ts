import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import type { TestContext } from 'node:test'

/** A server that is no WhatsApp: it closes at once, says nothing, says something that is no WebSocket, or closes late. */
export type Manner = 'closes' | 'silent' | 'says nonsense' | 'refuses the upgrade' | 'closes late'

export type BadWhatsapp = { url: string; tried(): number; close(): void }

export const badWhatsapp = async (t: TestContext, manner: Manner): Promise<BadWhatsapp> => {
  let tried = 0
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    tried++
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    if (manner === 'closes') return socket.destroy()
    if (manner === 'closes late') return void setTimeout(() => socket.destroy(), 300)
    socket.once('data', () => {
      if (manner === 'says nonsense') socket.end('there is no such thing\r\n\r\n')
      if (manner === 'refuses the upgrade')
        socket.end('HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = (): void => {
    server.close()
    for (const socket of sockets) socket.destroy()
  }
  t.after(close)
  const { port } = server.address() as AddressInfo
  return { url: `ws://127.0.0.1:${port}`, tried: () => tried, close }
}
