import assert from 'node:assert/strict'
import { connect, createServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import { type TestContext, test } from 'node:test'
import { createCallJudge } from '../../src/docker-gate/calls.ts'
import { createDockerGate } from '../../src/docker-gate/serve.ts'
import { newId } from '../../src/domain/ids.ts'
import type { InstanceMode } from '../../src/domain/instance.ts'
import { containerName, installation_label } from '../../src/domain/worker-container.ts'
import { createLog } from '../../src/lib/log.ts'
import type { Driver } from '../../src/orchestrator/drivers/contract.ts'
import { cleanUpAfter } from '../../testkit/clean-up.ts'
import {
  type DockerBed,
  docker,
  dockerBed,
  leaveOutWithoutDocker,
  removeAll,
  testImage
} from '../../testkit/docker.ts'
import { until } from '../../testkit/until.ts'

const memory_mb = 200

const open = async (t: TestContext, image = testImage('driver-worker')) => {
  const end = cleanUpAfter(t)
  const bed = await dockerBed(end, await image)
  const ended: string[] = []
  const driver = (): Driver => {
    const made = bed.driver({ ended: (id) => ended.push(id) })
    end.after(() => made.close())
    return made
  }
  return { end, bed, ended, driver }
}

const start = async (driver: Driver, mode: InstanceMode, tenant_id: string | null) => {
  const id = newId('instance')
  const limits = { cpu_millis: 500, memory_mb, pids_max: 64, log_mb: 4 }
  const environment = { INSTANCE_ID: id }
  const worker = await driver.start({
    instance_id: id,
    mode,
    tenant_id,
    limits,
    environment,
    taken: []
  })
  await until(`${id} answers`, () =>
    fetch(`http://${worker.host}:${worker.port}/`).then(
      (answer) => answer.ok,
      () => false
    )
  )
  return { ...worker, id, name: containerName(id) }
}

const made = (bed: DockerBed): Promise<string> =>
  docker('ps', '-aq', '--filter', `label=${installation_label}=${bed.installation}`)
const networks = (bed: DockerBed): Promise<string> =>
  docker('network', 'ls', '-q', '--filter', `label=${installation_label}=${bed.installation}`)

/** What a program in this container finds out. */
const inside = async (name: string, script: string): Promise<unknown> =>
  JSON.parse(await docker('exec', name, 'node', '--eval', script))

const reach = `const reach = (host, port) => new Promise((resolve) => {
  const socket = require('net').connect({ host, port, timeout: 1000 })
  socket.on('connect', () => resolve('reached')).on('timeout', () => resolve('nothing'))
  socket.on('error', (error) => resolve(error.code)).unref()
});`

const addressIn = (name: string): Promise<string> =>
  docker('inspect', '-f', '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}', name)
const gatewayOf = (name: string): Promise<string> =>
  docker('inspect', '-f', '{{range .NetworkSettings.Networks}}{{.Gateway}}{{end}}', name)

test('from inside the container of a tenant there is no way to other workers, the engine or the product', async (t) => {
  if (leaveOutWithoutDocker(t)) return
  const { bed, driver, end } = await open(t)
  const [tenant, other] = [newId('tenant'), newId('tenant')]
  const workers = driver()
  const [own, beside, foreign, shared] = await Promise.all([
    start(workers, 'tenant', tenant),
    start(workers, 'tenant', tenant),
    start(workers, 'tenant', other),
    start(workers, 'shared', null)
  ])
  assert.equal((await networks(bed)).split('\n').length, 3)
  // As the product listens, and as it must not.
  const closed = createServer().listen(0, '127.0.0.1')
  const wide = createServer().listen(0, '0.0.0.0')
  end.after(() => [closed, wide].map((server) => server.close()))
  const portOf = (server: typeof closed): number => (server.address() as { port: number }).port
  const gateway = await gatewayOf(own.name)
  const targets: Record<string, [string, number]> = {
    itself: ['127.0.0.1', 4000],
    'what listens to everybody': [gateway, portOf(wide)],
    'a worker beside it': [await addressIn(beside.name), 4000],
    'a worker of another tenant': [await addressIn(foreign.name), 4000],
    'a shared worker': [await addressIn(shared.name), 4000],
    'the control port of another tenant': [gateway, foreign.port],
    'its own control port': [gateway, own.port],
    'the product': [gateway, portOf(closed)],
    'the engine': [gateway, 2375],
    'another tenant by name': [foreign.name, 4000]
  }
  const reached = (await inside(
    own.name,
    `${reach} Promise.all(Object.entries(${JSON.stringify(targets)}).map(async ([what, [host, port]]) =>
      [what, await reach(host, port)])).then((all) => { console.log(JSON.stringify(all)); process.exit(0) })`
  )) as [string, string][]
  assert.deepEqual(
    reached.filter(([, how]) => how === 'reached').map(([what]) => what),
    ['itself', 'what listens to everybody'],
    JSON.stringify(reached)
  )

  // From outside, only the machine itself reaches a worker.
  const addresses = Object.values(networkInterfaces()).flatMap((all) =>
    (all ?? []).filter((one) => one.family === 'IPv4').map(({ address }) => address)
  )
  assert.ok(addresses.length > 1)
  const open_at = await Promise.all(
    addresses.map(async (address) => ((await answers(address, own.port)) ? address : []))
  )
  assert.deepEqual(open_at.flat(), ['127.0.0.1'])
})

const answers = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1_000 })
    const end = (answered: boolean) => () => {
      socket.destroy()
      resolve(answered)
    }
    socket.on('connect', end(true)).on('timeout', end(false)).on('error', end(false))
  })

