import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { sideBySide } from '../../testkit/side-by-side.ts'
import { lineProxy } from '../../testkit/socket-proxy.ts'
import { until } from '../../testkit/until.ts'
import { workerFarm } from '../../testkit/worker-farm.ts'

const test = sideBySide(3)

/** So many connections backoff allows in ten seconds at most; a slow machine only makes fewer. */
const attempts_max = 12

test('a session that was never linked is told that WhatsApp cannot be reached, tries with growing pauses, and shows its code when it can', async (t) => {
  const farm = await workerFarm(t)
  // A server that hangs up at once.
  let attempts = 0
  const nobody = createServer((socket) => {
    attempts++
    socket.destroy()
  })
  nobody.listen(0, '127.0.0.1')
  await once(nobody, 'listening')
  t.after(() => nobody.close())
  const { port } = nobody.address() as { port: number }
  const worker = await farm.startWorker({ ws_url: `ws://127.0.0.1:${port}/ws/chat` })
  const id = await farm.create()
  await farm.give(id, worker)
  const row = await until('it says why', async () => {
    const now = await farm.session(id)
    return now.status_reason === 'connection_lost' && now
  })
  assert.equal(row.status, 'starting')
  assert.equal(row.desired, 'running')
  const began_ms = Date.now()
  const before = attempts
  await until('it is tried again and again', () => attempts >= before + 4)
  const took_ms = Date.now() - began_ms
  assert.ok(took_ms > 1_500, `pauses grow: 4 attempts in ${took_ms} ms`)
  assert.ok(attempts <= attempts_max, `${attempts} attempts`)
  assert.ok((await farm.session(id)).next_attempt_at)
  const said = worker
    .output()
    .split('\n')
    .filter((line) => line.includes('connection closed'))
  assert.ok(said.length <= 3, `${said.length} lines in the log`)
})

test('a login that is answered with a demand for another connection each time is tried with growing pauses', async (t) => {
  const farm = await workerFarm(t)
  const worker = await farm.startWorker()
  const { id, number } = await farm.link(worker)
  await farm.simulator.setFaults({ number, stream_error_at_login: true, stream_error_code: 515 })
  const logins = async (): Promise<number> => (await farm.simulator.stats()).logins_refused
  await farm.simulator.disconnect(number, { how: 'drop' })
  const began_ms = Date.now()
  await until('it has tried five times', async () => (await logins()) >= 5)
  assert.ok(Date.now() - began_ms > 3_000, 'pauses grow')
  const waiting = await until('it says when it tries again', async () => {
    const now = await farm.session(id)
    return now.next_attempt_at && now
  })
  assert.equal(waiting.status, 'reconnecting')
  assert.equal(waiting.status_reason, 'restart_required')
  // A command ends the pause, which is some seconds by now.
  await farm.simulator.clearFaults()
  await farm.workers.restart(worker.address, id)
  await farm.waitStatus(id, 'connected')
})

test('a restart during a pause connects at once, a stop during a pause stops at once', async (t) => {
  const farm = await workerFarm(t)
  const line = await lineProxy(t, farm.simulator_info.ws_url)
  const worker = await farm.startWorker({ ws_url: line.url })
  /** A session that waits for a long time before it tries again, and could connect if it tried now. */
  const paused = async (): Promise<{ id: string; planned_ms: number }> => {
    const { id, number } = await farm.link(worker)
    await farm.simulator.setFaults({ number, refuse_connections: true })
    await farm.simulator.disconnect(number, { how: 'drop' })
    const next_attempt_at = await until('it waits for more than ten seconds', async () => {
      const { next_attempt_at: at } = await farm.session(id)
      return at && at.getTime() - Date.now() > 10_000 && at
    })
    await farm.simulator.clearFaults({ number })
    return { id, planned_ms: next_attempt_at.getTime() }
  }
  const restarted = async (): Promise<void> => {
    const { id, planned_ms } = await paused()
    await farm.workers.restart(worker.address, id)
    await farm.waitStatus(id, 'connected')
    assert.ok(Date.now() < planned_ms, 'the pause was not waited for')
  }
  const stopped = async (): Promise<void> => {
    const { id, planned_ms } = await paused()
    await farm.owner.query("update sessions set desired = 'stopped' where id = $1", [id])
    await farm.workers.release(worker.address, id, 'stopped')
    assert.equal((await farm.session(id)).status, 'stopped')
    assert.ok(Date.now() < planned_ms, 'the pause was not waited for')
  }
  await Promise.all([restarted(), stopped()])
})

