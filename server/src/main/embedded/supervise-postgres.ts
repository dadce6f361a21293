import type { Log } from '../../lib/log.ts'
import { pause } from '../../lib/retry.ts'
import type { Config } from '../config/config.ts'
import { startEmbedded } from '../databases.ts'
import type { EmbeddedPostgres } from './embedded-postgres.ts'

const look_every_ms = 500

/** Starts the embedded server again whenever it is gone. The returned function stops the server. */
export const supervisePostgres = (
  config: Config,
  first: EmbeddedPostgres,
  log: Log
): (() => Promise<void>) => {
  const over = new AbortController()
  let server = first
  const watching = (async () => {
    while (!over.signal.aborted) {
      await pause(look_every_ms, over.signal)
      if (over.signal.aborted || server.running()) continue
      log.warn('embedded database is gone, starting it again')
      try {
        server = await startEmbedded(config)
        log.info({ pid: server.pid }, 'embedded database is back')
      } catch (error) {
        log.error({ err: error }, 'embedded database cannot be started')
      }
    }
  })()
  return async () => {
    over.abort()
    await watching
    await server.stop()
  }
}
