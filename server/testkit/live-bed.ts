import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import type { WorkerAddress, WorkerControl } from '../src/control/contract.ts'
import type { Scope } from '../src/domain/tenant.ts'
import { type Answer, type Caller, type Harness, harness, type SeededTenant } from './app.ts'
import { until } from './until.ts'
import { type FarmWorker, type WorkerFarm, workerFarm } from './worker-farm.ts'

/** The API over real workers with real connections to the simulator: what live calls go through from end to end. */
export type LiveBed = {
  app: Harness
  farm: WorkerFarm
  tenant: SeededTenant
  me: Caller
  worker: FarmWorker
  /** A session of the tenant that is connected at the worker. */
  session: { id: string; number: string }
  /** Begins below /api/v1/sessions/{id}. */
  path(rest: string): string
  startWorker: WorkerFarm['startWorker']
  /** How often a fault has happened to the session's number. */
  happened(fault: 'withhold_answers' | 'refuse_questions' | 'refuse_in_result'): Promise<number>
}

export const liveBed = async (
  t: TestContext,
  {
    lease_seconds,
    worker: first = {}
  }: {
    lease_seconds?: number
    /** How the first worker is started. */
    worker?: Parameters<WorkerFarm['startWorker']>[0]
  } = {}
): Promise<LiveBed> => {
  const farm = await workerFarm(t, lease_seconds === undefined ? {} : { lease_seconds })
  // Workers of a farm listen where there was room, not where their rows say.
  const listens = new Map<string, WorkerAddress>()
  const workers: WorkerControl = {
    ...farm.workers,
    call: (address, ...rest) =>
      farm.workers.call(listens.get(address.instance_id) ?? address, ...rest),
    poke: (address) => farm.workers.poke(listens.get(address.instance_id) ?? address)
  }
  const app = await harness(t, { database: farm.urls, deps: () => ({ workers }) })
  const tenant = await app.seed.tenant({ plan: 'unlimited' })
  const startWorker: LiveBed['startWorker'] = async (options) => {
    const worker = await farm.startWorker(options)
    listens.set(worker.address.instance_id, worker.address)
    return worker
  }
  const worker = await startWorker(first)
  const session = await farm.link(worker, tenant.tenant_id)
  return {
    app,
    farm,
    tenant,
    me: app.as(tenant),
    worker,
    session,
    path: (rest) => `/api/v1/sessions/${session.id}${rest}`,
    startWorker,
    happened: async (fault) =>
      (await farm.simulator.faults({ number: session.number })).applied[fault] ?? 0
  }
}

/** Nobody gets at it without a credential, with another scope, or as another tenant. */
export const assertGuarded = async (
  { app, tenant }: Pick<LiveBed, 'app' | 'tenant'>,
  scope: Scope,
  call: (caller: Caller) => Promise<Answer>
): Promise<void> => {
  const codeOf = async (caller: Caller): Promise<string> => {
    const answer = await call(caller)
    return `${answer.statusCode} ${answer.body && answer.json().code}`
  }
  assert.equal(await codeOf(app.anonymous), '401 unauthenticated')
  assert.equal(
    await codeOf(await app.withKey(['messages:read', 'messages:write'], tenant)),
    '403 scope_missing'
  )
  assert.equal(await codeOf(app.as(await app.seed.tenant())), '404 not_found')
  assert.notEqual(await codeOf(await app.withKey([scope], tenant)), '403 scope_missing')
}

/** What WhatsApp may answer to a question instead of an answer, and what the caller is told then. */
export const assertRefusals = async (
  { farm, session }: LiveBed,
  ask: () => Promise<Answer>,
  special: Record<string, string> = {}
): Promise<void> => {
  const { number } = session
  const expected = {
    '400': '409 refused_by_whatsapp',
    '401': '409 refused_by_whatsapp',
    '403': '409 refused_by_whatsapp',
    '404': '409 refused_by_whatsapp',
    '500': '503 whatsapp_unavailable',
    '503': '503 whatsapp_unavailable',
    ...special
  }
  // After the last one nothing is asked for a while.
  for (const [code, told] of [...Object.entries(expected), ['429', '429 whatsapp_rate_limited']]) {
    await farm.simulator.setFaults({ number, refuse_questions: true, refusal_code: Number(code) })
    const answer = await ask()
    assert.equal(`${answer.statusCode} ${answer.json().code}`, told, `${code}: ${answer.body}`)
  }
  await farm.simulator.clearFaults({ number })
  const held = await ask()
  assert.equal(`${held.statusCode} ${held.json().code}`, '429 session_rate_limited')
  assert.ok(Number(held.headers['retry-after']) > 1)
}

/** WhatsApp says nothing: the caller hears of it, whatever was asked. All is asked at once. */
export const assertSilence = async (
  bed: LiveBed,
  ...asks: (() => Promise<Answer>)[]
): Promise<void> => {
  const { number } = bed.session
  const before = await bed.happened('withhold_answers')
  await bed.farm.simulator.setFaults({ number, withhold_answers: true })
  const asked = Promise.all(asks.map((ask) => ask()))
  await until(
    'WhatsApp was asked',
    async () => (await bed.happened('withhold_answers')) >= before + asks.length
  )
  const answers = await asked
  await bed.farm.simulator.clearFaults({ number })
  for (const answer of answers) {
    assert.equal(`${answer.statusCode} ${answer.json().code}`, '504 call_timed_out')
    assert.equal(answer.headers['retry-after'], '5')
  }
}
