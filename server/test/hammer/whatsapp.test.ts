import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type FaultInput, spawnSimulator } from '@whatsapp-saas/simulator/client'
import { workerBed } from '../../testkit/worker-fixture.ts'
import { badWhatsapp, type Manner } from './bad-whatsapp.ts'
import { long, use } from './meter.ts'

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

test('whatever it is that answers instead of WhatsApp, a session that was never linked waits between its attempts', async (t) => {
  const simulator = await spawnSimulator()
  t.after(() => simulator.stop())
  for (const manner of manners) {
    const bad = await badWhatsapp(t, manner)
    const bed = await workerBed(t, {
      simulator: { ...simulator, info: { ...simulator.info, ws_url: bad.url } }
    })
    await bed.assign(await bed.createSession())
    const { cpu_s, seconds: took } = await use([bed.worker.pid ?? 0], () => 0, seconds)
    t.diagnostic(`${manner}: ${bad.tried()} connections, ${cpu_s} s of processor`)
    assert.ok(bad.tried() >= 1, `${manner}: it was never tried`)
    assert.ok(bad.tried() <= tries_max, `${manner}: ${bad.tried()} connections in ${took} s`)
    assert.ok(cpu_s <= cpu_share_max * took + 2, `${manner}: ${cpu_s} s of processor`)
    bed.worker.kill('SIGKILL')
    bad.close()
  }
})

test('where nobody listens a session waits between its attempts as well', async (t) => {
  const simulator = await spawnSimulator()
  t.after(() => simulator.stop())
  const bad = await badWhatsapp(t, 'closes')
  bad.close()
  const bed = await workerBed(t, {
    log_level: 'debug',
    simulator: { ...simulator, info: { ...simulator.info, ws_url: bad.url } }
  })
  await bed.assign(await bed.createSession())
  const { cpu_s, seconds: took } = await use([bed.worker.pid ?? 0], () => 0, seconds)
  const tried = bed.errors.filter((line) => line.includes('"connection closed"')).length
  t.diagnostic(`${tried} connections, ${bed.errors.length} lines, ${cpu_s} s of processor`)
  assert.ok(tried >= 1 && tried <= tries_max, `${tried} connections in ${took} s`)
  assert.ok(cpu_s <= cpu_share_max * took + 2, `${cpu_s} s of processor`)
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
  const session_id = await bed.createSession()
  const { number } = await bed.link(session_id)
  const pids = [bed.worker.pid ?? 0]
  for (const [name, trouble] of Object.entries(troubles)) {
    const tries = async (): Promise<number> => {
      const { applied } = await bed.simulator.faults({ number })
      return Object.values(applied).reduce((sum, count) => sum + count, 0)
    }
    const before = await tries()
    await bed.simulator.setFaults({ number, ...trouble })
    await bed.simulator.disconnect(number, { how: 'drop' })
    const { cpu_s, seconds: took } = await use(pids, () => 0, seconds)
    const tried = (await tries()) - before
    t.diagnostic(`${name}: ${tried} logins, ${cpu_s} s of processor`)
    assert.ok(tried >= 1 && tried <= tries_max, `${name}: ${tried} logins in ${took} s`)
    assert.ok(cpu_s <= cpu_share_max * took + 2, `${name}: ${cpu_s} s of processor`)
    await bed.simulator.clearFaults({ number })
    await bed.waitStatus(session_id, 'connected')
  }
})
