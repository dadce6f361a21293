import type { TestContext } from 'node:test'
import { type SimulatorClient, spawnSimulator } from '@whatsapp-saas/simulator/client'
import { createWorkerControl } from '../src/control/client.ts'
import type { SessionRow } from '../src/domain/session.ts'
import { createKeyRing } from '../src/lib/key-ring.ts'
import type { passkey_limits } from '../src/whatsapp/baileys/linking/passkey-ceremony.ts'
import type { ref_life_ms } from '../src/whatsapp/baileys/linking/qr-offer.ts'
import { type Caller, type Harness, harness, type SeededTenant } from './app.ts'
import { all_routes } from './calls.ts'
import { control_secret, type OrchestratorBed, orchestratorBed } from './orchestrator-fixture.ts'
import { until } from './until.ts'

type Phone = { number: string; jid: string }
type Settings = Parameters<SimulatorClient['createPhone']>[0]
// biome-ignore lint/suspicious/noExplicitAny: answers are looked into as they come
type Json = any

/** Numbers with passkeys that are linked through the real product: both services, an orchestrator with real workers, a simulator. */
export type PasskeyBed = {
  app: Harness
  orchestrator: OrchestratorBed
  simulator: SimulatorClient
  tenant: SeededTenant
  me: Caller
  /** A session that shows its code, and a phone whose account has a passkey. */
  begin(settings?: Settings): Promise<Linking>
}

export type Linking = {
  id: string
  path: string
  phone: Phone
  /** Scans the code that is shown; what becomes of it is in `scanned`. */
  scan(): Promise<void>
  scanned: () => Promise<unknown>
  /** What has to be signed, as soon as it is asked for. */
  asked(): Promise<{ options: { challenge: string }; expires_at: string; origin: string }>
  /** What the passkey of the phone signs for it. */
  signed(): Promise<Json>
  /** The code of both sides, as soon as it is shown. */
  code(): Promise<{ code: string; confirm: boolean; expires_at: string }>
  row(): Promise<SessionRow>
  waitStatus(status: string): Promise<SessionRow>
  /** The code that is shown now, to be scanned; with the reason that is told with it. */
  freshCode(): Promise<{ qr: string; reason: string | null }>
  /** The types of its events, in order, without those of codes that were exchanged. */
  told(): Promise<string[]>
}

export const passkeyBed = async (
  t: TestContext,
  options: {
    limits?: Partial<typeof passkey_limits>
    codes?: Partial<typeof ref_life_ms>
  } = {}
): Promise<PasskeyBed> => {
  const simulator = await spawnSimulator()
  t.after(() => simulator.stop())
  const orchestrator = await orchestratorBed(t, {
    worker: './hurried-worker.ts',
    lease_seconds: 5,
    sessions_per_worker: 50,
    start_ms_max: 60_000,
    worker_environment: {
      HURRY: JSON.stringify({ passkey: options.limits, codes: options.codes }),
      WHATSAPP_WS_URL: simulator.info.ws_url,
      WHATSAPP_ROOT_KEY: simulator.info.root_key,
      WHATSAPP_MEDIA_CA: simulator.info.media_ca
    }
  })
  const workers = createWorkerControl(createKeyRing([control_secret]))
  t.after(() => workers.close())
  const app = await harness(t, {
    routes: all_routes,
    database: orchestrator.options.urls,
    deps: () => ({ workers })
  })
  orchestrator.run()
  const tenant = await app.seed.tenant({ plan: 'unlimited' })
  const me = app.as(tenant)

  const begin = async (settings: Settings = {}): Promise<Linking> => {
    const made = await me.post('/api/v1/sessions', { session_name: `passkey ${Math.random()}` })
    const id = made.json().id as string
    const path = `/api/v1/sessions/${id}`
    await me.post(`${path}/start`)
    const phone = await simulator.client.createPhone({ passkey: true, ...settings })
    const row = (): Promise<SessionRow> => orchestrator.read(id)
    const freshCode = () =>
      until('a code to scan', async () => {
        const { status, qr, status_reason: reason } = await row()
        return status === 'qr' && qr !== null && { qr, reason }
      })
    const ok = <T>(what: string, url: string): Promise<T> =>
      until(what, async () => {
        const answer = await me.get(url)
        return answer.statusCode === 200 && (answer.json() as T)
      })
    const asked: Linking['asked'] = () => ok('a signature is asked for', `${path}/passkey`)
    let scanned: Promise<unknown> = Promise.resolve()
    await freshCode()
    return {
      id,
      path,
      phone,
      scan: async () => {
        const { qr } = await freshCode()
        scanned = simulator.client.scan(phone.number, qr)
        scanned.catch(() => undefined)
      },
      scanned: () => scanned,
      asked,
      signed: async () =>
        simulator.client.signPasskey(phone.number, (await asked()).options as never),
      code: () => ok('a code is shown', `${path}/passkey/code`),
      row,
      waitStatus: (status) =>
        until(`it is ${status}`, async () => {
          const now = await row()
          return now.status === status && now
        }),
      freshCode,
      told: async () => {
        const rows = await app.owner.query<{ type: string }>(
          'select type from events where session_id = $1 order by seq',
          [id]
        )
        return rows
          .map(({ type }) => type.replace('session.', ''))
          .filter((type, at, all) => type !== 'qr' || all[at - 1] !== 'qr')
      }
    }
  }
  return { app, orchestrator, simulator: simulator.client, tenant, me, begin }
}
