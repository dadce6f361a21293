import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCallJudge } from '../../src/docker-gate/calls.ts'
import { createContainerJudge } from '../../src/docker-gate/judge-container.ts'
import { createNetworkJudge } from '../../src/docker-gate/judge-network.ts'
import { bodyWith, forbidden, goodBody, instance_id, name, policy, tenant_id } from './bodies.ts'

const judgeContainer = createContainerJudge(policy)
const judgeNetwork = createNetworkJudge(policy)
const judgeCall = createCallJudge(policy)

test('a worker as the driver makes it passes, and reaches the engine as it was asked for', () => {
  assert.deepEqual(judgeContainer(name, goodBody()), { body: goodBody() })
})

test('each of 200 and more bodies that would let a worker out, or give it too much, is refused with its place', () => {
  const passed = forbidden.filter((changes) => {
    const judged = judgeContainer(name, bodyWith(changes))
    return !('refused' in judged) || judged.refused === ''
  })
  assert.deepEqual(passed, [])
  assert.ok(new Set(forbidden.map((one) => JSON.stringify(one))).size >= 200, `${forbidden.length}`)
})

test('what says nothing is no reason to refuse: false, null, zero and empty forms of every field', () => {
  const fields = ['Privileged', 'CapAdd', 'Binds', 'Devices', 'PidMode', 'IpcMode', 'ShmSize']
  for (const nothing of [false, null, 0, '', [], {}]) {
    const more = Object.fromEntries(fields.map((field) => [`HostConfig/${field}`, nothing]))
    const body = bodyWith({ ...more, Tty: nothing, Volumes: nothing, Entrypoint: nothing })
    assert.deepEqual(judgeContainer(name, body), { body: goodBody() })
  }
})

test('of a field that is there twice only what was judged is passed on', () => {
  const text = JSON.stringify(goodBody())
  const twice = text.replace('"HostConfig":{', '"HostConfig":{"Privileged":true},"HostConfig":{')
  assert.notEqual(twice, text)
  const judged = judgeContainer(name, JSON.parse(twice))
  assert.deepEqual(judged, { body: goodBody() })
  const odd = JSON.parse(text.replace('"HostConfig":{', '"__proto__":{"Tty":true},"HostConfig":{'))
  assert.ok('refused' in judgeContainer(name, odd))
})

test('no body is no worker, and neither is one of another name', () => {
  for (const body of [undefined, null, [], 'text', 7, {}, [goodBody()]])
    assert.ok('refused' in judgeContainer(name, body))
  for (const other of ['other', `${name}x`, '', 'whatsapp-worker-ins_1', `../${name}`])
    assert.ok('refused' in judgeContainer(other, goodBody()), other)
})

const network = (more: object = {}) => ({
  Name: `here-workers-${tenant_id}`,
  CheckDuplicate: true,
  Driver: 'bridge',
  Options: { 'com.docker.network.bridge.enable_icc': 'false' },
  IPAM: { Config: [{ Subnet: '10.213.7.128/25' }] },
  Labels: { 'whatsapp-saas.installation': 'here', 'whatsapp-saas.placement': tenant_id },
  ...more
})

test('a network of workers passes; one with a way to others, or of other addresses, does not', () => {
  assert.deepEqual(judgeNetwork(network({ Internal: false })), { body: network() })
  const subnet = (Subnet: string) => ({ IPAM: { Config: [{ Subnet }] } })
  const refused = [
    { Name: 'bridge' },
    { Name: 'here-workers-shared' },
    { Driver: 'host' },
    { Driver: 'macvlan' },
    { Driver: undefined },
    { Options: undefined },
    { Options: { 'com.docker.network.bridge.enable_icc': 'true' } },
    { Options: { 'com.docker.network.bridge.enable_icc': 'false', parent: 'eth0' } },
    { IPAM: undefined },
    { IPAM: { Driver: 'other', Config: [{ Subnet: '10.213.7.128/25' }] } },
    { IPAM: { Config: [{ Subnet: '10.213.7.128/25', Gateway: '10.213.7.200' }] } },
    subnet('10.213.0.0/16'),
    subnet('10.214.0.0/25'),
    subnet('192.168.0.0/25'),
    subnet('fd00::/25'),
    subnet('10.213.0.0/255'),
    { Labels: undefined },
    { Labels: { 'whatsapp-saas.installation': 'there', 'whatsapp-saas.placement': tenant_id } },
    { Labels: { 'whatsapp-saas.installation': 'here', 'whatsapp-saas.placement': 'shared' } },
    { ConfigFrom: { Network: 'host' } },
    { Attachable: true },
    { Ingress: true },
    { Scope: 'swarm' },
    { EnableIPv6: true }
  ]
  const passed = refused.filter((more) => !('refused' in judgeNetwork(network(more))))
  assert.deepEqual(passed, [])
})

