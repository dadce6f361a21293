import type { WebSocket } from 'ws'
import { AppError, errors } from '../../domain/errors.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Deps } from '../../usecases/deps.ts'
import { openEventStream, type StreamRequest } from '../../usecases/events/stream.ts'
import type { CredentialWatch } from '../credential-watch.ts'
import { asAppError } from '../problem.ts'
import { closeCode } from './close-codes.ts'
import { readToken } from './first-message.ts'
import { closeSocket, keepAlive, type SocketTimes, sendAll } from './outlet.ts'

export type Credential = { tenant: Tenant; check: () => Promise<unknown> }

export type SocketGiven = {
  deps: Deps
  socket: WebSocket
  wanted: Omit<StreamRequest, 'idle_ms'>
  /** That of the headers; null when it comes in the first message. */
  credential: Credential | null
  /** Who holds this token. */
  verify(token: string): Promise<Credential>
  closing: AbortSignal
  watch: CredentialWatch
  times: SocketTimes
}

/** The log of events is looked at so often even where nobody says that there is something new. */
const idle_ms = 60_000

/**
 * Serves one socket until it is closed; never rejects. It waits for its credential, then it sends events, then it is closing:
 * because the client has gone or said something more, the credential has ended, the reader is too slow or we are stopping.
 */
export const runSocket = async (given: SocketGiven): Promise<void> => {
  const { deps, socket, closing, times } = given
  const over = new AbortController()
  const stop = (): void => over.abort(closing.reason)
  closing.addEventListener('abort', stop, { once: true })
  if (closing.aborted) stop()
  socket.once('close', () => over.abort(new AppError('request_canceled')))
  // What breaks the rules of the protocol the library closes by itself, with the code that says so.
  socket.on('error', (error) => deps.log.debug({ err: error }, 'socket of events failed'))
  keepAlive(socket, times)
  const why = await sendEvents(given, over).catch((error: unknown) => error)
  over.abort(why)
  closing.removeEventListener('abort', stop)
  await farewell(deps, socket, why, times)
}

/** Returns or throws why the stream ends. */
const sendEvents = async (given: SocketGiven, over: AbortController): Promise<unknown> => {
  const { deps, socket, wanted, watch, times } = given
  const { signal } = over
  const credential =
    given.credential ?? (await given.verify(await readToken(socket, times.auth_ms, signal)))
  const detail = 'Nothing more is to be said on this socket.'
  socket.on('message', () => over.abort(new AppError('bad_request', {}, { detail })))
  const forget = watch.add(credential.check, (error) => over.abort(error))
  try {
    const batches = await openEventStream(deps, credential.tenant, { ...wanted, idle_ms }, signal)
    await sendAll(socket, [{ type: 'stream.opened', data: {} }], times, signal)
    for await (const events of batches)
      if (events.length > 0) await sendAll(socket, events, times, signal)
    return signal.reason
  } finally {
    forget()
  }
}

const farewell = async (
  deps: Deps,
  socket: WebSocket,
  why: unknown,
  times: SocketTimes
): Promise<void> => {
  const error = asAppError(why)
  const { code } = error
  if (code === 'internal') deps.log.error({ err: why }, 'socket of events failed')
  if (code !== 'request_canceled' && code !== 'stopping')
    deps.meters.count('gateway_refused_requests_total', { code })
  if (code !== 'request_canceled' && socket.readyState === socket.OPEN) {
    const { title, text } = errors[code]
    const data = {
      code,
      title,
      detail: (code === 'internal' ? undefined : error.detail) ?? text,
      errors: error.fields
    }
    socket.send(JSON.stringify({ type: 'stream.ended', data }), () => undefined)
  }
  await closeSocket(socket, closeCode(error), code, times)
}
