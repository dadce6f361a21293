import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { AppError } from '../../domain/errors.ts'
import type { Log } from '../../lib/log.ts'
import {
  MediaKeyError,
  type MediaStore,
  MediaStoreFull,
  MediaTooLarge,
  MediaUnfit
} from '../contract.ts'
import { bytes_max_header, type Refusal, refusals } from './protocol.ts'

export type WorkerAccessOptions = {
  store: Pick<MediaStore, 'read' | 'put'>
  /** The tenant of a session that the worker with this token holds now; null: it holds no such session. */
  tenantOf: (token_hash: Buffer, session_id: string) => Promise<string | null>
  log: Log
}

const paths = /^\/sessions\/([a-z0-9_]{1,100})\/files(?:\/([0-9a-f]{64}))?$/
/** A worker that says nothing for so long is gone. */
const idle_ms = 60_000

/**
 * Gives workers the files of the tenants whose sessions they hold, and takes files for them. A worker runs as a user that can
 * read and write no files of the product, so that whoever takes one over reaches no others.
 */
export const createWorkerAccess = (options: WorkerAccessOptions): Server => {
  const server = createServer({ requestTimeout: 0 }, (request, response) => {
    answer(options, request, response).catch((error: Error) => {
      options.log.warn({ err: error }, 'file not given to a worker')
      if (!response.headersSent) end(response, 500)
      else response.destroy()
    })
  })
  server.setTimeout(idle_ms)
  return server
}

const answer = async (
  { store, tenantOf }: WorkerAccessOptions,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> => {
  const [, session_id, sha256] = paths.exec(request.url ?? '') ?? []
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  if (!token || session_id === undefined) return end(response, token ? 404 : 401)
  const hash = createHash('sha256').update(token).digest()
  const tenant_id = await tenantOf(hash, session_id)
  if (tenant_id === null) return end(response, 403)
  if (request.method === 'GET' && sha256) return give(store, { tenant_id, sha256 }, response)
  if (request.method === 'PUT' && !sha256) return take(store, tenant_id, request, response)
  end(response, 405)
}

const give = async (
  store: Pick<MediaStore, 'read'>,
  key: { tenant_id: string; sha256: string },
  response: ServerResponse
): Promise<void> => {
  const found = await store.read(key)
  if (!found) return end(response, 404)
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-length': found.bytes
  })
  // step: file being given
  // A worker that hangs up in the middle wants no more of it.
  await found.pour(response).then(
    () => response.end(),
    () => response.destroy()
  )
}

const take = async (
  store: Pick<MediaStore, 'put'>,
  tenant_id: string,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> => {
  const bytes_max = Number(request.headers[bytes_max_header])
  if (!Number.isSafeInteger(bytes_max) || bytes_max < 0) return end(response, 400)
  try {
    const { sha256, bytes } = await store.put(tenant_id, request, { bytes_max })
    // step: file taken
    response.writeHead(201, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ sha256, bytes }))
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal) return end(response, refusals[refusal])
    // The worker has taken it back: what it has sent was not what it should be.
    if (request.destroyed && !request.complete) return void response.destroy()
    throw error
  }
}

const refusalOf = (error: unknown): Refusal | null => {
  if (error instanceof MediaTooLarge) return 'too_large'
  if (error instanceof MediaStoreFull) return 'store_full'
  if (error instanceof MediaUnfit) return error.reason
  if (error instanceof AppError) return 'away'
  if (error instanceof MediaKeyError) throw error
  return null
}

const end = (response: ServerResponse, status: number): void => {
  response.writeHead(status, { connection: 'close' }).end()
}
