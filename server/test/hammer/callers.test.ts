import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { test } from 'node:test'
import { testDatabase } from '../../testkit/database.ts'
import { freePort } from '../../testkit/free-port.ts'
import { until } from '../../testkit/until.ts'
import { long, use } from './meter.ts'
import { startRole } from './role.ts'

const callers = long ? 1_000 : 200
const lines_max = 50
const rss_growth_max = 2.5

test('callers that leave in the middle, and streams that nobody reads, cost the gateway nothing that stays', async (t) => {
  const urls = await testDatabase(t)
  const port = await freePort()
  const gateway = startRole(t, 'gateway-api.ts', {
    PATH: process.env['PATH'] ?? '',
    DATA_DIR: '/nonexistent',
    DATABASE_TENANT_URL: urls.tenant,
    DATABASE_SYSTEM_URL: urls.system,
    DATABASE_WORKER_URL: urls.worker,
    MASTER_KEY: randomBytes(32).toString('hex'),
    GATEWAY_PORT: String(port),
    BCRYPT_COST: '4'
  })
  const url = `http://127.0.0.1:${port}`
  const alive = () =>
    fetch(`${url}/health/live`).then(
      (res) => res.ok,
      () => false
    )
  await until('it is up', alive, 60_000)
  const registered = await fetch(`${url}/api/v1/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      email: 'caller@example.com',
      password: 'correct horse battery staple',
      name: 'Caller'
    })
  })
  const { access_token } = (await registered.json()) as { access_token: string }
  const open = (): Promise<Socket> =>
    new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(socket))
      socket.on('error', () => undefined)
    })
  const files = async (): Promise<number> => (await readdir(`/proc/${gateway.pid}/fd`)).length
  const head = (more: string): string =>
    `POST /api/v1/sessions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${access_token}\r\ncontent-type: application/json\r\n${more}`
  const body = JSON.stringify({ session_name: 'never' })
  // Warm, so that what comes later is not the first of its kind.
  await fetch(`${url}/api/v1/sessions`, { headers: { authorization: `Bearer ${access_token}` } })
  const [files_before, said_before] = [await files(), gateway.lines()]
  const { rss_mb: rss_before } = await use([gateway.pid], gateway.lines, 0.1)

  const partings: ((socket: Socket) => void)[] = [
    // A line of the head, half a body, and a whole request whose answer nobody waits for.
    (socket) => void socket.write('POST /api/v1/sess'),
    (socket) => void socket.write(head('content-length: 500\r\n\r\n{"session_name":')),
    (socket) => void socket.write(head(`content-length: ${body.length}\r\n\r\n${body}`))
  ]
  for (let done = 0; done < callers; done += 50)
    await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        const socket = await open()
        partings[index % partings.length]?.(socket)
        await new Promise((resolve) => setImmediate(resolve))
        socket.destroy()
      })
    )
  const deaf = await Promise.all(Array.from({ length: 20 }, open))
  for (const socket of deaf) {
    socket.pause()
    socket.write(
      `GET /api/v1/events/stream HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${access_token}\r\n\r\n`
    )
  }
  // Events nobody takes.
  for (let index = 0; index < 200; index++)
    await fetch(`${url}/api/v1/sessions`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${access_token}`,
        'content-type': 'application/json'
      },
      body: JSON.stringify({ session_name: `session ${index}` })
    }).then((res) => res.body?.cancel())
  const { rss_mb, cpu_s, seconds } = await use([gateway.pid], gateway.lines, long ? 20 : 3)
  t.diagnostic(JSON.stringify({ rss_before, rss_mb, cpu_s, lines: gateway.lines() - said_before }))
  assert.ok(await alive())
  assert.ok(cpu_s < seconds * 0.6, `${cpu_s} s of processor in ${seconds} s`)
  assert.ok(rss_mb < rss_before * rss_growth_max, `${rss_mb} MB after ${rss_before}`)
  assert.ok(gateway.lines() - said_before < lines_max, `it said ${gateway.said()}`)
  for (const socket of deaf) socket.destroy()
  await until('nothing is left open', async () => (await files()) <= files_before + 20, 60_000)
})
