import { Agent, type IncomingMessage, request } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../../domain/errors.ts'
import { MediaStoreFull, MediaTooLarge, MediaUnfit } from '../contract.ts'
import { bytes_max_header, filePath, filesPath, parseTcpAddress, refusals } from './protocol.ts'

/** The files of the tenants whose sessions a worker holds, as it reaches them. */
export type FileStore = {
  /** Null: there is no such file. */
  read(session_id: string, sha256: string): Promise<Readable | null>
  /** Keeps a file as a whole or not at all. Rejects with what the content has thrown, MediaTooLarge, MediaStoreFull, MediaUnfit or file_store_away. */
  put(
    session_id: string,
    content: AsyncIterable<Uint8Array>,
    options: { bytes_max: number; signal: AbortSignal }
  ): Promise<{ sha256: string; bytes: number }>
  close(): void
}

const idle_ms = 60_000

/** Reaches whoever keeps the files through this unix socket, or at this tcp:// address. */
export const createFileStore = (options: { socket_path: string; token: string }): FileStore => {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 4 })
  const where = parseTcpAddress(options.socket_path) ?? { socketPath: options.socket_path }
  const ask = (method: string, path: string, more: { headers?: object; signal?: AbortSignal }) =>
    request({
      ...where,
      agent,
      method,
      path,
      headers: { authorization: `Bearer ${options.token}`, ...more.headers },
      ...(more.signal && { signal: more.signal })
    })

  return {
    read: (session_id, sha256) =>
      new Promise((resolve, reject) => {
        const asked = ask('GET', filePath(session_id, sha256), {})
        asked.setTimeout(idle_ms, () => asked.destroy(new Error('the file does not come')))
        asked.on('error', reject)
        asked.once('response', (answer) => {
          if (answer.statusCode === 200) return resolve(answer)
          answer.resume()
          if (answer.statusCode === 404) resolve(null)
          else reject(new Error(`the file is not given: status ${answer.statusCode}`))
        })
        asked.end()
      }),
    put: async (session_id, content, { bytes_max, signal }) => {
      const asked = ask('PUT', filesPath(session_id), {
        headers: { [bytes_max_header]: bytes_max },
        signal
      })
      asked.setTimeout(idle_ms, () => asked.destroy(new Error('the file is not taken')))
      const answered = new Promise<IncomingMessage>((resolve, reject) => {
        asked.once('response', resolve)
        asked.on('error', reject)
      })
      // What the content has thrown counts, not that the request was ended for it.
      const failed = pipeline(Readable.from(content), asked).then(
        () => undefined,
        (error: Error) => error
      )
      answered.catch(() => undefined)
      const first = await Promise.race([answered.catch(() => failed), failed.then(orNever)])
      if (first instanceof Error) throw first
      const answer = first ?? (await answered)
      return readStored(answer, bytes_max)
    },
    close: () => agent.destroy()
  }
}

/** Only what has failed ends the wait for an answer. */
const orNever = (error: Error | undefined): Promise<Error> =>
  error ? Promise.resolve(error) : new Promise(() => undefined)

const readStored = async (
  answer: IncomingMessage,
  bytes_max: number
): Promise<{ sha256: string; bytes: number }> => {
  const { statusCode } = answer
  const pieces: Buffer[] = await answer.toArray()
  if (statusCode === refusals.too_large) throw new MediaTooLarge(bytes_max)
  if (statusCode === refusals.store_full) throw new MediaStoreFull('the store is full')
  if (statusCode === refusals.infected) throw new MediaUnfit('infected')
  if (statusCode === refusals.not_scanned) throw new MediaUnfit('not_scanned')
  if (statusCode === refusals.away) throw new AppError('file_store_away')
  if (statusCode !== 201) throw new Error(`the file is not kept: status ${statusCode}`)
  return JSON.parse(Buffer.concat(pieces).toString('utf8'))
}
