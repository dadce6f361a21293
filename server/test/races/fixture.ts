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
  const customers = createCustomers(app, [app.server, await secondGateway(t, app, workers)])
  bed.run()

  const scan = async ({ session_id, number }: Raced): Promise<void> => {
    const { qr } = await bed.read(session_id)
    await simulator.client.scan(number, qr ?? '')
  }
  const unlinked = async (): Promise<Raced> => {
    const session_id = await customers.start()
    const { number } = await simulator.client.createPhone({})
    await until('a QR code', async () => (await bed.read(session_id)).status === 'qr', 120_000)
    return { session_id, number }
  }
  return {
    simulator: simulator.client,
    owner: app.owner,
    unlinked,
    scan,
    link: async () => {
      const made = await unlinked()
      await scan(made)
      await bed.connected(made.session_id)
      return made
    },
    together: async (raced, calls) => {
      const { instance_id } = await bed.read(raced.session_id)
      return callTogether(customers.send, raced, instance_id, calls)
    },
    agreed: async (raced, what) => {
      const gone = await agreeOnState(app.owner, simulator.client, raced, what)
      await assertToldOnce(app.owner, raced, gone, what)
    },
    finished: async ({ session_id }) => {
      await customers.send(0, session_id, 'POST', `/api/v1/sessions/${session_id}/stop`)
    }
  }
}

/** Calls in the name of the tenant whose session it is, at one of the gateways. */
type Send = (
  gateway: number,
  session_id: string,
  method: string,
  url: string,
  body?: object
) => Promise<Answer>

type Customers = {
  send: Send
  /** A session of a new tenant that is to run. */
  start(): Promise<string>
}

const createCustomers = (app: Harness, gateways: FastifyInstance[]): Customers => {
  const owners = new Map<string, SeededTenant>()
  const send: Send = async (gateway, session_id, method, url, body) => {
    const server = gateways[gateway % gateways.length] as FastifyInstance
    return server.inject({
      method: method as 'POST',
      url,
      headers: { authorization: `Bearer ${owners.get(session_id)?.access_token}` },
      ...(body && { payload: body })
    })
  }
  return {
    send,
    start: async () => {
      const tenant = await app.seed.tenant({ plan: 'trial' })
      const made = await app.as(tenant).post('/api/v1/sessions', { session_name: 'raced' })
      const session_id = made.json().id as string
      owners.set(session_id, tenant)
      await send(0, session_id, 'POST', `/api/v1/sessions/${session_id}/start`)
      return session_id
    }
  }
}

/** What each call was answered; none with an error of the server, and none later than a call may be. */
const callTogether = (
  send: Send,
  raced_session: Raced,
  instance_id: string | null,
  calls: string[]
): Promise<string[]> => {
  const target: Target = {
    ...raced_session,
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
      const answer = await send(index, raced_session.session_id, method, made.url, made.body)
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

type State = { status: string; desired: string; linked: boolean; asked: boolean }

/** Waits until the session is what is wanted of it, at WhatsApp too; answers whether it is deleted. */
const agreeOnState = async (
  owner: Db,
  simulator: SimulatorClient,
  { session_id, number }: Raced,
  what: string
): Promise<boolean> => {
  const row = async (): Promise<State | undefined> => {
    const [now] = await owner.query<State>(
      `select status, desired, linked_at is not null as linked, logout_requested_at is not null as asked
       from sessions where id = $1`,
      [session_id]
    )
    return now
  }
  const wanted = async (): Promise<boolean> => {
    const now = await row()
    if (!now) return true
    if (now.asked) return false
    if (now.desired === 'stopped') return resting.includes(now.status)
    return now.status === (now.linked ? 'connected' : 'qr')
  }
  await until(`what is wanted is so: ${what}`, wanted, 120_000).catch(async (error) => {
    throw new Error(`${(error as Error).message} ${JSON.stringify(await row())}`)
  })
  const sockets = async () =>
    (await simulator.audit()).sockets.filter((one) => one.number === number)
  // What the phone has done may be heard of later than all else.
  await until(`as many sockets as it says: ${what}`, async () => {
    const open = (await row())?.status === 'connected' ? 1 : 0
    const own = await sockets()
    return own.reduce((sum, one) => sum + one.sockets_open, 0) === open && (await wanted())
  })
  const gone = !(await row())
  for (const { sockets_max } of await sockets()) assert.ok(sockets_max <= 1, `two sockets: ${what}`)
  if (gone)
    await until(`a deleted session is off the phone: ${what}`, async () => {
      const { devices } = await simulator.phone(number)
      return devices.length === 0
    })
  return gone
}

const assertToldOnce = async (
  owner: Db,
  { session_id }: Raced,
  gone: boolean,
  what: string
): Promise<void> => {
  const told = await owner.query<{ type: string; reason: string | null }>(
    `select type, data->>'status_reason' as reason from events
     where session_id = $1 and type like 'session.%' order by seq`,
    [session_id]
  )
  // The same event again tells something new when its reason is another one.
  for (const [index, event] of told.entries())
    if (event.type !== 'session.qr')
      assert.notDeepEqual(event, told[index + 1], `told twice: ${event.type} after ${what}`)
  if (gone) assert.equal(told.at(-1)?.type, 'session.deleted', what)
}