test('a worker is nobody on its machine: no rights, nothing to write to, its limits and its processes alone', async (t) => {
  if (leaveOutWithoutDocker(t)) return
  const { driver } = await open(t)
  const worker = await start(driver(), 'dedicated', newId('tenant'))
  const found = await inside(
    worker.name,
    `const fs = require('fs')
    const tried = (path) => { try { fs.writeFileSync(path, 'x'); return 'written' } catch (error) { return error.code } }
    const status = Object.fromEntries(fs.readFileSync('/proc/self/status', 'utf8').split('\\n').map((line) => line.split(':\\t')))
    console.log(JSON.stringify({
      uid: process.getuid(), rights: [status.CapEff, status.CapBnd, status.NoNewPrivs, status.Seccomp],
      app: tried('/app/server/src/main/worker.ts'), root: tried('/x'), data: tried('/data/x'), tmp: tried('/tmp/x'),
      socket: fs.existsSync('/var/run/docker.sock'), memory_mb: process.constrainedMemory() / 2 ** 20,
      commands: fs.readdirSync('/proc').filter((name) => name > 0).map((pid) => { try {
        return fs.readFileSync('/proc/' + pid + '/cmdline', 'utf8').split('\\0').at(-2) } catch { return undefined } }).length < 6
    }))`
  )
  assert.deepEqual(found, {
    uid: 10_001,
    rights: ['0000000000000000', '0000000000000000', '1', '2'],
    app: 'EROFS',
    root: 'EROFS',
    data: 'EROFS',
    tmp: 'written',
    socket: false,
    memory_mb,
    commands: true
  })
  const limits = await docker(
    'inspect',
    '-f',
    '{{.HostConfig.NanoCpus}} {{.HostConfig.PidsLimit}} {{.HostConfig.LogConfig.Config}}',
    worker.name
  )
  assert.equal(limits, '500000000 64 map[max-file:2 max-size:2m]')
})

