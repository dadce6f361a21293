import type { FastifyInstance } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { AppError } from '../domain/errors.ts'
import type { ClientHealth } from '../usecases/client-version/health.ts'
import type { Deps } from '../usecases/deps.ts'
import { checkHealth } from '../usecases/health/check-health.ts'
import { mayReadMetrics } from './metrics-access.ts'

/** How exactly late timers are measured. At 10 ms, the default, the measuring is most of what an idle gateway does. */
const event_loop_precision_ms = 100

/** Measures requests, and serves what was measured to those who may read it. */
export const createMetrics = (app: FastifyInstance, deps: Deps): { serve(): void } => {
  const registry = new Registry()
  collectDefaultMetrics({
    register: registry,
    eventLoopMonitoringPrecision: event_loop_precision_ms
  })
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the arrival of a request to the end of its answer.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry]
  })
  const installation = measureInstallation(registry, deps)
  app.addHook('onResponse', async (request, reply) => {
    durations.observe(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode
      },
      reply.elapsedTime / 1000
    )
  })
  app.addHook('onClose', async () => registry.clear())
  return {
    serve: () => {
      app.get('/metrics', { schema: { hide: true } as object }, async (request, reply) => {
        if (!mayReadMetrics(deps.config, request)) throw new AppError('not_found')
        await installation.refresh()
        return reply.type(registry.contentType).send(await registry.metrics())
      })
    }
  }
}

/** Of the whole installation, read anew by `refresh`. Without the database, or an orchestrator that leads, there are none. */
const measureInstallation = (registry: Registry, deps: Deps): { refresh(): Promise<void> } => {
  const workers = new Gauge({
    name: 'gateway_workers',
    help: 'Workers by state.',
    labelNames: ['state'] as const,
    registers: [registry]
  })
  const waiting = new Gauge({
    name: 'gateway_sessions_waiting_for_worker',
    help: 'Sessions that are wanted and have no worker, by reason.',
    labelNames: ['reason'] as const,
    registers: [registry]
  })
  const setClient = measureClient(registry)
  return {
    refresh: async () => {
      const { instances, whatsapp } = (await checkHealth(deps)).parts
      const { counts, waiting_sessions } = instances
      setClient(whatsapp.client)
      workers.reset()
      waiting.reset()
      for (const [state, count] of Object.entries(counts ?? {})) workers.set({ state }, count)
      for (const [reason, count] of Object.entries(waiting_sessions ?? {}))
        waiting.set({ reason }, count)
    }
  }
}

/** The version with which sessions log in to WhatsApp, and what became of such logins. */
const measureClient = (registry: Registry): ((client: ClientHealth | null) => void) => {
  const options = { labelNames: ['version'] as const, registers: [registry] }
  const age = new Gauge({
    name: 'gateway_whatsapp_client_age_days',
    help: 'Days since the version of WhatsApp Web that sessions present came out, as far as is known. WhatsApp refuses one after some eleven weeks.',
    ...options
  })
  const refused = new Gauge({
    name: 'gateway_whatsapp_client_refused',
    help: '1 while WhatsApp refuses every version that is known, and sessions wait for a newer one.',
    ...options
  })
  const logins = new Counter({
    name: 'gateway_whatsapp_refused_logins_total',
    help: 'Logins that WhatsApp refused because of the version.',
    ...options
  })
  return (client) => {
    for (const one of [age, refused, logins]) one.reset()
    if (!client) return
    const { version } = client
    age.set({ version }, client.age_days)
    refused.set({ version }, client.refused ? 1 : 0)
    for (const one of client.refused_logins) logins.inc({ version: one.version }, one.logins)
  }
}
