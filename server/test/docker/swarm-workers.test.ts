import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { containerName, installation_label } from '../../src/domain/worker-container.ts'
import { type Driver, NoRoomError } from '../../src/orchestrator/drivers/contract.ts'
import { cleanUpAfter } from '../../testkit/clean-up.ts'
import { docker, leaveOutWithoutDocker, testImage } from '../../testkit/docker.ts'
import { swarmBed } from '../../testkit/swarm.ts'
import { until } from '../../testkit/until.ts'

const memory_mb = 200

const start = async (driver: Driver, tenant_id: string, more: { memory_mb?: number } = {}) => {
  const id = newId('instance')
  const worker = await driver.start({
    instance_id: id,
    mode: 'tenant',
    tenant_id,
    limits: { cpu_millis: 500, memory_mb, pids_max: 64, log_mb: 4, ...more },
    environment: { INSTANCE_ID: id, WORKER_TOKEN: `secret of ${id}` },
    taken: []
  })
  await until(`${id} answers`, () =>
    fetch(`http://${worker.host}:${worker.port}/`).then(
      (answer) => answer.ok,
      () => false
    )
  )
  return { ...worker, id }
}

/** The container of a worker on this machine, which is the node of these tests. */
const containerOf = (id: string): Promise<string> =>
  docker('ps', '-q', '--filter', `label=com.docker.swarm.service.name=${containerName(id)}`)

const inside = async (container: string, script: string): Promise<string> =>
  docker('exec', container, 'node', '--eval', script)

test('in a swarm a worker has its keys as a file and its limits, reaches no other customer, says that it needed too much memory, and leaves nothing', async (t) => {
  if (leaveOutWithoutDocker(t)) return
  const end = cleanUpAfter(t)
  const bed = await swarmBed(end, await testImage('driver-worker'))
  const ended: string[] = []
  const driver = bed.driver({ ended: (id) => ended.push(id) })
  end.after(() => driver.close())
  const left = async (): Promise<string[]> => {
    const filter = `label=${installation_label}=${bed.installation}`
    const kinds = ['service', 'secret', 'network'] as const
    const lists = await Promise.all(
      kinds.map((kind) => docker(kind, 'ls', '-q', '--filter', filter))
    )
    return kinds.filter((_, at) => lists[at] !== '')
  }

  // Nothing is half started.
  const missing = bed.driver({ ended: () => undefined }, { image: `sha256:${'0'.repeat(64)}` })
  end.after(() => missing.close())
  await assert.rejects(start(missing, newId('tenant')), /sha256:0+ \(WORKER_IMAGE\) is not on node/)
  await assert.rejects(
    start(driver, newId('tenant'), { memory_mb: 60_000 }),
    (error: Error) => error instanceof NoRoomError && /insufficient resources/.test(error.message)
  )
  await driver.tidy(new Set())
  await until('nothing of them is left', async () => {
    await driver.tidy(new Set())
    return (await left()).length === 0
  })

  const [own, foreign] = await Promise.all([
    start(driver, newId('tenant')),
    start(driver, newId('tenant'))
  ])
  const container = await containerOf(own.id)
  const words = await docker('service', 'inspect', containerName(own.id))
  assert.ok(!words.includes(`secret of ${own.id}`))
  assert.equal(
    await inside(
      container,
      "console.log(require('fs').readFileSync('/run/secrets/worker', 'utf8'))"
    ),
    JSON.stringify({ WORKER_TOKEN: `secret of ${own.id}` })
  )
  const host = JSON.parse(await docker('inspect', '-f', '{{json .HostConfig}}', container))
  assert.deepEqual(
    [host.Memory, host.NanoCpus, host.PidsLimit, host.ReadonlyRootfs, host.CapDrop],
    [memory_mb * 2 ** 20, 500_000_000, 64, true, ['ALL']]
  )
  const addresses = JSON.parse(
    await docker(
      'inspect',
      '-f',
      '{{json .NetworkSettings.Networks}}',
      await containerOf(foreign.id)
    )
  ) as Record<string, { IPAddress: string }>
  const targets = [
    ...Object.values(addresses).map((one) => one.IPAddress),
    containerName(foreign.id),
    `tasks.${containerName(foreign.id)}`
  ]
  // A machine may have a gateway that takes every connection: reached is who answers as the worker does.
  const reached = await inside(
    container,
    `const reach = (host) => new Promise((resolve) => {
      const asked = require('http').get({ host, port: 4000, timeout: 2000 }, (answer) => {
        answer.setEncoding('utf8').on('data', (text) => resolve(text.includes('${foreign.id}') ? 'reached' : 'other'))
      })
      asked.on('timeout', () => resolve('nothing')).on('error', (error) => resolve(error.code))
    });
    Promise.all(${JSON.stringify(targets)}.map(reach)).then((all) => {
      console.log(all.join()); process.exit(0)
    })`
  )
  assert.doesNotMatch(reached, /reached/)

  await fetch(`http://${own.host}:${own.port}/fill`).catch(() => undefined)
  await until('its end is told', () => ended.includes(own.id))
  assert.match(driver.exit(own)?.words ?? '', /needed more than its 200 MB of memory/)
  assert.equal(await driver.state(foreign), 'running', 'the other does not notice')

  // One that no instance knows, as an orchestrator that was killed leaves it.
  const next = bed.driver({ ended: () => undefined })
  end.after(() => next.close())
  await until('nothing is left', async () => {
    await next.tidy(new Set())
    return (await left()).length === 0
  })
})
