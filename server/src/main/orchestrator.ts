import { createWorkerControl } from '../control/client.ts'
import { proxyKey } from '../control/proxy-key.ts'
import { controlToken } from '../control/token.ts'
import { systemClock } from '../lib/clock.ts'
import { openDb } from '../lib/db.ts'
import type { Exposition } from '../lib/exposition.ts'
import type { KeyRing } from '../lib/key-ring.ts'
import { createLog, type Log } from '../lib/log.ts'
import { createMeters } from '../lib/meters.ts'
import { suspect_rules } from '../orchestrator/judge-death.ts'
import { clock_off_s_max, countTroubles } from '../orchestrator/judge-hosts.ts'
import { createInstallationReadings } from '../orchestrator/measure.ts'
import { createDecisionCount, orchestrator_meters } from '../orchestrator/meters.ts'
import { calm_ms, failed_starts_max, moves_at_once_max, type Rules } from '../orchestrator/rules.ts'
import { runOrchestrator, type StopWorkers } from '../orchestrator/run-orchestrator.ts'
import { reconcile_channel } from '../queue/reconcile.ts'
import { checkDatabase } from './check-database.ts'
import { type Config, readConfig } from './config/config.ts'
import { workerEnvironment } from './config/worker-environment.ts'
import { defaultWorkersMax } from './default-workers-max.ts'
import { startHeartbeat } from './heartbeat.ts'
import { logDatabaseErrors } from './log-database-errors.ts'
import { readGate } from './read-gate.ts'
import { roleDatabaseUrl } from './role-database-url.ts'
import { runProcess } from './run-process.ts'
import { configuredMasterKey, configuredSecrets } from './secrets.ts'
import { startMetrics } from './serve-metrics.ts'
import { StartError } from './start-error.ts'
import { move_seconds, openDriver } from './worker-drivers.ts'

export type OrchestratorOptions = {
  config: Config
  master_key: KeyRing
  control_secret: KeyRing
  /** PostgreSQL as wa_system. */
  database_url: string
  /** PostgreSQL as wa_worker: for the workers. */
  worker_database_url: string
  log?: Log
  /** What the roles of one process measure together. Unset: it stands alone, and is served at METRICS_PORT. */
  exposition?: Exposition
}

const orphan_exit_seconds = 60
const timing = { health_every_ms: 2_000, start_ms_max: 30_000, drain_ms_max: 20_000 }

/** What the passes of the orchestrator keep to. */
const rulesOf = (config: Config): Rules => ({
  sessions_per_worker: config.SESSIONS_PER_WORKER,
  starts_at_once_max: 4,
  idle_ms: 30_000,
  misses_max: 3,
  failed_starts_max,
  workers_max: config.WORKERS_MAX ?? defaultWorkersMax(),
  warm_workers: config.WARM_WORKERS,
  moves_at_once_max,
  calm_ms,
  shared_memory_bytes: config.SHARED_WORKER_MEMORY_MB * 2 ** 20,
  suspects: suspect_rules,
  clock_off_s_max,
  disk_free_mb_min: config.DISK_FREE_MB_MIN
})

/** Starts the orchestrator, with workers as `DRIVER` says. */
export const startOrchestrator = async (
  options: OrchestratorOptions
): Promise<{ stop(how: { stop_workers: StopWorkers }): Promise<void> }> => {
  const { config } = options
  const log = options.log ?? createLog({ level: config.LOG_LEVEL, role: 'orchestrator' })
  const db = openDb({
    url: options.database_url,
    connections_max: 10,
    answer_ms: 30_000,
    application_name: 'orchestrator',
    on_error: logDatabaseErrors(log)
  })
  await checkDatabase(db, options.database_url).catch(async (error: unknown) => {
    await db.close()
    throw error
  })
  const driver = await openDriver(config, log, () => orchestrator.nudge()).catch(
    async (error: unknown) => {
      await db.close()
      throw error
    }
  )
  const workers = createWorkerControl(options.control_secret)
  const meters = createMeters(orchestrator_meters)
  const orchestrator = runOrchestrator(
    {
      db,
      clock: systemClock,
      log,
      workers,
      decided: createDecisionCount(meters),
      driver,
      master_key: options.master_key,
      proxy_key: proxyKey(options.control_secret),
      control_token: (instance_id) =>
        controlToken(options.control_secret.current().bytes, instance_id),
      lease_seconds: config.LEASE_SECONDS,
      worker_environment: workerEnvironment(config, {
        database_url: options.worker_database_url,
        orphan_exit_seconds,
        move_seconds
      }),
      rules: rulesOf(config),
      timing
    },
    reconcile_channel
  )
  const measured = { db, workers, meters, log, clock: systemClock }
  const readings = createInstallationReadings(measured, () => orchestrator.state())
  const gate = readGate(config, () => orchestrator.state().leading)
  const stopMetrics = await startMetrics(options, log, [readings, gate.read], 'orchestrator', db)
  const stopHeartbeat = startHeartbeat(db, log, 'orchestrator', () => {
    const { leading, well, waiting, hosts } = orchestrator.state()
    const told = { ...(waiting && { waiting }), ...(hosts && { hosts: countTroubles(hosts) }) }
    return well ? { leading, ...told } : null
  })
  return {
    stop: async (how) => {
      await stopMetrics()
      await gate.close()
      await stopHeartbeat()
      await orchestrator.stop(how)
      await workers.close()
      await db.close()
      log.info('orchestrator stopped')
    }
  }
}

if (import.meta.main) {
  await runProcess(async () => {
    const config = readConfig(process.env)
    const master_key = configuredMasterKey(config)
    if (!master_key) {
      throw new StartError('Set MASTER_KEY: the orchestrator opens the keys of sessions with it.')
    }
    const orchestrator = await startOrchestrator({
      config,
      master_key,
      control_secret: configuredSecrets(config).control_secret,
      database_url: roleDatabaseUrl(config, 'wa_system'),
      worker_database_url: roleDatabaseUrl(config, 'wa_worker')
    })
    return { stop: () => orchestrator.stop({ stop_workers: 'unless_handed_over' }) }
  })
}
