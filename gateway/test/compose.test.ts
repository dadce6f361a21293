import assert from 'node:assert/strict'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { cleanUpAfter } from '../../server/testkit/clean-up.ts'
import { until } from '../../server/testkit/until.ts'
import { call, left_out, register, startTalk, startWhatsApp } from './bed.ts'
import { configure, ports } from './installation.ts'

const roles = ['gateway_api', 'session_auth', 'orchestrator', 'delivery', 'docker_gate']
const services = [...roles, 'postgres', 'redis']

const inspect = async (container: string) =>
  JSON.parse(await call('docker', ['inspect', container]))[0]

test('the compose file brings up the product: a message goes through a worker in a container, services restart one by one, and nobody has rights or secrets that are not its own', async (t) => {
  if (!process.env['DEPLOY_TESTS']) return t.skip(left_out)
  const end = cleanUpAfter(t)
  const { simulator, settings } = await startWhatsApp(end)
  const { folder, compose } = await configure(end, settings)
  for (const name of await readdir(join(folder, 'env')))
    assert.equal((await stat(join(folder, 'env', name))).mode & 0o777, 0o600, name)
  await compose('up', '--detach')
  const url = `http://127.0.0.1:${ports.GATEWAY_PORT}`
  const healthy = () =>
    fetch(`${url}/health`).then(
      (answer) => answer.ok,
      () => false
    )
  await until('health', healthy, 60_000)

  const talk = await startTalk(simulator, url, await register(url))
  await talk.say('hello')

  for (const service of services) {
    const id = await compose('ps', '-q', service)
    const { HostConfig, Config, NetworkSettings } = await inspect(id)
    assert.equal(HostConfig.Privileged, false, service)
    assert.deepEqual(HostConfig.CapDrop, ['ALL'], service)
    assert.deepEqual(HostConfig.CapAdd ?? [], [], service)
    assert.ok(HostConfig.ReadonlyRootfs, service)
    assert.ok(HostConfig.SecurityOpt.includes('no-new-privileges:true'), service)
    assert.ok(HostConfig.LogConfig.Config['max-size'], service)
    assert.ok(!['', '0', 'root'].includes(Config.User), service)
    const engine = HostConfig.Binds.some((bind: string) => bind.includes('docker.sock'))
    assert.equal(engine, service === 'docker_gate', service)
    const names = Config.Env.map((line: string) => line.split('=')[0])
    assert.equal(names.includes('MASTER_KEY'), service === 'orchestrator', service)
    for (const port of Object.values(NetworkSettings.Ports ?? {}).flatMap((one) => one ?? []))
      assert.equal((port as { HostIp: string }).HostIp, '127.0.0.1', service)
  }

  // Each is restarted by its own name; what is accepted meanwhile arrives, and no second QR code is needed.
  const reader = await register(url).catch(() => null)
  assert.equal(reader, null, 'an address is registered once')
  await compose('restart', 'gateway_api')
  await until('health', healthy, 30_000)
  await talk.say('after the gateway')
  await compose('restart', 'orchestrator')
  await talk.accept('meanwhile')
  await talk.arrived('meanwhile')
  await compose('restart', 'postgres', 'redis')
  await until('health', healthy, 60_000)
  await talk.say('after the database')
  assert.equal((await simulator.phone(talk.number)).pairings, 1, 'no second QR code was scanned')
  assert.match(
    await compose('logs', '--tail', '5', 'gateway_api'),
    /service up|"role":"gateway-api"/
  )
})
