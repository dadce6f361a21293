import type { WASocket } from 'baileys'

/** The WebSocket below a connection, as far as it is needed. */
export type RawSocket = {
  send(data: Uint8Array, done?: (error?: Error) => void): void
  close(): void
  terminate(): void
  once(event: 'close', listener: () => void): unknown
  /** What it writes to; null before it is connected and after it is closed. */
  _socket?: { cork(): void; uncork(): void } | null
}

/** Baileys keeps it where it is not documented; whether it is still there is looked at when a connection is opened. */
export const rawSocketOf = (socket: WASocket): RawSocket => {
  const { socket: raw } = socket.ws as unknown as { socket: RawSocket | null }
  if (!raw) throw new Error('the WhatsApp library has changed: its socket is not where it was')
  return raw
}
