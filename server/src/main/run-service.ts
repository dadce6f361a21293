import { readConfig } from './config/config.ts'
import { roleDatabaseUrl } from './role-database-url.ts'
import { runProcess } from './run-process.ts'
import { configuredSecrets } from './secrets.ts'
import type { Service, ServiceOptions } from './start-service.ts'

/** Runs a service that answers HTTP as a process of its own until a signal ends it. */
export const runService = (start: (options: ServiceOptions) => Promise<Service>): Promise<void> =>
  runProcess(async () => {
    const config = readConfig(process.env)
    return start({
      config,
      secrets: configuredSecrets(config),
      database_url: roleDatabaseUrl(config, 'wa_tenant')
    })
  })
