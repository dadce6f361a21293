import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { type TestContext, test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { isWorkerProcess } from '../../src/orchestrator/drivers/process/process-table.ts'

/** Has much memory, whose return takes the system a while, and a socket. */
const program = `
  const memory = Array.from({ length: 150 }, () => Buffer.alloc(1 << 20, 1))
  const socket = require('node:net').connect(Number(process.argv[1]), '127.0.0.1')
  socket.on('connect', () => console.log(socket.localPort))
  setInterval(() => memory.length, 100_000)
`

const listening = async (t: TestContext): Promise<number> => {
  const server: Server = createServer((socket) => socket.on('error', () => undefined))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.close())
  return (server.address() as { port: number }).port
}

const started = async (
  t: TestContext,
  instance_id: string,
  port: number
): Promise<{ child: ChildProcess; local: number }> => {
  const child = spawn(process.execPath, ['-e', program, String(port), instance_id], {
    stdio: ['ignore', 'pipe', 'ignore']
  })
  t.after(() => child.kill('SIGKILL'))
  if (!child.stdout) throw new Error('no output')
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, local: Number(said.toString()) }
}

/** As the kernel sees it at this moment. */
const isOpen = (local: number, port: number): boolean => {
  const hex = (number: number): string => number.toString(16).toUpperCase().padStart(4, '0')
  return readFileSync('/proc/net/tcp', 'utf8').includes(
    `0100007F:${hex(local)} 0100007F:${hex(port)} 01 `
  )
}

test('a killed worker counts as running until its sockets are closed', async (t) => {
  const port = await listening(t)
  for (let round = 0; round < 3; round++) {
    const instance_id = newId('instance')
    const { child, local } = await started(t, instance_id, port)
    const pid = child.pid ?? 0
    const exited = once(child, 'exit')
    assert.equal(await isWorkerProcess(pid, instance_id), true)
    assert.equal(await isWorkerProcess(pid, newId('instance')), false)
    assert.equal(isOpen(local, port), true)
    child.kill('SIGKILL')
    while (await isWorkerProcess(pid, instance_id));
    assert.equal(isOpen(local, port), false, 'gone, and its socket is still open')
    await exited
    assert.equal(await isWorkerProcess(pid, instance_id), false)
  }
})

test('a process of the kernel, which has no command line, is nobody’s worker', async () => {
  assert.equal(await isWorkerProcess(2, newId('instance')), false)
  assert.equal(await isWorkerProcess(process.pid, newId('instance')), false)
})
