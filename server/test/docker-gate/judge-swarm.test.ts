import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createServiceJudge } from '../../src/docker-gate/judge-service.ts'
import { createSwarmCallJudge } from '../../src/docker-gate/swarm-calls.ts'
import { nowhere } from '../../src/domain/worker-container.ts'
import { name, tenant_id } from './bodies.ts'
import { forbidden_services, goodService, policy, serviceWith } from './service-bodies.ts'

const judge = createServiceJudge(policy)
const judgeCall = createSwarmCallJudge(policy)

test('a worker as the driver of a swarm makes it passes, and so does one that is asked to end', () => {
  assert.deepEqual(judge(goodService()), { body: goodService() })
  const ending = serviceWith('TaskTemplate/Placement/Constraints', [...policy.constraints, nowhere])
  assert.deepEqual(judge(ending, name), { body: ending })
  assert.ok('refused' in judge(goodService(), 'other'))
})

test('each of 200 and more services that would let a worker out, or give it too much, is refused with its place', () => {
  const passed = forbidden_services.filter(([place, value]) => {
    const judged = judge(serviceWith(place, value))
    return !('refused' in judged) || judged.refused === ''
  })
  assert.deepEqual(passed, [])
  assert.ok(forbidden_services.length >= 200, `${forbidden_services.length}`)
})

const ask = (method: string, url: string, body?: unknown) => judgeCall({ method, url, body })

test('calls on the workers of a swarm pass, each for what is ours alone', () => {
  const service = `/services/${name}`
  const network = `/networks/here-workers-${tenant_id}`
  for (const [method, url, owned] of [
    ['GET', '/info', undefined],
    ['GET', '/nodes', undefined],
    ['GET', service, service],
    ['GET', `${service}/logs?stdout=true&stderr=true&tail=10`, service],
    ['DELETE', service, service],
    ['DELETE', `/secrets/${name}`, `/secrets/${name}`],
    ['DELETE', network, network]
  ] as const) {
    const judged = ask(method, url)
    assert.ok(!('refused' in judged), url)
    assert.equal(judged.owned, owned, url)
  }
  for (const path of ['/services', '/tasks', '/secrets', '/networks']) {
    const judged = ask('GET', path)
    assert.ok('query' in judged)
    assert.match(judged.query['filters'] ?? '', /whatsapp-saas.installation=here/)
  }
  const updated = ask('POST', `${service}/update?version=7`, goodService())
  assert.equal('owned' in updated && updated.owned, service)
})

const secret = (more: object = {}) => ({
  Name: name,
  Labels: {
    'whatsapp-saas.installation': 'here',
    'whatsapp-saas.instance': name.replace('whatsapp-worker-', '')
  },
  Data: 'eA==',
  ...more
})
const network = (more: object = {}) => ({
  Name: `here-workers-${tenant_id}`,
  CheckDuplicate: true,
  Driver: 'overlay',
  Labels: { 'whatsapp-saas.installation': 'here', 'whatsapp-saas.placement': tenant_id },
  ...more
})

test('secrets and networks of workers are made, and no others', () => {
  assert.ok(!('refused' in ask('POST', '/secrets/create', secret())))
  assert.ok(!('refused' in ask('POST', '/networks/create', network())))
  const refused: [string, object][] = [
    ...[
      { Name: 'master-key' },
      { Labels: undefined },
      { Labels: { ...secret().Labels, 'whatsapp-saas.installation': 'there' } },
      { Driver: { Name: 'plugin' } },
      { Templating: { Name: 'golang' } },
      { Data: 'x'.repeat(100_000) },
      { Data: 7 }
    ].map((more): [string, object] => ['/secrets/create', secret(more)]),
    ...[
      { Driver: 'bridge' },
      { Driver: 'macvlan' },
      { Attachable: true },
      { Ingress: true },
      { Name: 'ingress' },
      { Name: 'here-workers-shared' },
      { IPAM: { Config: [{ Subnet: '10.0.0.0/8' }] } },
      { Options: { encrypted: '' } },
      { ConfigFrom: { Network: 'host' } }
    ].map((more): [string, object] => ['/networks/create', network(more)])
  ]
  assert.deepEqual(
    refused.filter(([path, body]) => !('refused' in ask('POST', path, body))),
    []
  )
})

test('every other call of a manager is refused, those on containers among them', () => {
  const refused = [
    ...['init', 'join', 'leave', 'update?version=1', 'unlock'].map((word) => `POST /swarm/${word}`),
    'GET /swarm',
    'GET /swarm/unlockkey',
    ...[
      '/nodes/x/update?version=1',
      '/configs/create',
      '/containers/create',
      '/volumes/create'
    ].map((path) => `POST ${path}`),
    ...['/nodes/x', '/configs', '/containers/json', '/images/json', '/events', '/tasks/x'].map(
      (path) => `GET ${path}`
    ),
    'DELETE /nodes/x',
    'DELETE /services/database',
    'DELETE /secrets/master-key',
    `GET /secrets/${name}`,
    `POST /secrets/${name}/update?version=1`,
    `POST /services/${name}/update`,
    `POST /services/${name}/update?version=1&rollback=previous`,
    `POST /services/database/update?version=1`,
    `GET /services/${name}/logs?stdout=true&stderr=true&tail=all`,
    `GET /services/${name}?insertDefaults=true`,
    'GET /services?filters={}',
    'GET /tasks?filters={}',
    'GET /secrets?filters={}',
    `GET /v1.41/services/${name}`,
    `GET /services/${name}/../../swarm`
  ]
  const passed = refused.filter((call) => {
    const at = call.indexOf(' ')
    return !('refused' in ask(call.slice(0, at), call.slice(at + 1), goodService()))
  })
  assert.deepEqual(passed, [])
})