const asked = (method: string, url: string) => judgeCall({ method, url, body: undefined })

test('calls on workers pass, each for what is ours alone', () => {
  const owned = { owned: `/containers/${name}/json` }
  for (const [method, url, more] of [
    ['GET', '/info', {}],
    ['GET', '/networks', {}],
    ['GET', '/containers/json', {}],
    ['GET', '/events', { follows: true }],
    ['GET', `/containers/${name}/json`, owned],
    ['GET', `/containers/${name}/logs?stdout=true&stderr=true&tail=10`, owned],
    ['POST', `/containers/${name}/start`, owned],
    ['POST', `/containers/${name}/kill?signal=SIGTERM`, owned],
    ['DELETE', `/containers/${name}?force=true`, owned],
    [
      'DELETE',
      `/networks/here-workers-${tenant_id}`,
      { owned: `/networks/here-workers-${tenant_id}` }
    ]
  ] as const) {
    const judged = asked(method, url)
    assert.ok(!('refused' in judged), url)
    const { owned: whose, follows } = judged
    assert.deepEqual({ ...(whose && { owned: whose }), ...(follows && { follows }) }, more, url)
  }
  for (const path of ['/events', '/containers/json', '/networks']) {
    const judged = asked('GET', path)
    assert.ok(
      'query' in judged && judged.query['filters']?.includes('whatsapp-saas.installation=here')
    )
  }
})

test('every other call of the engine is refused, however it is written', () => {
  const ours = `/containers/${name}`
  const refused = [
    ...['exec', 'attach', 'attach/ws', 'archive', 'update', 'rename', 'pause', 'stop', 'wait'].map(
      (verb) => `POST ${ours}/${verb}`
    ),
    ...['export', 'archive?path=/', 'changes', 'top', 'attach/ws'].map(
      (verb) => `GET ${ours}/${verb}`
    ),
    ...[
      '/build',
      '/commit',
      '/images/create?fromImage=x',
      '/images/load',
      '/session',
      '/grpc',
      '/auth'
    ].map((path) => `POST ${path}`),
    ...[
      '/swarm/init',
      '/services/create',
      '/secrets/create',
      '/plugins/pull',
      '/volumes/create'
    ].map((path) => `POST ${path}`),
    ...['/networks/here-workers-shared/connect', '/networks/prune', '/containers/prune'].map(
      (path) => `POST ${path}`
    ),
    ...['/images/json', '/volumes', '/swarm', '/secrets', '/system/df', '/distribution/x/json'].map(
      (path) => `GET ${path}`
    ),
    `POST /exec/${'a'.repeat(64)}/start`,
    `GET /containers/${'a'.repeat(64)}/json`,
    'GET /containers/database/json',
    'POST /containers/database/start',
    'DELETE /containers/database',
    'DELETE /networks/bridge',
    'DELETE /volumes/sockets',
    `PUT ${ours}/archive?path=/`,
    `HEAD ${ours}/archive?path=/`,
    `GET /v1.41${ours}/json`,
    `GET ${ours}/../../images/json`,
    `GET ${ours}%2f..%2fother/json`,
    `GET /${ours}/json`,
    `GET ${ours}/json/`,
    `GET ${ours}/json?size=true`,
    `GET ${ours}/json#x`,
    `POST ${ours}/kill`,
    `POST ${ours}/kill?signal=SIGSTOP`,
    `POST ${ours}/kill?signal=SIGTERM&signal=SIGKILL`,
    `POST ${ours}/start?detachKeys=x`,
    `GET ${ours}/stats?stream=false`,
    'GET /version',
    `GET ${ours}/logs?stdout=true&stderr=true&tail=all`,
    `GET ${ours}/logs?stdout=true&stderr=true&tail=10&follow=true`,
    `DELETE ${ours}?force=true&v=true`,
    `DELETE ${ours}?link=true`,
    'GET /events?filters={}',
    'GET /containers/json?filters={}',
    'GET /networks?filters={}',
    `POST /containers/create?name=${name}&platform=linux/arm64`,
    'POST /containers/create?name=other',
    'POST /containers/create',
    'POST /networks/create?x=1',
    'get /info',
    'OPTIONS *',
    'GET ',
    `CONNECT ${instance_id}:4000`
  ]
  const passed = refused.filter((call) => {
    const at = call.indexOf(' ')
    return !('refused' in asked(call.slice(0, at), call.slice(at + 1)))
  })
  assert.deepEqual(passed, [])
})
