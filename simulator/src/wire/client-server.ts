import { createServer, type IncomingMessage, type Server } from 'node:http'
import { WebSocketServer } from 'ws'
import { countFault, takeFault } from '../control/faults.ts'
import type { Origin } from '../messages/peer-there.ts'
import { answerWebsite } from '../phones/website.ts'
import type { World } from '../world.ts'
import { Connection, type ConnectionHandlers } from './connection.ts'
import { applyFaults, numberOf } from './connection-faults.ts'
import { closeSession, openSession, receiveStanza } from './session.ts'

const MESSAGE_BYTES_MAX = 32 * 1024 * 1024

/** The server that clients connect to, not yet listening. */
export const createClientServer = (world: World, path: string): Server => {
  const server = createServer((request, response) => answerWebsite(world, request, response))
  server.on('connection', (socket) => {
    world.stats.connections_taken += 1
    if (takeFault(world.faults, '', 'refuse_connections')) socket.destroy()
  })
  const handlers = handlersOf(world)
  const sockets = new WebSocketServer({
    noServer: true,
    path,
    maxPayload: MESSAGE_BYTES_MAX,
    perMessageDeflate: false
  })
  server.on('upgrade', (request, socket, head) => {
    if (takeFault(world.faults, '', 'refuse_upgrades')) {
      // Who is refused may hang up before the answer is out; that is no trouble of ours.
      socket.on('error', () => socket.destroy())
      socket.end('HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const connection = new Connection(
        world.next_id++,
        webSocket,
        world.certificates,
        handlers,
        originOf(request)
      )
      world.connections.add(connection)
      applyFaults(world, connection)
    })
  })
  return server
}

/** A client may say who it is in `x-client`, its user agent or what it adds to the address. */
const originOf = ({ socket, headers, url }: IncomingMessage): Origin => ({
  local_port: socket.localPort ?? 0,
  remote_port: socket.remotePort ?? 0,
  client: String(headers['x-client'] ?? headers['user-agent'] ?? url ?? '')
})

const handlersOf = (world: World): ConnectionHandlers => ({
  opened: (connection, client_static, payload) =>
    openSession(world, connection, client_static, payload),
  received: (connection, stanza) => receiveStanza(world, connection, stanza),
  closed: (connection) => closeSession(world, connection),
  failed: (_connection, error) => {
    world.stats.connections_failed += 1
    world.stats.last_failure =
      error instanceof Error ? (error.stack ?? error.message) : String(error)
  },
  waited: (connection, direction, why) => {
    const delay = direction === 'in' ? 'delay_in_ms' : 'delay_ms'
    countFault(world.faults, numberOf(world, connection), why === 'held' ? 'silent' : delay)
  }
})
