import { once } from 'node:events'
import type { Server } from 'node:http'
import type { Db } from '../lib/db.ts'
import type { Log } from '../lib/log.ts'
import { pause } from '../lib/retry.ts'
import type { MediaStore } from '../media/contract.ts'
import { parseTcpAddress } from '../media/worker-access/protocol.ts'
import { createWorkerAccess } from '../media/worker-access/serve.ts'
import { findHeldTenant } from '../store/leases/held-by-token.ts'
import { StartError } from './start-error.ts'
import { takeSocket } from './take-socket.ts'

/** The longest path of a unix socket, without the byte that ends it. */
const socket_path_max = 107
/** Another process of this machine that serves the socket may end. */
const retry_ms = 5_000
/** Workers are other users. Each request is judged by its token. */
const workers_too = 0o666

/**
 * Serves the files to the workers until it is stopped: through a unix socket of this machine, or at an address. Where another process does so already this one takes
 * its place when it ends.
 */
export const serveWorkerAccess = async (options: {
  path: string
  store: MediaStore
  db: Db
  log: Log
}): Promise<() => Promise<void>> => {
  const { path, store, db, log } = options
  const address = parseTcpAddress(path)
  if (!address && Buffer.byteLength(path) > socket_path_max)
    throw new StartError(
      `The path ${path} is too long for a socket. Set MEDIA_SOCKET to a shorter one.`
    )
  const server = createWorkerAccess({
    store,
    tenantOf: (token_hash, session_id) => findHeldTenant(db, token_hash, session_id),
    log
  })
  const stopped = new AbortController()
  if (address) {
    await listenAt(server, address)
    return () => closeServer(server)
  }
  const listening = await takeSocket(server, path, workers_too)
  const trying = listening ? Promise.resolve() : takeLater(server, path, stopped.signal, log)
  return async () => {
    stopped.abort()
    await trying
    if (server.listening) await closeServer(server)
  }
}

/** Listens where workers of other machines reach it; each request is judged by its token there too. */
const listenAt = async (server: Server, address: { host: string; port: number }): Promise<void> => {
  server.listen(address)
  await once(server, 'listening').catch((error: Error) => {
    throw new StartError(`MEDIA_SOCKET cannot be used: ${error.message}`, { cause: error })
  })
}

const closeServer = async (server: Server): Promise<void> => {
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeAllConnections()
  await closed
}

const takeLater = async (
  server: Server,
  path: string,
  stopped: AbortSignal,
  log: Log
): Promise<void> => {
  log.info({ path }, 'files are given to workers by another process, waiting for its end')
  while (!stopped.aborted && !(await takeSocket(server, path, workers_too).catch(() => false)))
    await pause(retry_ms, stopped)
}
