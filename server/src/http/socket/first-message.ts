import type { RawData, WebSocket } from 'ws'
import { z } from 'zod'
import { AppError } from '../../domain/errors.ts'

const FirstMessage = z.strictObject({
  type: z.literal('auth'),
  token: z.string().min(1).max(6_000)
})

/** The token in the first message of a socket. Rejects when it is something else, or does not come in time. */
export const readToken = (
  socket: WebSocket,
  within_ms: number,
  signal: AbortSignal
): Promise<string> =>
  new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer)
      socket.off('message', take)
      signal.removeEventListener('abort', give_up)
    }
    const take = (data: RawData, is_binary: boolean): void => {
      end()
      const token = is_binary ? null : tokenIn(data)
      if (token !== null) return resolve(token)
      const detail = 'The first message has to be {"type":"auth","token":"…"}.'
      reject(new AppError('bad_request', {}, { detail }))
    }
    const give_up = (): void => {
      end()
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      end()
      const detail = 'No credential came in time, neither in a header nor in the first message.'
      reject(new AppError('unauthenticated', {}, { detail }))
    }, within_ms)
    socket.on('message', take)
    signal.addEventListener('abort', give_up, { once: true })
    if (signal.aborted) give_up()
  })

const tokenIn = (data: RawData): string | null => {
  try {
    return FirstMessage.safeParse(JSON.parse(String(data))).data?.token ?? null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
