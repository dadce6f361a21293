import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { type SimulatorClient, spawnSimulator } from '@whatsapp-saas/simulator/client'
import type { FastifyInstance } from 'fastify'
import { createWorkerControl } from '../../src/control/client.ts'
import { buildServer } from '../../src/http/build-server.ts'
import { gateway_routes } from '../../src/http/services/gateway-api.ts'
import type { Db } from '../../src/lib/db.ts'
import { createKeyRing } from '../../src/lib/key-ring.ts'
import { readConfig } from '../../src/main/config/config.ts'
import type { Deps } from '../../src/usecases/deps.ts'
import {
  type Answer,
  type Harness,
  harness,
  type SeededTenant,
  testDeps
} from '../../testkit/app.ts'
import { control_secret, orchestratorBed } from '../../testkit/orchestrator-fixture.ts'
import { until } from '../../testkit/until.ts'
import { raced, type Target } from './calls.ts'

/** No call takes longer than five seconds; where many processes share few processors that is little. */
const call_ms_max = 5_000 * Number(process.env['SLOWNESS'] ?? 6)
const resting = ['created', 'stopped', 'logged_out', 'failed']

export type Raced = { session_id: string; number: string }

/** Two gateways, an orchestrator with real workers, and a simulator: everything that the calls on a session meet. */
export type RaceBed = {
  simulator: SimulatorClient
  owner: Db
  /** A session of a new tenant that is connected to a phone of its own. */
  link(): Promise<Raced>
  /** A session that shows its QR code. */
  unlinked(): Promise<Raced>
  /** Scans the code that is shown now. */
  scan(raced: Raced): Promise<void>
  /** Makes these calls at the same time, from one gateway and the other in turn. */
  together(raced: Raced, calls: string[]): Promise<string[]>
  /** Waits until what is wanted is so, and fails where anything was done twice or not at all. */
  agreed(raced: Raced, what: string): Promise<void>
  /** Lets another session have its place on a worker. */
  finished(raced: Raced): Promise<void>
}

/** Another gateway on the same database. */
const secondGateway = async (
  t: TestContext,
  app: Harness,
  workers: Deps['workers']
): Promise<FastifyInstance> => {
  const deps = Object.assign(testDeps(app.urls.tenant, readConfig({ BCRYPT_COST: '4' })), {
    workers
  })
  const gateway = await buildServer(deps, gateway_routes, { title: 'Test', description: 'Test' })
  t.after(async () => {
    await gateway.close()
    await deps.db.close()
  })
  return gateway
}

