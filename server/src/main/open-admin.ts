import { type AdminDeps, systemDb } from '../admin/deps.ts'
import { createWorkerControl } from '../control/client.ts'
import { systemClock } from '../lib/clock.ts'
import { openDb } from '../lib/db.ts'
import type { KeyRing } from '../lib/key-ring.ts'
import type { Log } from '../lib/log.ts'
import { createPasswordHasher } from '../lib/password-hasher.ts'
import type { Config } from './config/config.ts'
import { logDatabaseErrors } from './log-database-errors.ts'

/** Administrators are few, and nothing of what they ask for takes a connection of customers. */
const connections_max = 3
const statement_ms = 5_000

/** What the calls of administrators need, with a pool of its own as wa_system. It connects when first used. */
export const openAdmin = (
  system_database_url: string,
  config: Config,
  control_secret: KeyRing,
  log: Log
): { deps: AdminDeps; close(): Promise<void> } => {
  const db = openDb({
    url: system_database_url,
    connections_max,
    application_name: 'gateway-api admin',
    statement_ms,
    on_error: logDatabaseErrors(log)
  })
  const passwords = createPasswordHasher(config.BCRYPT_COST)
  const workers = createWorkerControl(control_secret)
  const deps = { system: systemDb(db), clock: systemClock, passwords, config, workers }
  return {
    deps,
    close: async () => {
      await workers.close()
      await db.close()
    }
  }
}