test('a worker that needs more memory than it may have is ended, and that is said of it; the others go on', async (t) => {
  if (leaveOutWithoutDocker(t)) return
  const { driver, ended } = await open(t)
  const workers = driver()
  const greedy = await start(workers, 'dedicated', newId('tenant'))
  const other = await start(workers, 'dedicated', newId('tenant'))
  await fetch(`http://${greedy.host}:${greedy.port}/fill`).catch(() => undefined)
  await until('its end is told', () => ended.includes(greedy.id))
  assert.match(workers.exit(greedy)?.words ?? '', /needed more than its 200 MB of memory/)
  assert.equal(await workers.state(other), 'running')
  // The next orchestrator reads the same from the engine.
  const again = await start(workers, 'dedicated', newId('tenant'))
  workers.close()
  await fetch(`http://${again.host}:${again.port}/fill`).catch(() => undefined)
  const next = driver()
  await until('it is gone', async () => (await next.state(again)) === 'gone')
  assert.match(next.exit(again)?.words ?? '', /needed more than its 200 MB of memory/)
})

test('orchestrators that start workers at once on one machine never share a port, and leave nothing half made', async (t) => {
  if (leaveOutWithoutDocker(t)) return
  const { bed, driver } = await open(t)
  const [one, other] = [driver(), driver()]
  const workers = await Promise.all(
    [one, other, one, other].map((by) => start(by, 'tenant', newId('tenant')))
  )
  assert.equal(new Set(workers.map(({ port }) => port)).size, 4)
  assert.equal((await made(bed)).split('\n').length, 4)
})

test('what is no instance any more is taken away with its network; what is one stays', async (t) => {
  if (leaveOutWithoutDocker(t)) return
  const { bed, driver } = await open(t)
  const before = driver()
  const kept = await start(before, 'tenant', newId('tenant'))
  const orphan = await start(before, 'tenant', newId('tenant'))
  before.close()
  const next = driver()
  await next.tidy(new Set([kept.id]))
  assert.deepEqual([...(await next.find()).keys()], [kept.id])
  assert.equal((await made(bed)).split('\n').length, 1)
  assert.equal((await networks(bed)).split('\n').length, 1)
  assert.equal(await next.state(orphan), 'gone')
})

test('without the image, or without the engine, nothing is half started, and it is said what is missing', async (t) => {
  if (leaveOutWithoutDocker(t)) return
  const missing = `sha256:${'0'.repeat(64)}`
  const { bed, driver, end } = await open(t, Promise.resolve(missing))
  const workers = driver()
  await assert.rejects(start(workers, 'shared', null), /sha256:0+ \(WORKER_IMAGE\) is not on this/)
  assert.equal(await made(bed), '')
  assert.equal(await workers.hasRoom([newId('instance')], []), true)

  const log = createLog({ level: 'silent', role: 'docker' })
  const policy = {
    installation: bed.installation,
    images: [missing],
    ports: { first: bed.first, last: bed.last },
    subnets: '10.213.0.0/16',
    volumes: [],
    variables: [],
    constraints: []
  }
  const gate = createDockerGate({
    policy,
    judge: createCallJudge,
    engine_socket: '/nowhere.sock',
    log
  })
  const socket = `${bed.folder}/down.sock`
  await new Promise<void>((resolve) => gate.server.listen(socket, resolve))
  end.after(() => gate.close())
  const blind = bed.driver({ ended: () => undefined }, { socket })
  end.after(() => blind.close())
  await assert.rejects(start(blind, 'shared', null), /engine cannot be asked/)
  const foreign = { id: newId('instance'), reference: blind.claim() }
  assert.equal(await blind.state(foreign), 'unknown', 'never taken for gone')
})

test('another installation of the same engine is out of reach', async (t) => {
  if (leaveOutWithoutDocker(t)) return
  const { driver, bed } = await open(t)
  const worker = await start(driver(), 'shared', null)
  const other = await open(t)
  const stranger = other.driver()
  await assert.rejects(stranger.stop(worker, 'force'), /not ours/)
  await stranger.tidy(new Set())
  assert.equal((await stranger.find()).size, 0)
  assert.notEqual(await made(bed), '')
  await removeAll(other.bed.installation)
})
