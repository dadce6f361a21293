import { createKeyRing } from '../lib/key-ring.ts'
import { readConfig } from './config/config.ts'
import { role_variables, roleDatabaseUrl } from './role-database-url.ts'
import { runProcess } from './run-process.ts'
import { roleSecrets } from './secrets.ts'
import { StartError } from './start-error.ts'

// Prints what each role needs to be told that is secret, as lines NAME=value, out of DATABASE_URL and MASTER_KEY: for a secret of
// which each role is given its part, so that a gateway knows neither the master key nor the owner of the database.
await runProcess(async () => {
  const config = readConfig(process.env)
  const { DATABASE_URL, MASTER_KEY } = config
  if (!DATABASE_URL || !MASTER_KEY) throw new StartError('Set DATABASE_URL and MASTER_KEY.')
  const { jwt_secret, control_secret, webhook_key } = roleSecrets(
    config,
    createKeyRing([Buffer.from(MASTER_KEY, 'hex')])
  )
  const hex = (ring: typeof jwt_secret): string => ring.current().bytes.toString('hex')
  const lines = {
    DATABASE_URL,
    MASTER_KEY,
    JWT_SECRET: hex(jwt_secret),
    CONTROL_SECRET: hex(control_secret),
    WEBHOOK_KEY: hex(webhook_key),
    ...Object.fromEntries(
      Object.entries(role_variables).map(([role, variable]) => [
        variable,
        roleDatabaseUrl(config, role as keyof typeof role_variables)
      ])
    )
  }
  process.stdout.write(
    Object.entries(lines)
      .map(([name, value]) => `${name}=${value}\n`)
      .join('')
  )
  process.exit(0)
})
