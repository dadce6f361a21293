import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { findFfmpeg } from '../src/jobs/media/ffmpeg.ts'
import { delivery_meters } from '../src/jobs/meters.ts'
import { delivery_settings, runDelivery } from '../src/jobs/run-delivery.ts'
import { systemClock } from '../src/lib/clock.ts'
import { openDb } from '../src/lib/db.ts'
import { createLog } from '../src/lib/log.ts'
import { createMeters } from '../src/lib/meters.ts'
import { parseNetworks } from '../src/lib/networks.ts'
import { createResolver } from '../src/lib/resolve-name.ts'
import { createAddressGuard } from '../src/webhooks/guard-address.ts'
import type { Harness } from './app.ts'

/** The delivery role beside a gateway, with the same store of files: it does the jobs that callers wait for. */
export const workingDelivery = async (t: TestContext, app: Harness): Promise<void> => {
  const { webhook_key } = app.deps
  const db = openDb({
    url: app.urls.system,
    connections_max: 4,
    application_name: 'delivery',
    settings: delivery_settings
  })
  const guard = createAddressGuard(parseNetworks('loopback') ?? [], createResolver())
  const delivery = runDelivery({
    db,
    clock: systemClock,
    log: createLog({ level: process.env['TEST_LOG'] ?? 'silent', role: 'delivery' }),
    webhook_key,
    post: async () => {
      throw new Error('nobody wants webhooks here')
    },
    timeout_ms: 3_000,
    meters: createMeters(delivery_meters),
    database_url: app.urls.system,
    event_days: 30,
    find_build: null,
    media: {
      store: app.deps.media,
      guard,
      ffmpeg: findFfmpeg(undefined, process.env['PATH']),
      temporary: await mkdtemp(join(tmpdir(), 'gateway-work-')),
      bytes_max: 10_000_000,
      webhook_key,
      user_agent: 'test',
      poke: () => undefined
    }
  })
  t.after(async () => {
    await delivery.stop()
    await db.close()
  })
}
