import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { type TestContext, test } from 'node:test'
import { createTimerWheel } from '../../src/lib/timer-wheel.ts'
import { watchSilence } from '../../src/whatsapp/baileys/socket/socket-watch.ts'
import { until } from '../../testkit/until.ts'
import { workerBed } from '../../testkit/worker-fixture.ts'

const after = createTimerWheel(() => performance.now())
const limits = { ask_after_ms: 200, answer_within_ms: 200 }

/** A partner that answers whatever it is asked, until it is made deaf; its end stays open. */
const partner = async (t: TestContext) => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  const [other] = (await once(server, 'connection')) as [Socket]
  let deaf = false
  let asked = 0
  other.on('data', () => {
    if (deaf) return
    asked++
    other.write('here')
  })
  t.after(() => {
    socket.destroy()
    other.destroy()
    server.close()
  })
  const deafen = (): void => {
    deaf = true
  }
  return { socket, other, asked: () => asked, deafen }
}

test('a socket whose other side is silent but there is kept, and one that is deaf is given up', async (t) => {
  const { socket, asked, deafen } = await partner(t)
  let dead = 0
  const watch = watchSilence(
    () => socket.write('are you there'),
    () => dead++,
    after,
    limits
  )
  socket.on('data', watch.heard)
  t.after(watch.stop)
  await until('it was asked again and again', () => asked() >= 5)
  assert.equal(dead, 0)
  deafen()
  await until('it is given up', () => dead === 1)
  assert.equal(socket.destroyed, false, 'nothing but silence tells of it')
})

test('a socket that is busy is never asked, and writing to a deaf one does not keep it alive', async (t) => {
  const { socket, other, asked } = await partner(t)
  let dead = 0
  const watch = watchSilence(
    () => socket.write('are you there'),
    () => dead++,
    after,
    limits
  )
  socket.on('data', watch.heard)
  t.after(watch.stop)
  let said = 0
  const talking = setInterval(() => other.write(String(said++)), 20)
  await until('much was said', () => said > 40)
  assert.equal(asked(), 0)
  clearInterval(talking)
  other.removeAllListeners('data').resume()
  const writing = setInterval(() => socket.write('a message'), 20)
  t.after(() => clearInterval(writing))
  await until('it is given up', () => dead === 1)
})

test('a process that was busy for long does not take what it has not read yet for silence', async (t) => {
  const { socket } = await partner(t)
  let dead = 0
  const watch = watchSilence(
    () => {
      socket.write('are you there')
      // Longer than the answer may take; it lies unread meanwhile.
      const end_ms = performance.now() + 2_000
      while (performance.now() < end_ms);
    },
    () => dead++,
    after,
    limits
  )
  let heard = 0
  socket.on('data', () => {
    heard++
    watch.heard()
  })
  t.after(watch.stop)
  await until('its answer was read', () => heard >= 1)
  watch.stop()
  assert.equal(dead, 0)
})

test('a session whose socket is half open is connected anew, without a command and before Baileys would notice', async (t) => {
  const bed = await workerBed(t)
  const session_id = await bed.createSession()
  const { number } = await bed.link(session_id)
  const { logins } = await bed.simulator.stats()
  const began_ms = performance.now()
  await bed.simulator.disconnect(number, { how: 'half_open' })
  await until(
    'it is connected anew',
    async () => (await bed.simulator.stats()).logins > logins,
    60_000
  )
  const took_ms = performance.now() - began_ms
  // Twenty seconds of silence; Baileys takes forty.
  assert.ok(took_ms < 32_000, `it took ${Math.round(took_ms)} ms`)
  await bed.waitStatus(session_id, 'connected')
})
