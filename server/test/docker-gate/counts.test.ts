import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { createCallJudge } from '../../src/docker-gate/calls.ts'
import { createDockerGate } from '../../src/docker-gate/serve.ts'
import { createLog } from '../../src/lib/log.ts'
import { readGate } from '../../src/main/read-gate.ts'
import { openGate } from '../../src/orchestrator/drivers/docker/gate.ts'
import { name, policy } from './bodies.ts'

test('docker-gate counts what came of each call, and the orchestrator that leads tells it without asking the engine', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'gate-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const [engine_socket, gate_socket] = [join(folder, 'engine'), join(folder, 'gate')]
  const asked: string[] = []
  const engine = createServer((request, response) => {
    asked.push(request.url ?? '')
    const of_others = request.url?.includes('ins_1111')
    if (request.url?.startsWith('/networks')) response.writeHead(500).end('{}')
    else if (request.url?.includes('ins_2222')) response.writeHead(404).end('{}')
    else response.end(JSON.stringify(of_others ? { Config: { Labels: {} } } : {}))
  }).listen(engine_socket)
  await once(engine, 'listening')
  const gate = createDockerGate({
    policy,
    judge: createCallJudge,
    engine_socket,
    log: createLog({ level: 'silent', role: 'test' })
  })
  gate.server.listen(gate_socket)
  await once(gate.server, 'listening')
  t.after(() => gate.close())

  const calls = openGate(gate_socket)
  t.after(() => calls.close())
  const other = (digit: string): string => name.replace(/[0-9a-f]{32}$/, digit.repeat(32))
  const statusOf = (method: 'GET' | 'POST', path: string, body?: object): Promise<number> =>
    calls.ask(method, path, body).then(
      async (answer) => {
        await answer.body.dump()
        return answer.statusCode
      },
      (error: { status?: number }) => error.status ?? 503
    )
  assert.equal(await statusOf('GET', '/info?'), 200)
  assert.equal(await statusOf('GET', '/images/json'), 403)
  assert.equal(await statusOf('POST', `/containers/create?name=${name}`, { Image: 'x' }), 403)
  assert.equal(await statusOf('POST', `/containers/${other('1')}/start`), 403)
  assert.equal(await statusOf('POST', `/containers/${other('2')}/start`), 404)
  assert.equal(await statusOf('GET', '/networks'), 500)
  engine.closeAllConnections()
  await new Promise((resolve) => engine.close(resolve))
  assert.equal(await statusOf('GET', '/info'), 503)

  const before = asked.length
  const config = { DRIVER: 'docker', DATA_DIR: folder, DOCKER_GATE_SOCKET: gate_socket } as const
  let leads = true
  const told = readGate(config, () => leads)
  t.after(() => told.close())
  const readings = await told.read()
  const total = readings.find((one) => one.name === 'gateway_docker_calls_total')
  const counts = total?.series.map(({ labels, value }) => [labels['outcome'], value])
  assert.deepEqual(Object.fromEntries(counts ?? []), {
    passed: 1,
    refused: 2,
    not_ours: 1,
    missing: 1,
    unreadable: 0,
    engine_failed: 1,
    engine_away: 1
  })
  const times = readings.find((one) => one.name === 'gateway_docker_call_duration_seconds')
  assert.equal(
    times?.series[0]?.counts?.reduce((sum, one) => sum + one, 0),
    2
  )
  assert.equal(asked.length, before, 'the engine was not asked')
  leads = false
  assert.deepEqual(await told.read(), [], 'others tell nothing, or it would be told twice')
  assert.deepEqual(await readGate({ ...config, DRIVER: 'process' }, () => true).read(), [])
})
