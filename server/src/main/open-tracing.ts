import { hostname } from 'node:os'
import type { Log } from '../lib/log.ts'
import type { Tracing } from '../lib/tracing.ts'
import type { Config } from './config/config.ts'
import type { tracing_settings } from './config/tracing.ts'
import { version } from './version.ts'

const namespace = 'whatsapp-saas-gateway'
const tell_every_ms = 60_000

/** Where the spans of a role go; null, and nothing of OpenTelemetry is loaded, unless an endpoint is set. */
export const openTracing = async (
  config: Pick<Config, keyof typeof tracing_settings>,
  role: string,
  log: Log
): Promise<Tracing | null> => {
  const endpoint = config.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? config.OTEL_EXPORTER_OTLP_ENDPOINT
  if (endpoint === undefined || config.OTEL_SDK_DISABLED === 'true') return null
  // The exporter looks for them there; in a swarm a worker has them out of a file.
  const headers = config.OTEL_EXPORTER_OTLP_HEADERS
  if (headers !== undefined) process.env['OTEL_EXPORTER_OTLP_HEADERS'] = headers
  const { createTracing } = await import('../lib/open-telemetry.ts')
  let told_ms = Number.NEGATIVE_INFINITY
  return createTracing({
    service: { name: role, namespace, version, instance: `${hostname()}:${process.pid}` },
    sampler: config.OTEL_TRACES_SAMPLER,
    ratio: config.OTEL_TRACES_SAMPLER_ARG,
    delay_ms: config.OTEL_BSP_SCHEDULE_DELAY,
    queue_max: config.OTEL_BSP_MAX_QUEUE_SIZE,
    batch_max: config.OTEL_BSP_MAX_EXPORT_BATCH_SIZE,
    failed: (reason) => {
      if (performance.now() - told_ms < tell_every_ms) return
      told_ms = performance.now()
      log.warn({ reason: reason.slice(0, 300) }, 'traces cannot be exported')
    }
  })
}
