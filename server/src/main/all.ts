import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { loadEnvFile } from 'node:process'
import { type Config, ConfigError, readConfig } from '../lib/config.ts'
import { createLog, type Log } from '../lib/log.ts'
import { pause } from '../lib/retry.ts'
import { rotateFile } from '../lib/rotate-file.ts'
import { bannerText } from './banner.ts'
import { type Databases, prepareDatabases, startEmbedded } from './databases.ts'
import { startGatewayApi } from './gateway-api.ts'
import { startOrchestrator } from './orchestrator.ts'
import { loadSecrets } from './secrets.ts'
import { startSessionAuth } from './session-auth.ts'
import { claimDataFolder } from './single-start.ts'
import { StartError } from './start-error.ts'
import { createTrialAccount } from './trial-account.ts'
import { version } from './version.ts'

/** Things to undo, last first. */
type Undo = (() => Promise<void>)[]

const log_bytes_max = 20_000_000
const log_files_kept = 3
const watch_ms = 500

/** Every role in this process, workers as its children: what `npm start` runs. */
const startAll = async (config: Config, undo: Undo): Promise<void> => {
  const began = performance.now()
  undo.push(await claimDataFolder(config.DATA_DIR))
  const log_file = join(config.DATA_DIR, 'logs', 'gateway.log')
  await rotateFile(log_file, log_bytes_max, log_files_kept)
  const log = (role: string): Log => createLog({ level: config.LOG_LEVEL, role, file: log_file })

  const secrets = await loadSecrets(config)
  const databases = await prepareDatabases(config, secrets.master_key)
  if (databases.embedded) undo.push(keepEmbedded(config, databases, log('database')))
  const trial = await createTrialAccount(config, databases.system)

  const service = { config, secrets, database_url: databases.tenant }
  const gateway = await startGatewayApi({ ...service, log: log('gateway-api') })
  undo.push(() => gateway.stop())
  const session_auth = await startSessionAuth({ ...service, log: log('session-auth') })
  undo.push(() => session_auth.stop())
  const orchestrator = await startOrchestrator({
    config,
    master_key: secrets.master_key,
    control_secret: secrets.control_secret,
    database_url: databases.system,
    worker_database_url: databases.worker,
    log: log('orchestrator')
  })
  undo.push(() => orchestrator.stop({ stop_workers: true }))

  process.stdout.write(
    bannerText({
      version,
      gateway: gateway.address,
      session_auth: session_auth.address,
      database: databases.embedded
        ? `embedded PostgreSQL in ${resolve(config.DATA_DIR, 'postgres')}`
        : 'PostgreSQL of DATABASE_URL',
      log_file: resolve(log_file),
      seconds: (performance.now() - began) / 1000,
      trial
    })
  )
}

/** Starts the embedded server again whenever it is gone, until the returned function stops it. */
const keepEmbedded = (config: Config, databases: Databases, log: Log): (() => Promise<void>) => {
  const over = new AbortController()
  let server = databases.embedded
  const watching = (async () => {
    while (!over.signal.aborted) {
      await pause(watch_ms, over.signal)
      if (over.signal.aborted || !server || server.running()) continue
      log.warn('embedded database is gone, starting it again')
      try {
        server = await startEmbedded(config)
      } catch (error) {
        log.error({ err: error }, 'embedded database cannot be started')
      }
    }
  })()
  return async () => {
    over.abort()
    await watching
    await server?.stop()
  }
}

const undo: Undo = []
let leaving = false

const leave = async (code: number): Promise<void> => {
  if (leaving) process.exit(1)
  leaving = true
  for (const step of undo.reverse()) {
    await step().catch((error: Error) => process.stderr.write(`while stopping: ${error.message}\n`))
  }
  process.exit(code)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (!leaving && process.stdout.isTTY)
      process.stdout.write('\n  Stopping … (again to leave at once)\n')
    void leave(0)
  })
}

try {
  if (existsSync('.env')) loadEnvFile('.env')
  await startAll(readConfig(process.env), undo)
} catch (error) {
  const told = error instanceof StartError || error instanceof ConfigError
  process.stderr.write(`${told ? error.message : ((error as Error).stack ?? String(error))}\n`)
  await leave(1)
}
