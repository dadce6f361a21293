import { ConfigError, readConfig } from '../lib/config.ts'
import { roleDatabaseUrl } from './role-database-url.ts'
import { roleSecrets } from './secrets.ts'
import { StartError } from './start-error.ts'
import type { Service, ServiceOptions } from './start-service.ts'

/**
 * Runs a service as a process of its own until a signal ends it. What the operator can put right is told in a sentence
 * on standard error, with exit code 1. A second signal leaves at once.
 */
export const runService = async (
  start: (options: ServiceOptions) => Promise<Service>
): Promise<void> => {
  let service: Service | undefined
  let leaving = false
  const leave = async (): Promise<void> => {
    if (leaving) process.exit(1)
    leaving = true
    await service?.stop()
    process.exit(0)
  }
  process.on('SIGTERM', () => void leave())
  process.on('SIGINT', () => void leave())
  try {
    service = await start(fromEnvironment())
  } catch (error) {
    const told = error instanceof StartError || error instanceof ConfigError
    process.stderr.write(`${told ? error.message : format(error)}\n`)
    process.exit(1)
  }
}

const fromEnvironment = (): ServiceOptions => {
  const config = readConfig(process.env)
  const master_key = config.MASTER_KEY ? Buffer.from(config.MASTER_KEY, 'hex') : undefined
  return {
    config,
    secrets: secretsOf(config, master_key),
    database_url: roleDatabaseUrl(config, 'wa_tenant')
  }
}

const secretsOf: typeof roleSecrets = (config, master_key) => {
  try {
    return roleSecrets(config, master_key)
  } catch (error) {
    throw new StartError((error as Error).message, { cause: error })
  }
}

const format = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error)
