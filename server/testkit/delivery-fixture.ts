import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { newId } from '../src/domain/ids.ts'
import { delivery_meters } from '../src/jobs/meters.ts'
import { type Delivery, delivery_settings, runDelivery } from '../src/jobs/run-delivery.ts'
import { systemClock } from '../src/lib/clock.ts'
import { seal } from '../src/lib/crypto.ts'
import { type Db, openDb } from '../src/lib/db.ts'
import { createKeyRing, type KeyRing } from '../src/lib/key-ring.ts'
import { createLog, type Log } from '../src/lib/log.ts'
import { createMeters } from '../src/lib/meters.ts'
import { parseNetworks } from '../src/lib/networks.ts'
import { createResolver } from '../src/lib/resolve-name.ts'
import { createAddressGuard } from '../src/webhooks/guard-address.ts'
import { createPoster } from '../src/webhooks/post.ts'
import { putAnyEvents } from './any-events.ts'
import { testDatabase, type Urls } from './database.ts'
import { until } from './until.ts'

export const test_secret = `whsec_${Buffer.alloc(24, 5).toString('base64')}`
export const webhook_key = Buffer.alloc(32, 9)

export type DeliveryOptions = {
  system_url: string
  timeout_ms: number
  /** Whether webhooks may go to receivers on this machine. */
  allow_loopback: boolean
  webhook_key?: KeyRing
  /** Where it logs; nowhere unless it says otherwise. */
  log?: Log
}

/** The real delivery role on this database. */
export const deliveryOf = (options: DeliveryOptions): Delivery => {
  const log =
    options.log ?? createLog({ level: process.env['TEST_LOG'] ?? 'silent', role: 'delivery' })
  const db = openDb({
    url: options.system_url,
    connections_max: 6,
    application_name: 'delivery',
    settings: delivery_settings
  })
  const poster = createPoster({
    timeout_ms: options.timeout_ms,
    guard: createAddressGuard(
      parseNetworks(options.allow_loopback ? 'loopback' : '') ?? [],
      createResolver()
    ),
    user_agent: 'whatsapp-saas-gateway/test',
    clock: systemClock
  })
  const delivery = runDelivery({
    db,
    clock: systemClock,
    log,
    webhook_key: options.webhook_key ?? createKeyRing([webhook_key]),
    post: poster.post,
    timeout_ms: options.timeout_ms,
    meters: createMeters(delivery_meters),
    database_url: options.system_url,
    event_days: 30,
    find_build: null
  })
  return {
    ...delivery,
    stop: async () => {
      await delivery.stop()
      await poster.close()
      await db.close()
    }
  }
}

export type Received = { headers: IncomingHttpHeaders; body: string; at_ms: number }
export type Receiver = { url: string; received: Received[] }
type Answer = (response: ServerResponse, received: Received, count: number) => void

/** A receiver of webhooks that answers as told. */
export const receiver = async (
  t: TestContext,
  answer: Answer = (response) => response.writeHead(204).end()
): Promise<Receiver> => {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString()
    const one = { headers: request.headers, body, at_ms: performance.now() }
    received.push(one)
    answer(response, one, received.length)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    server.close()
    server.closeAllConnections()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received }
}

export type DeliveryRow = {
  id: string
  event_id: string
  status: string
  attempts: number
  response_status: number | null
  last_error: string | null
  next_attempt_at: Date | null
}

export type DeliveryBed = {
  urls: Urls
  owner: Db
  tenant_id: string
  webhook(url: string, event_types?: string[]): Promise<string>
  /** Puts events as the product does; returns their ids. */
  events(count?: number, type?: 'message.received' | 'message.sent'): Promise<string[]>
  deliveries(webhook_id: string): Promise<DeliveryRow[]>
  /** Waits until the only delivery of the webhook is as wanted. */
  delivery(
    what: string,
    webhook_id: string,
    wanted: (row: DeliveryRow) => boolean
  ): Promise<DeliveryRow>
  /** Lets the next attempt happen now instead of at its time. */
  hurry(): Promise<void>
  run(options?: Partial<DeliveryOptions>): Delivery
  spawn(): ChildProcess
}

/** A tenant without anything else. */
export const seedBareTenant = async (owner: Db): Promise<string> => {
  const id = newId('tenant')
  await owner.query("insert into tenants (id, name) values ($1, 'Test')", [id])
  return id
}

/** A webhook whose secret is `test_secret`, sealed with `webhook_key`. */
export const seedWebhook = async (
  owner: Db,
  tenant_id: string,
  url: string,
  event_types = ['*']
): Promise<string> => {
  const id = newId('webhook')
  await owner.query(
    'insert into webhooks (id, tenant_id, url, event_types, sealed_secret) values ($1, $2, $3, $4, $5)',
    [id, tenant_id, url, event_types, seal(webhook_key, Buffer.from(test_secret), `webhook:${id}`)]
  )
  return id
}

export const deliveryBed = async (t: TestContext): Promise<DeliveryBed> => {
  const running: (() => Promise<unknown>)[] = []
  t.after(async () => {
    for (const stop of running) await stop()
  })
  const urls = await testDatabase(t)
  const owner = openDb({ url: urls.owner, connections_max: 4, application_name: 'test' })
  t.after(() => owner.close())
  const tenant_id = await seedBareTenant(owner)

  const deliveries = (webhook_id: string): Promise<DeliveryRow[]> =>
    owner.query('select * from webhook_deliveries where webhook_id = $1 order by id', [webhook_id])

  return {
    urls,
    owner,
    tenant_id,
    deliveries,
    webhook: (url, event_types) => seedWebhook(owner, tenant_id, url, event_types),
    events: async (count = 1, type = 'message.received') => {
      await owner.transaction(async (tx) =>
        putAnyEvents(
          tx,
          Array.from({ length: count }, (_, number) => ({
            tenant_id,
            session_id: null,
            type,
            data: { number, text: { body: 'Zażółć gęślą jaźń 🙂' } }
          }))
        )
      )
      const rows = await owner.query<{ id: string }>(
        'select id from events where type = $1 order by seq desc limit $2',
        [type, count]
      )
      return rows.map((row) => row.id).reverse()
    },
    delivery: (what, webhook_id, wanted) =>
      until(what, async () => {
        const [row] = await deliveries(webhook_id)
        return row && wanted(row) ? row : false
      }),
    hurry: async () => {
      await owner.query(
        "update webhook_deliveries set next_attempt_at = now() where status = 'pending'"
      )
      await owner.query(
        'update graphile_worker._private_jobs set run_at = now() where locked_at is null'
      )
    },
    run: (options = {}) => {
      const delivery = deliveryOf({
        system_url: urls.system,
        timeout_ms: 3_000,
        allow_loopback: true,
        ...options
      })
      let stopped: Promise<void> | undefined
      const stop = (): Promise<void> => {
        stopped ??= delivery.stop()
        return stopped
      }
      running.push(stop)
      return { ...delivery, stop }
    },
    spawn: () => {
      const child = spawn(
        process.execPath,
        [fileURLToPath(new URL('./delivery-process.ts', import.meta.url)), urls.system],
        { stdio: ['ignore', 'ignore', process.env['TEST_LOG'] ? 'inherit' : 'ignore'] }
      )
      running.push(async () => {
        if (child.exitCode !== null || child.signalCode !== null) return
        child.kill('SIGKILL')
        await once(child, 'exit')
      })
      return child
    }
  }
}
