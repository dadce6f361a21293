import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mayReadMetrics } from '../http/metrics-access.ts'
import type { Db } from '../lib/db.ts'
import type { Exposition, Source } from '../lib/exposition.ts'
import type { Log } from '../lib/log.ts'
import type { Config } from './config/config.ts'
import { isLoopback } from './is-loopback.ts'
import { type MeasuredRole, measureConnections, processMetrics } from './process-metrics.ts'
import { StartError } from './start-error.ts'

const headers_bytes_max = 8_192
const request_ms_max = 10_000

/**
 * Tells what a role without a port for HTTP measures: together with the roles of its process, or at METRICS_PORT. Resolves to
 * what ends it.
 */
export const startMetrics = async (
  options: { config: Config; exposition?: Exposition },
  log: Log,
  sources: Source[],
  role: MeasuredRole,
  db: Pick<Db, 'connections'>
): Promise<() => Promise<void>> => {
  const exposition = options.exposition ?? processMetrics(log)
  const remove = [
    measureConnections(exposition, role, db),
    ...sources.map((source) => exposition.add(source))
  ]
  const alone = options.exposition === undefined
  const stop = alone ? await serveMetrics(options.config, exposition, log) : null
  return async () => {
    await stop?.()
    for (const one of remove) one()
  }
}

/**
 * Serves /metrics of a role that listens on no other port: to who has METRICS_TOKEN, or without one to programs of this
 * machine, and nothing else to nobody. Does nothing while METRICS_PORT is unset. Resolves to what ends it.
 */
const serveMetrics = async (
  config: Pick<Config, 'METRICS_HOST' | 'METRICS_PORT' | 'METRICS_TOKEN'>,
  exposition: Exposition,
  log: Log
): Promise<() => Promise<void>> => {
  const { METRICS_HOST: host, METRICS_PORT: port, METRICS_TOKEN } = config
  if (port === undefined) return async () => undefined
  if (!isLoopback(host) && METRICS_TOKEN === undefined)
    throw new StartError('Set METRICS_TOKEN: METRICS_HOST is an address that others can reach.')
  const access = { METRICS_TOKEN, PUBLIC_URL: undefined }
  const server = createServer(
    { maxHeaderSize: headers_bytes_max, requestTimeout: request_ms_max },
    async (request, response) => {
      const allowed = request.url === '/metrics' && mayReadMetrics(access, request)
      if (!allowed || request.method !== 'GET')
        return response.writeHead(404, { connection: 'close' }).end()
      response
        .writeHead(200, { 'content-type': exposition.content_type })
        .end(await exposition.text())
    }
  )
  server.listen(port, host)
  await once(server, 'listening').catch((cause: NodeJS.ErrnoException) => {
    throw new StartError(`METRICS_PORT ${port} cannot be used on ${host}: ${cause.code}.`, {
      cause
    })
  })
  const { port: listening } = server.address() as AddressInfo
  log.info({ port: listening }, 'metrics are served')
  return async () => {
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  }
}
