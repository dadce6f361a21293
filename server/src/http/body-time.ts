import type { FastifyInstance, FastifyRequest } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    takes_files?: boolean
  }
}

/** A body that is no file has to arrive within this. */
const body_ms_max = 60_000

/** No request takes longer to arrive, a file included. */
export const request_ms_max = 6 * 3_600_000

/** Ends requests whose body does not arrive in time. A file may take as long as it keeps coming. */
export const limitBodyTime = (app: FastifyInstance): void => {
  app.addHook('onRequest', (request, _reply, done) => {
    watch(request)
    done()
  })
  const watch = ({ raw, routeOptions }: FastifyRequest): void => {
    const { headers } = raw
    const has_body =
      headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
    if (!has_body || routeOptions.config.takes_files) return
    const timer = setTimeout(() => {
      if (raw.complete || raw.destroyed) return
      const error = Object.assign(new Error('body too slow'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' })
      app.server.emit('clientError', error, raw.socket)
    }, body_ms_max).unref()
    const end = (): void => clearTimeout(timer)
    raw.once('end', end).once('close', end)
  }
}
