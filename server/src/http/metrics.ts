import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { AppError } from '../domain/errors.ts'
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
  const instances = measureInstances(registry, deps)
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
        await instances.refresh()
        return reply.type(registry.contentType).send(await registry.metrics())
      })
    }
  }
}

/** Of the whole installation, read anew by `refresh`. Without the database, or an orchestrator that leads, there are none. */
const measureInstances = (registry: Registry, deps: Deps): { refresh(): Promise<void> } => {
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
  return {
    refresh: async () => {
      const { counts, waiting_sessions } = (await checkHealth(deps)).parts.instances
      workers.reset()
      waiting.reset()
      for (const [state, count] of Object.entries(counts ?? {})) workers.set({ state }, count)
      for (const [reason, count] of Object.entries(waiting_sessions ?? {}))
        waiting.set({ reason }, count)
    }
  }
}
