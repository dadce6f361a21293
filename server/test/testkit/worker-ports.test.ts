import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { type TestContext, test } from 'node:test'
import { freePort } from '../../testkit/free-port.ts'
import { until } from '../../testkit/until.ts'
import { reserveWorkerPorts, type WorkerPorts } from '../../testkit/worker-ports.ts'

const reserver = `
  const { reserveWorkerPorts } = await import(process.argv[1])
  const blocks = []
  for (let count = 0; count < 20; count++) blocks.push(await reserveWorkerPorts())
  console.log(JSON.stringify(blocks))
  setInterval(() => blocks.length, 100_000)
`

/** A test run of its own that reserves twenty blocks of ports. */
const otherRun = async (t: TestContext) => {
  const file = new URL('../../testkit/worker-ports.ts', import.meta.url).href
  const child = spawn(process.execPath, ['--input-type=module', '-e', reserver, file], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  t.after(() => child.kill('SIGKILL'))
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, blocks: JSON.parse(said.toString()) as WorkerPorts[] }
}

test('test runs side by side never get the same ports, and those of a killed run can be reserved again', async (t) => {
  const runs = await Promise.all([otherRun(t), otherRun(t), otherRun(t)])
  const firsts = runs.flatMap((run) => run.blocks.map((block) => block.first))
  assert.equal(new Set(firsts).size, 60)
  const killed = runs[0]
  assert.ok(killed)
  killed.child.kill('SIGKILL')
  await once(killed.child, 'exit')
  const freed = new Set(killed.blocks.map((block) => block.first))
  const mine: WorkerPorts[] = []
  t.after(() => Promise.all(mine.map((ports) => ports.release())))
  await until('a block of the killed run is reserved again', async () => {
    const ports = await reserveWorkerPorts()
    mine.push(ports)
    assert.ok(freed.has(ports.first) || !firsts.includes(ports.first), 'nobody else has it')
    return freed.has(ports.first)
  })
})

test('ports on which a program listens are not reserved', async (t) => {
  const ports = await reserveWorkerPorts(20)
  await ports.release()
  const stranger = createServer().listen(ports.first + 13, '127.0.0.1')
  await once(stranger, 'listening')
  t.after(() => stranger.close())
  const mine = await Promise.all(Array.from({ length: 20 }, () => reserveWorkerPorts()))
  t.after(() => Promise.all(mine.map((one) => one.release())))
  assert.ok(mine.every((one) => one.first !== ports.first + 10))
})

test('a port for later is given to nobody else, and is none that the kernel gives to connections', async () => {
  const ports = await Promise.all(Array.from({ length: 300 }, () => freePort()))
  assert.equal(new Set(ports).size, ports.length)
  const [lowest] = (await readFile('/proc/sys/net/ipv4/ip_local_port_range', 'utf8')).split(/\s/)
  assert.ok(ports.every((port) => port > 5000 && port < Number(lowest)))
})
