import type { WASocket } from 'baileys'
import type { Log } from '../../../lib/log.ts'

/**
 * Keeps a stanza that nobody can make sense of from harming what comes after it. Baileys' listeners throw, or return
 * promises that reject with nobody to hear it, and what one of them throws keeps the stanzas behind it in the buffer. A
 * frame that cannot be decrypted is another matter: from there on nothing can, and `broken` hears of it.
 */
export const containListenerErrors = (
  socket: WASocket,
  log: Log,
  broken: (error: Error) => void
): void => {
  const { ws } = socket
  const emit = ws.emit.bind(ws)

  const failed = (event: string | symbol, error: unknown): void => {
    // Whoever waits for an answer when the connection ends learns of it in another way.
    if (!ws.isOpen)
      return log.debug({ err: error }, 'stanza not handled before the connection ended')
    log.warn({ err: error, event: String(event).slice(0, 60) }, 'a stanza could not be handled')
  }

  const call = (listener: Listener, event: string | symbol, args: unknown[]): void => {
    try {
      const result = Reflect.apply(listener, ws, args)
      if (!(result instanceof Promise)) return
      result.catch((error: Error) => {
        if (event !== 'message') failed(event, error)
        else if (cannotBeDecrypted(error)) broken(error)
        else {
          log.warn({ err: error }, 'a stanza could not be read')
          // Those that came in the same message of the WebSocket are still to be read.
          call(listener, event, [Buffer.alloc(0)])
        }
      })
    } catch (error) {
      failed(event, error)
    }
  }

  ws.emit = (event: string | symbol, ...args: unknown[]): boolean => {
    // Most of the names under which a stanza is announced have no listener.
    if (ws.listenerCount(event) === 0) return event === 'error' ? emit(event, ...args) : false
    for (const listener of ws.rawListeners(event)) call(listener as Listener, event, args)
    return true
  }
}

type Listener = (...args: unknown[]) => unknown

// What Node's crypto says when the authentication tag does not fit.
const cannotBeDecrypted = (error: Error): boolean =>
  /unable to authenticate|authentication tag/i.test(error.message)
