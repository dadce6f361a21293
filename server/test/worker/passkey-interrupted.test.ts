import assert from 'node:assert/strict'
import { test } from 'node:test'
import { passkeyBed } from '../../testkit/passkey-fixture.ts'
import { until } from '../../testkit/until.ts'
import { linksAfterAll } from './passkey-links.ts'

test('a connection that is lost while codes are compared ends in a fresh code with the reason', async (t) => {
  const bed = await passkeyBed(t)
  const linking = await bed.begin()
  await linking.scan()
  const body = { assertion: await linking.signed(), compare_codes: true }
  assert.equal((await bed.me.post(`${linking.path}/passkey`, body)).statusCode, 202)
  await linking.code()
  await bed.simulator.setSeason({ end_connections: true })
  await linksAfterAll(bed, linking, 'passkey_interrupted')
})

test('a worker that dies, or gives the session away, while the owner signs ends in a fresh code with the reason', async (t) => {
  const bed = await passkeyBed(t)
  for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
    const linking = await bed.begin()
    await linking.scan()
    await linking.asked()
    const { instance_id } = await linking.row()
    process.kill(await bed.orchestrator.pid(instance_id ?? ''), signal)
    await linksAfterAll(bed, linking, 'passkey_interrupted')
  }
})

test('stop, restart and deletion each end a linking with a passkey, and none leaves anything of it', async (t) => {
  const bed = await passkeyBed(t)
  const outcomes = [
    ['restart', 'qr', null],
    ['stop', 'stopped', 'stopped_by_user'],
    ['logout', 'passkey_required', null]
  ] as const
  for (const [command, status, reason] of outcomes) {
    const linking = await bed.begin()
    await linking.scan()
    await linking.asked()
    const answer = await bed.me.post(`${linking.path}/${command}`)
    assert.ok(answer.statusCode < 300, answer.body)
    const row = await linking.waitStatus(status)
    assert.equal(row.status_reason, reason, command)
    assert.equal(row.passkey_options === null, status !== 'passkey_required', command)
    if (command === 'logout') continue
    await assert.rejects(linking.scanned())
    const late = await bed.me.get(`${linking.path}/passkey`)
    assert.equal(late.statusCode, 409)
  }
  const deleted = await bed.begin()
  await deleted.scan()
  await deleted.asked()
  assert.equal((await bed.me.delete(deleted.path)).statusCode, 204)
  await assert.rejects(deleted.scanned())
  assert.equal((await bed.simulator.phone(deleted.phone.number)).devices.length, 0)
})

test('a stop or restart that meets the signature leaves what it wanted, and the phone and the session agree on the link', async (t) => {
  const bed = await passkeyBed(t)
  for (const command of ['stop', 'restart', 'stop', 'restart'] as const) {
    const linking = await bed.begin()
    await linking.scan()
    const assertion = await linking.signed()
    await Promise.all([
      bed.me.post(`${linking.path}/passkey`, { assertion }),
      bed.me.post(`${linking.path}/${command}`)
    ])
    await until(`what is wanted after ${command}`, async () => {
      const { status, linked_at } = await linking.row()
      const { devices } = await bed.simulator.phone(linking.phone.number)
      if (devices.length !== (linked_at ? 1 : 0)) return false
      if (command === 'stop') return status === 'stopped'
      return status === (linked_at ? 'connected' : 'qr')
    })
  }
})
