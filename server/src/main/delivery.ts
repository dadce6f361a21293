import { resolve } from 'node:path'
import { createWorkerControl } from '../control/client.ts'
import { type Ffmpeg, findFfmpeg } from '../jobs/media/ffmpeg.ts'
import type { MediaDeps } from '../jobs/media/media-deps.ts'
import { delivery_meters } from '../jobs/meters.ts'
import { delivery_settings, runDelivery } from '../jobs/run-delivery.ts'
import type { FindBuild } from '../jobs/task.ts'
import { systemClock } from '../lib/clock.ts'
import { openDb } from '../lib/db.ts'
import type { Exposition } from '../lib/exposition.ts'
import type { KeyRing } from '../lib/key-ring.ts'
import { createLog, type Log } from '../lib/log.ts'
import { createMeters } from '../lib/meters.ts'
import { parseNetworks } from '../lib/networks.ts'
import { createResolver } from '../lib/resolve-name.ts'
import type { MediaStore } from '../media/contract.ts'
import { measuredMedia } from '../media/measured.ts'
import { openProviders } from '../payments/open.ts'
import { createAddressGuard } from '../webhooks/guard-address.ts'
import { createPoster } from '../webhooks/post.ts'
import { findLatestBuild, whatsapp_website } from '../whatsapp/find-latest-build.ts'
import { checkDatabase } from './check-database.ts'
import { type Config, readConfig } from './config/config.ts'
import { mediaSocket } from './config/media-socket.ts'
import { startHeartbeat } from './heartbeat.ts'
import { logDatabaseErrors } from './log-database-errors.ts'
import { openMailer, pagesAddress } from './open-mailer.ts'
import { openMedia } from './open-media.ts'
import { openTracing } from './open-tracing.ts'
import { openedNetworks } from './opened-networks.ts'
import { roleDatabaseUrl } from './role-database-url.ts'
import { runProcess } from './run-process.ts'
import { configuredSecrets } from './secrets.ts'
import { startMetrics } from './serve-metrics.ts'
import { serveWorkerAccess } from './serve-worker-access.ts'
import { version } from './version.ts'

export type DeliveryOptions = {
  config: Config
  webhook_key: KeyRing
  control_secret: KeyRing
  /** PostgreSQL as wa_system. */
  database_url: string
  log?: Log
  /** What the roles of one process measure together. Unset: it stands alone, and is served at METRICS_PORT. */
  exposition?: Exposition
}

/** Starts the role that calls webhooks and does what is done by the clock. Resolves when it is at work. */
export const startDelivery = async (
  options: DeliveryOptions
): Promise<{ stop(): Promise<void> }> => {
  const { config, database_url } = options
  const log = options.log ?? createLog({ level: config.LOG_LEVEL, role: 'delivery' })
  const db = openDb({
    url: database_url,
    connections_max: 6,
    answer_ms: 60_000,
    application_name: 'delivery',
    settings: delivery_settings,
    on_error: logDatabaseErrors(log)
  })
  await checkDatabase(db, database_url).catch(async (error: unknown) => {
    await db.close()
    throw error
  })
  const meters = createMeters(delivery_meters)
  const tracing = await openTracing(config, 'delivery', log)
  const poster = createPoster({
    timeout_ms: config.WEBHOOK_TIMEOUT_MS,
    guard: createAddressGuard(openedNetworks(config), createResolver()),
    user_agent: `whatsapp-saas-gateway/${version}`,
    clock: systemClock
  })
  const workers = createWorkerControl(options.control_secret)
  const store = measuredMedia(openMedia(config), meters)
  const mailer = openMailer(config)
  const ffmpeg = findFfmpeg(config.FFMPEG_PATH, process.env['PATH'])
  const delivery = runDelivery({
    db,
    clock: systemClock,
    log,
    webhook_key: options.webhook_key,
    post: poster.post,
    timeout_ms: config.WEBHOOK_TIMEOUT_MS,
    meters,
    tracing,
    database_url,
    event_days: config.EVENT_DAYS,
    find_build: buildFinder(config),
    mail: { mailer, webhook_key: options.webhook_key, base: pagesAddress(config) },
    payments: { providers: openProviders(config), base: pagesAddress(config) },
    workers,
    media: { ...mediaDeps(config, options.webhook_key, ffmpeg, store), poke: workers.poke }
  })
  if (!mailer) log.info('no mail server: links are shown by npm run mail:links')
  await delivery.started
  const stopWorkerAccess = await serveWorkerAccess({
    path: mediaSocket(config),
    store,
    db,
    log
  })
  const stopMetrics = await startMetrics(options, log, [meters.read], 'delivery', db)
  const stopHeartbeat = startHeartbeat(db, log, 'delivery', () =>
    delivery.well() ? { transcoding: ffmpeg ? 'ok' : 'unavailable' } : null
  )
  log.info('delivery up')
  return {
    stop: async () => {
      await stopMetrics()
      await stopHeartbeat()
      await stopWorkerAccess()
      await delivery.stop()
      await workers.close()
      await poster.close()
      mailer?.close()
      await db.close()
      await tracing?.close()
      log.info('delivery stopped')
    }
  }
}

/** What is needed to work on files. */
const mediaDeps = (
  config: Config,
  webhook_key: KeyRing,
  ffmpeg: Ffmpeg | null,
  store: MediaStore
): Omit<MediaDeps, 'poke'> => ({
  store,
  guard: createAddressGuard(
    parseNetworks(config.MEDIA_ALLOWED_ADDRESSES ?? '') ?? [],
    createResolver()
  ),
  ffmpeg,
  temporary: resolve(config.DATA_DIR, 'tmp', 'media'),
  bytes_max: config.MEDIA_BYTES_MAX,
  webhook_key,
  user_agent: `whatsapp-saas-gateway/${version}`
})

/** A WhatsApp of one's own has no website, and what WhatsApp's own tells would not concern it. */
const buildFinder = ({ WHATSAPP_WEB_URL, WHATSAPP_WS_URL }: Config): FindBuild | null => {
  if (WHATSAPP_WEB_URL === 'off' || (!WHATSAPP_WEB_URL && WHATSAPP_WS_URL)) return null
  return (signal) => findLatestBuild(WHATSAPP_WEB_URL ?? whatsapp_website, signal)
}

if (import.meta.main) {
  await runProcess(async () => {
    const config = readConfig(process.env)
    const { webhook_key, control_secret } = configuredSecrets(config)
    return startDelivery({
      config,
      webhook_key,
      control_secret,
      database_url: roleDatabaseUrl(config, 'wa_system')
    })
  })
}
