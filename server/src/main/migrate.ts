import { readConfig } from './config/config.ts'
import { prepareDatabases } from './databases.ts'
import { claimDataFolder } from './embedded/data-folder-lock.ts'
import { runProcess } from './run-process.ts'
import { loadSecrets } from './secrets.ts'

// Brings the database of DATABASE_URL (or the embedded one) to the newest schema and ends.
await runProcess(async () => {
  const config = readConfig(process.env)
  // A product that runs on the embedded database has migrated it, and its server must not be stopped from here.
  const release = config.DATABASE_URL
    ? async () => undefined
    : await claimDataFolder(config.DATA_DIR)
  try {
    const { master_key } = await loadSecrets(config)
    const { embedded } = await prepareDatabases(config, master_key)
    await embedded?.stop()
  } finally {
    await release()
  }
  process.stdout.write('The database has the newest schema.\n')
  process.exit(0)
})
