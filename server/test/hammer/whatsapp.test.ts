import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import {
  type FaultInput,
  type SpawnedSimulator,
  spawnSimulator
} from '@whatsapp-saas/simulator/client'
import { sideBySide } from '../../testkit/side-by-side.ts'
import { workerBed } from '../../testkit/worker-fixture.ts'
import { badWhatsapp, type Manner } from './bad-whatsapp.ts'
import { long, type Used, use } from './meter.ts'

const test = sideBySide(2)

const seconds = long ? 30 : 8
/** With pauses that double from half a second a session tries five or six times in so long; without, thousands of times. */
const tries_max = long ? 20 : 14
const cpu_share_max = 0.5

const manners: Manner[] = [
  'closes',
  'closes late',
  'silent',
  'says nonsense',
  'refuses the upgrade'
]

/** A worker with a session that was never linked, and what it uses while whoever is there is no WhatsApp. */
const useWith = async (t: TestContext, simulator: SpawnedSimulator, ws_url: string) => {
  const bed = await workerBed(t, {
    log_level: 'debug',
    simulator: { ...simulator, info: { ...simulator.info, ws_url } }
  })
  await bed.assign(await bed.createSession())
  const used = await use([bed.worker.pid ?? 0], () => bed.errors.length, seconds)
  const closed = bed.errors.filter((line) => line.includes('"connection closed"')).length
  bed.worker.kill('SIGKILL')
  return { ...used, closed }
}

test('whatever it is that answers instead of WhatsApp, or if nobody does, a session that was never linked waits between its attempts', async (t) => {
  const simulator = await spawnSimulator()
  t.after(() => simulator.stop())
  const judge = (name: string, tried: number, { cpu_s, seconds: took }: Used): void => {
    t.diagnostic(`${name}: ${tried} connections, ${cpu_s} s of processor`)
    assert.ok(tried >= 1, `${name}: it was never tried`)
    assert.ok(tried <= tries_max, `${name}: ${tried} connections in ${took} s`)
    assert.ok(cpu_s <= cpu_share_max * took + 2, `${name}: ${cpu_s} s of processor`)
  }
  await Promise.all([
    ...manners.map(async (manner) => {
      const bad = await badWhatsapp(t, manner)
      const used = await useWith(t, simulator, bad.url)
      judge(manner, bad.tried(), used)
      bad.close()
    }),
    (async () => {
      const gone = await badWhatsapp(t, 'closes')
      gone.close()
      const used = await useWith(t, simulator, gone.url)
      judge('nobody', used.closed, used)
    })()
  ])
})

/** What becomes of a login: each of these was met in the field. */
const troubles: Record<string, FaultInput> = {
  'cut at the login': { refuse_connections: true },
  'failure at the login': { refuse_upgrades: true },
  '515 each time': { stream_error_at_login: true, stream_error_code: 515 },
  '503 each time': { stream_error_at_login: true, stream_error_code: 503 }
}

test('a linked session whose logins come to nothing waits between them, and is connected when they do again', async (t) => {
  const bed = await workerBed(t)
  const sessions = await Promise.all(
    Object.entries(troubles).map(async ([name, trouble]) => {
      const session_id = await bed.createSession()
      const { number } = await bed.link(session_id)
      return { name, trouble, session_id, number }
    })
  )
  const triesOf = async (number: string): Promise<number> => {
    const { applied } = await bed.simulator.faults({ number })
    return Object.values(applied).reduce((sum, count) => sum + count, 0)
  }
  for (const { number, trouble } of sessions) {
    await bed.simulator.setFaults({ number, ...trouble })
    await bed.simulator.disconnect(number, { how: 'drop' })
  }
  // All of them together may use what one may.
  const { cpu_s, seconds: took } = await use([bed.worker.pid ?? 0], () => 0, seconds)
  assert.ok(cpu_s <= cpu_share_max * took + 2, `${cpu_s} s of processor`)
  for (const { name, number, session_id } of sessions) {
    const tried = await triesOf(number)
    t.diagnostic(`${name}: ${tried} logins, ${cpu_s} s of processor`)
    assert.ok(tried >= 1 && tried <= tries_max, `${name}: ${tried} logins in ${took} s`)
    await bed.simulator.clearFaults({ number })
    await bed.waitStatus(session_id, 'connected')
  }
})
