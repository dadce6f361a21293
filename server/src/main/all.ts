import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { loadEnvFile } from 'node:process'
import { createLog, type Log } from '../lib/log.ts'
import { createLogSink } from '../lib/log-sink.ts'
import { bannerText } from './banner.ts'
import { type Config, readConfig } from './config/config.ts'
import { buildDashboard } from './dashboard.ts'
import { prepareDatabases } from './databases.ts'
import { startDelivery } from './delivery.ts'
import { claimDataFolder } from './embedded/data-folder-lock.ts'
import { supervisePostgres } from './embedded/supervise-postgres.ts'
import { followSecrets } from './follow-secrets.ts'
import { startGatewayApi } from './gateway-api.ts'
import { startOrchestrator } from './orchestrator.ts'
import { processMetrics } from './process-metrics.ts'
import { protectFiles } from './protect-files.ts'
import { requirePorts } from './require-ports.ts'
import { type Running, runProcess } from './run-process.ts'
import { loadSecrets } from './secrets.ts'
import { startSessionAuth } from './session-auth.ts'
import { createTrialAccount } from './trial-account.ts'
import { version } from './version.ts'

/** Things to undo, last first. */
type Undo = (() => Promise<void>)[]

const log_bytes_max = 20_000_000
const log_files_kept = 3

/** Every role in this process, workers as its children: what `npm start` runs. */
const startAll = async (config: Config, undo: Undo): Promise<void> => {
  undo.push(await claimDataFolder(config.DATA_DIR))
  await requirePorts(config)
  const mended = await protectFiles(config)
  const log_file = config.LOG_TO === 'file' ? join(config.DATA_DIR, 'logs', 'gateway.log') : null
  const sink = log_file
    ? createLogSink(log_file, { bytes_max: log_bytes_max, files_kept: log_files_kept })
    : undefined
  const log = (role: string): Log =>
    createLog({ level: config.LOG_LEVEL, role, ...(sink && { sink }) })

  if (mended.length > 0)
    log('start').warn(
      { files: mended },
      'files were open to other users of the machine, and are not now'
    )

  const secrets = await loadSecrets(config)
  if (!config.MASTER_KEY)
    undo.push(await followSecrets(config.DATA_DIR, secrets.master_key, log('keys')))
  const databases = await prepareDatabases(config, secrets.master_key)
  if (databases.embedded) undo.push(supervisePostgres(config, databases.embedded, log('database')))

  const exposition = processMetrics(log('metrics'))
  const delivery = await startDelivery({
    config,
    exposition,
    webhook_key: secrets.webhook_key,
    control_secret: secrets.control_secret,
    database_url: databases.system,
    log: log('delivery')
  })
  undo.push(delivery.stop)
  const orchestrator = await startOrchestrator({
    config,
    exposition,
    master_key: secrets.master_key,
    control_secret: secrets.control_secret,
    database_url: databases.system,
    worker_database_url: databases.worker,
    log: log('orchestrator')
  })
  undo.push(() => orchestrator.stop({ stop_workers: true }))

  const service = { config, secrets, database_url: databases.tenant, exposition }
  const session_auth = await startSessionAuth({ ...service, log: log('session-auth') })
  undo.push(session_auth.stop)
  const { dashboard, stop } = buildDashboard(config, log('dashboard'))
  undo.push(stop)
  const gateway = await startGatewayApi({
    ...service,
    dashboard,
    system_database_url: databases.system,
    log: log('gateway-api')
  })
  undo.push(gateway.stop)

  const trial = await createTrialAccount(config, databases.system)
  process.stdout.write(
    bannerText({
      version,
      gateway: gateway.address,
      dashboard: dashboard !== undefined,
      session_auth: session_auth.address,
      database: databases.embedded
        ? `embedded PostgreSQL in ${resolve(config.DATA_DIR, 'postgres')}`
        : 'PostgreSQL of DATABASE_URL',
      log: log_file ? resolve(log_file) : 'standard error',
      seconds: process.uptime(),
      trial,
      to_person: process.stdout.isTTY === true
    })
  )
}

const stopAll = async (undo: Undo): Promise<void> => {
  for (const step of undo.reverse()) {
    await step().catch((error: Error) => {
      process.stderr.write(`while stopping: ${error.message}\n`)
    })
  }
}

const start = async (): Promise<Running> => {
  if (existsSync('.env')) loadEnvFile('.env')
  const undo: Undo = []
  try {
    await startAll(readConfig(process.env), undo)
  } catch (error) {
    await stopAll(undo)
    throw error
  }
  return {
    stop: async () => {
      await stopAll(undo)
      process.stdout.write('  Stopped.\n')
    }
  }
}

await runProcess(start, () => {
  process.stdout.write('\n  Stopping … (again to leave at once)\n')
})
