import type { FastifyInstance } from 'fastify'
import { AppError } from '../domain/errors.ts'
import { createMeters, type Reading } from '../lib/meters.ts'
import type { Deps } from '../usecases/deps.ts'
import { checkHealth } from '../usecases/health/check-health.ts'
import { health_meters, login_meters, request_meters } from './meters.ts'
import { mayReadMetrics } from './metrics-access.ts'

const mb = 1024 * 1024

/** Measures requests, and serves what the process has measured to those who may read it. */
export const createMetrics = (app: FastifyInstance, deps: Deps): { serve(): void } => {
  const requests = createMeters(request_meters)
  app.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions } = request
    requests.observe(
      'http_request_duration_seconds',
      { method, route: routeOptions.url ?? 'none', status: String(reply.statusCode) },
      reply.elapsedTime / 1_000
    )
    done()
  })
  const { exposition } = deps
  const remove = [
    exposition.add(requests.read),
    exposition.add(deps.meters.read),
    // Services of one process see the same installation.
    exposition.add(() => readHealth(deps), 'health')
  ]
  app.addHook('onClose', async () => {
    for (const one of remove) one()
  })
  return {
    serve: () => {
      app.get('/metrics', { schema: { hide: true } as object }, async (request, reply) => {
        if (!mayReadMetrics(deps.config, request)) throw new AppError('not_found')
        const text = await exposition.text()
        return reply.type(exposition.content_type).send(text)
      })
    }
  }
}

/** What this process sees of the whole installation at this moment. */
const readHealth = async (deps: Deps): Promise<Reading[]> => {
  const { parts } = await checkHealth(deps)
  const seen = createMeters(health_meters)
  const logins = createMeters(login_meters)
  for (const [part, { state }] of Object.entries(parts))
    for (const one of ['ok', 'degraded', 'down'] as const)
      seen.set('gateway_health', { part, state: one }, state === one ? 1 : 0)
  const { disk, instances, whatsapp } = parts
  if (disk.free_mb !== null) seen.set('gateway_disk_free_bytes', {}, disk.free_mb * mb)
  if (disk.total_mb !== null) seen.set('gateway_disk_total_bytes', {}, disk.total_mb * mb)
  for (const [state, count] of Object.entries(instances.counts ?? {}))
    seen.set('gateway_workers', { state }, count)
  for (const [reason, count] of Object.entries(instances.waiting_sessions ?? {}))
    seen.set('gateway_sessions_waiting_for_worker', { reason }, count)
  const { client } = whatsapp
  if (client) {
    const { version, age_days, refused, refused_logins } = client
    seen.set('gateway_whatsapp_client_age_days', { version }, age_days)
    seen.set('gateway_whatsapp_client_refused', { version }, refused ? 1 : 0)
    for (const one of refused_logins)
      logins.set('gateway_whatsapp_refused_logins_total', { version: one.version }, one.logins)
  }
  return [...seen.read(), ...logins.read()]
}
