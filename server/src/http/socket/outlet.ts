import type { WebSocket } from 'ws'
import { AppError } from '../../domain/errors.ts'

export type SocketTimes = {
  /** How long a client has for its first message. */
  auth_ms: number
  heartbeat_ms: number
  /** A client that answers no ping for so long has gone. */
  silence_ms_max: number
  /** One that does not take what it was sent within this is cut off. */
  stall_ms_max: number
  /** How long a client may take to close. */
  linger_ms: number
}

export const usual_times: SocketTimes = {
  auth_ms: 10_000,
  heartbeat_ms: 15_000,
  silence_ms_max: 50_000,
  stall_ms_max: 30_000,
  linger_ms: 5_000
}

/** Pongs wait for nobody: with more than this unsent there are none. */
const unsent_bytes_max = 64 * 1024

/** Sends messages, and resolves when the last has left this process; rejects when that takes too long or the signal aborts. */
export const sendAll = (
  socket: WebSocket,
  messages: object[],
  times: Pick<SocketTimes, 'stall_ms_max'>,
  signal: AbortSignal
): Promise<void> =>
  new Promise((resolve, reject) => {
    const end = (error?: unknown): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', leave)
      if (error) reject(error)
      else resolve()
    }
    const leave = (): void => end(signal.reason)
    const timer = setTimeout(() => end(new AppError('reader_too_slow')), times.stall_ms_max)
    signal.addEventListener('abort', leave, { once: true })
    const last = messages.length - 1
    messages.forEach((message, index) => {
      socket.send(JSON.stringify(message), (error) => {
        if (error) end(new AppError('request_canceled', {}, { cause: error }))
        else if (index === last) end()
      })
    })
  })

/** Pings, and ends a socket that is there no more. Ends with it. */
export const keepAlive = (socket: WebSocket, times: SocketTimes): void => {
  let silent_ms = 0
  const timer = setInterval(() => {
    silent_ms += times.heartbeat_ms
    if (silent_ms > times.silence_ms_max) socket.terminate()
    else socket.ping()
  }, times.heartbeat_ms)
  socket
    .on('pong', () => {
      silent_ms = 0
    })
    .on('ping', (data) => {
      silent_ms = 0
      if (socket.bufferedAmount < unsent_bytes_max) socket.pong(data)
    })
    .once('close', () => clearInterval(timer))
}

/** Says good-bye and resolves when the socket is closed, by force if need be. */
export const closeSocket = (
  socket: WebSocket,
  code: number,
  reason: string,
  { linger_ms }: Pick<SocketTimes, 'linger_ms'>
): Promise<void> =>
  new Promise((resolve) => {
    if (socket.readyState === socket.CLOSED) return resolve()
    const timer = setTimeout(() => socket.terminate(), linger_ms)
    socket.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
    socket.close(code, reason)
  })