export const raceBed = async (t: TestContext): Promise<RaceBed> => {
  const simulator = await spawnSimulator()
  t.after(() => simulator.stop())
  const bed = await orchestratorBed(t, {
    worker: '../src/main/worker.ts',
    lease_seconds: 15,
    sessions_per_worker: 50,
    start_ms_max: 60_000,
    worker_environment: {
      WHATSAPP_WS_URL: simulator.info.ws_url,
      WHATSAPP_ROOT_KEY: simulator.info.root_key,
      WHATSAPP_MEDIA_CA: simulator.info.media_ca
    }
  })
  const workers = createWorkerControl(createKeyRing([control_secret]))
  t.after(() => workers.close())
  const app: Harness = await harness(t, {
    database: bed.options.urls,
    deps: () => ({ workers })
  })
  const gateways: FastifyInstance[] = [app.server, await secondGateway(t, app, workers)]
  bed.run()
  const owners = new Map<string, SeededTenant>()

  const send = async (
    gateway: number,
    session_id: string,
    method: string,
    url: string,
    body?: object
  ): Promise<Answer> => {
    const server = gateways[gateway % gateways.length] as FastifyInstance
    return server.inject({
      method: method as 'POST',
      url,
      headers: { authorization: `Bearer ${owners.get(session_id)?.access_token}` },
      ...(body && { payload: body })
    })
  }

  const start = async (): Promise<string> => {
    const tenant = await app.seed.tenant({ plan: 'trial' })
    const made = await app.as(tenant).post('/api/v1/sessions', { session_name: 'raced' })
    const session_id = made.json().id as string
    owners.set(session_id, tenant)
    await send(0, session_id, 'POST', `/api/v1/sessions/${session_id}/start`)
    return session_id
  }

  const scan = async ({ session_id, number }: Raced): Promise<void> => {
    const { qr } = await bed.read(session_id)
    await simulator.client.scan(number, qr ?? '')
  }

  const unlinked = async (): Promise<Raced> => {
    const session_id = await start()
    const { number } = await simulator.client.createPhone({})
    await until('a QR code', async () => (await bed.read(session_id)).status === 'qr', 120_000)
    return { session_id, number }
  }

  const link = async (): Promise<Raced> => {
    const made = await unlinked()
    await scan(made)
    await bed.connected(made.session_id)
    return made
  }

  const together = async (of: Raced, calls: string[]): Promise<string[]> => {
    const { instance_id } = await bed.read(of.session_id)
    const target: Target = {
      ...of,
      instance_id: instance_id ?? 'ins_01890000000070008000000000000000',
      webhook_id: '',
      api_key_id: '',
      password: '',
      refresh_token: ''
    }
    return Promise.all(
      calls.map(async (call, index) => {
        const made = raced.session[call]?.(target)
        assert.ok(made, call)
        const began_ms = performance.now()
        const method = call.split(' ')[0] as string
        const answer = await send(index, of.session_id, method, made.url, made.body)
        const took_ms = Math.round(performance.now() - began_ms)
        const code = answer.body && answer.statusCode >= 400 ? answer.json().code : ''
        const said = `${call}: ${answer.statusCode} ${code} in ${took_ms} ms`
        assert.ok(answer.statusCode < 500 || code === 'worker_unavailable', said)
        // The only call that waits for a worker to start.
        if (call !== 'POST /api/v1/instances') assert.ok(took_ms < call_ms_max, said)
        return said
      })
    )
  }

  const agreed = async ({ session_id, number }: Raced, what: string): Promise<void> => {
    const row = () =>
      app.owner.query<{ status: string; desired: string; linked: boolean; asked: boolean }>(
        `select status, desired, linked_at is not null as linked, logout_requested_at is not null as asked
         from sessions where id = $1`,
        [session_id]
      )
    const wanted = async (): Promise<boolean> => {
      const [now] = await row()
      if (!now) return true
      if (now.asked) return false
      if (now.desired === 'stopped') return resting.includes(now.status)
      return now.status === (now.linked ? 'connected' : 'qr')
    }
    const state = async (): Promise<string> => JSON.stringify(await row())
    await until(`what is wanted is so: ${what}`, wanted, 120_000).catch(async (error) => {
      throw new Error(`${(error as Error).message} ${await state()}`)
    })
    const sockets = async () =>
      (await simulator.client.audit()).sockets.filter((one) => one.number === number)
    // What the phone has done may be heard of later than all else.
    await until(`as many sockets as it says: ${what}`, async () => {
      const open = (await row())[0]?.status === 'connected' ? 1 : 0
      const own = await sockets()
      return own.reduce((sum, one) => sum + one.sockets_open, 0) === open && (await wanted())
    })
    const [now] = await row()
    for (const { sockets_max } of await sockets())
      assert.ok(sockets_max <= 1, `two sockets: ${what}`)
    if (!now)
      await until(`a deleted session is off the phone: ${what}`, async () => {
        const { devices } = await simulator.client.phone(number)
        return devices.length === 0
      })
    const told = await app.owner.query<{ type: string; reason: string | null }>(
      `select type, data->>'status_reason' as reason from events
       where session_id = $1 and type like 'session.%' order by seq`,
      [session_id]
    )
    // The same event again tells something new when its reason is another one.
    for (const [index, event] of told.entries())
      if (event.type !== 'session.qr')
        assert.notDeepEqual(event, told[index + 1], `told twice: ${event.type} after ${what}`)
    if (!now) assert.equal(told.at(-1)?.type, 'session.deleted', what)
  }
  const finished = async ({ session_id }: Raced): Promise<void> => {
    await send(0, session_id, 'POST', `/api/v1/sessions/${session_id}/stop`)
  }
  return {
    simulator: simulator.client,
    owner: app.owner,
    link,
    unlinked,
    scan,
    together,
    agreed,
    finished
  }
}
