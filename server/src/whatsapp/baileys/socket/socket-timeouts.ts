import type { IncomingMessage } from 'node:http'
import type { WASocket } from 'baileys'
import { rawSocketOf } from './raw-socket.ts'

/** An address where nobody answers. */
const connect_ms_max = 20_000
/** A server that is overloaded takes its time; one that has said nothing after this will not. */
const open_ms_max = 90_000
/** A closing handshake takes one round trip, if there is anybody at the other end. */
const close_ms_max = 2_000

/**
 * Sets an end to what Baileys would wait for without one: nobody who answers, an answer that is no WebSocket, a login that
 * leads nowhere, and a good-bye from a server that is not there any more. `failed` hears of all but the last, with the
 * reason.
 */
export const limitSocketTimes = (
  socket: WASocket,
  linked: boolean,
  failed: (reason: string) => void
): void => {
  const raw = rawSocketOf(socket)
  const close = raw.close.bind(raw)
  raw.close = () => {
    close()
    setTimeout(() => raw.terminate(), close_ms_max).unref()
  }

  // Baileys listens for it, so the WebSocket leaves it to Baileys, which does nothing.
  socket.ws.on('unexpected-response', (_request: unknown, response: IncomingMessage) => {
    failed(`the server answered with status ${response.statusCode}`)
  })
  const connecting = setTimeout(() => failed('nobody answered in time'), connect_ms_max)
  for (const event of ['open', 'close', 'error'])
    socket.ws.once(event, () => clearTimeout(connecting))
  // One that is not linked may wait for its scan as long as there are codes.
  if (!linked) return
  const timer = setTimeout(() => failed('the login took too long'), open_ms_max)
  timer.unref()
  socket.ev.on('connection.update', ({ connection }) => {
    if (connection === 'open' || connection === 'close') clearTimeout(timer)
  })
}
