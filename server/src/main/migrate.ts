import { ConfigError, readConfig } from '../lib/config.ts'
import { prepareDatabases } from './databases.ts'
import { loadSecrets } from './secrets.ts'
import { StartError } from './start-error.ts'

// Brings the database of DATABASE_URL (or the embedded one) to the newest schema and ends.
try {
  const config = readConfig(process.env)
  const { master_key } = await loadSecrets(config)
  const { embedded } = await prepareDatabases(config, master_key)
  await embedded?.stop()
  process.stdout.write('The database has the newest schema.\n')
} catch (error) {
  const told = error instanceof StartError || error instanceof ConfigError
  process.stderr.write(`${told ? error.message : ((error as Error).stack ?? String(error))}\n`)
  process.exitCode = 1
}
