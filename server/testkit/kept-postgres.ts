import { setTimeout as pause } from 'node:timers/promises'
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres
} from '../src/main/embedded/embedded-postgres.ts'
import { migrateDatabase } from '../src/main/migrate-database.ts'

export type KeptPostgres = {
  url(role: 'wa_owner' | 'wa_tenant' | 'wa_worker' | 'wa_system'): string
  readonly pid: number
  readonly running: boolean
  kill(): boolean
  stop(): Promise<void>
}

const look_every_ms = 100
// A killed process loses nothing that was handed to the kernel; only a power cut would.
const settings = { fsync: 'off', full_page_writes: 'off' }

/** A PostgreSQL of its own, by default with the newest schema, started again whenever it is gone. */
export const keepPostgres = async (
  folder: string,
  migrate: (owner_url: string) => Promise<unknown> = migrateDatabase
): Promise<KeptPostgres> => {
  let server: EmbeddedPostgres = await startEmbeddedPostgres(folder, settings)
  const url: KeptPostgres['url'] = (role) => server.url('gateway', role)
  await server.createDatabase('gateway')
  await migrate(url('wa_owner'))

  const over = new AbortController()
  const watching = (async () => {
    while (!over.signal.aborted) {
      await pause(look_every_ms)
      if (server.running() || over.signal.aborted) continue
      server = await startEmbeddedPostgres(folder, settings)
    }
  })()
  return {
    url,
    get pid() {
      return server.pid
    },
    get running() {
      return server.running()
    },
    kill: () => {
      if (!server.running()) return false
      process.kill(server.pid, 'SIGKILL')
      return true
    },
    stop: async () => {
      over.abort()
      await watching
      await server.stop()
    }
  }
}