test('restarts and stops at once leave one connection or none, and each event is told once', async (t) => {
  const farm = await workerFarm(t)
  const worker = await farm.startWorker()
  const { id, number } = await farm.link(worker)
  const sockets = async () => {
    const { sockets_open, sockets_max } = await farm.simulator.phone(number)
    return { sockets_open, sockets_max }
  }
  for (let round = 0; round < 5; round++) {
    await Promise.all(Array.from({ length: 3 }, () => farm.workers.restart(worker.address, id)))
    await farm.waitStatus(id, 'connected')
    assert.deepEqual(await sockets(), { sockets_open: 1, sockets_max: 1 })
  }
  // Who stops a session that is wanted again is refused, and nothing has happened.
  await assert.rejects(farm.workers.release(worker.address, id, 'stopped'), {
    code: 'session_wanted'
  })
  assert.equal((await farm.session(id)).status, 'connected')
  await farm.owner.query("update sessions set desired = 'stopped' where id = $1", [id])
  await Promise.allSettled([
    farm.workers.restart(worker.address, id),
    farm.workers.release(worker.address, id, 'stopped'),
    farm.workers.release(worker.address, id, 'stopped'),
    farm.workers.restart(worker.address, id)
  ])
  await farm.waitStatus(id, 'stopped')
  await until('no socket is left', async () => (await sockets()).sockets_open === 0)
  assert.equal((await sockets()).sockets_max, 1)
  const told = await farm.owner.query<{ type: string }>(
    "select type from events where type = 'session.stopped'"
  )
  assert.equal(told.length, 1)
})

test('a log-out that is wanted is carried out by whichever worker connects the session next', async (t) => {
  const farm = await workerFarm(t)
  const [one, two] = [await farm.startWorker(), await farm.startWorker()]
  const { id, number } = await farm.link(one)
  await farm.workers.release(one.address, id, 'moved')
  await farm.owner.query('update sessions set logout_requested_at = now() where id = $1', [id])
  await until('the other worker has it', () => farm.give(id, two))
  const row = await farm.waitStatus(id, 'logged_out')
  assert.equal(row.status_reason, 'logged_out_by_user')
  assert.equal(row.desired, 'stopped')
  assert.equal(row.logout_requested_at, null)
  const { devices } = await farm.simulator.phone(number)
  assert.deepEqual(devices, [])
  assert.deepEqual(await farm.owner.query('select from session_credentials'), [])
})

test('a pairing code asked for before the server offers a link is waited for, tells until when it counts, and its end is told', async (t) => {
  const farm = await workerFarm(t)
  const worker = await farm.startWorker()
  const id = await farm.create()
  const { number } = await farm.simulator.createPhone({})
  await farm.give(id, worker)
  const { code, expires_at } = await until('a code', () =>
    farm.workers
      .call(worker.address, id, 'request_pairing_code', { phone_number: number })
      .catch((error) => {
        if (error.code === 'session_not_started' || error.code === 'qr_not_ready') return null
        throw error
      })
  )
  assert.equal(code.length, 8)
  const left_s = (Date.parse(expires_at) - Date.now()) / 1000
  assert.ok(left_s > 60 && left_s <= 180, `${left_s} s`)
  const row = await farm.session(id)
  assert.equal(row.pairing_phone_number, `+${number}`)
  assert.equal(row.pairing_expires_at?.toISOString(), expires_at)
  // It ends with the connection it was asked for through.
  await farm.workers.restart(worker.address, id)
  await until('its end is told', async () => {
    const now = await farm.session(id)
    return now.pairing_expires_at && now.pairing_expires_at < new Date()
  })
  await farm.waitStatus(id, 'qr')
  const again = await farm.workers.call(worker.address, id, 'request_pairing_code', {
    phone_number: number
  })
  await farm.simulator.enterCode(number, again.code)
  const linked = await farm.waitStatus(id, 'connected')
  assert.equal(linked.pairing_expires_at, null)
})
