import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import type { InstanceMode } from '../../src/domain/instance.ts'
import { type Driver, NoRoomError } from '../../src/orchestrator/drivers/contract.ts'
import type { KubernetesDriverOptions } from '../../src/orchestrator/drivers/kubernetes/kubernetes-context.ts'
import { podName } from '../../src/orchestrator/drivers/kubernetes/pod-body.ts'
import { cleanUpAfter } from '../../testkit/clean-up.ts'
import { image, owner_name, startCluster } from '../../testkit/kubernetes/cluster.ts'
import { until } from '../../testkit/until.ts'

const memory_mb = 200
const database_url = 'postgresql://wa_worker:very-secret@db/gateway'

const open = async (t: TestContext) => {
  const end = cleanUpAfter(t)
  const cluster = await startCluster(end)
  const ended: string[] = []
  const driver = (more: Partial<KubernetesDriverOptions> = {}): Driver => {
    const made = cluster.driver({ ended: (id) => ended.push(id) }, more)
    end.after(() => made.close())
    return made
  }
  const pod = (id: string) => cluster.store.get('pods', podName(id))
  return { end, cluster, ended, driver, pod }
}

const begin = (
  driver: Driver,
  id: string,
  mode: InstanceMode = 'shared',
  tenant_id: string | null = null
) =>
  driver.start({
    instance_id: id,
    mode,
    tenant_id,
    limits: { cpu_millis: 500, memory_mb, pids_max: 64, log_mb: 4 },
    environment: {
      INSTANCE_ID: id,
      WORKER_TOKEN: 'of-this-worker',
      DATABASE_WORKER_URL: database_url
    },
    taken: []
  })

const start = async (driver: Driver, mode?: InstanceMode, tenant_id?: string) => {
  const id = newId('instance')
  const worker = await begin(driver, id, mode, tenant_id)
  const url = `http://${worker.host}:${worker.port}`
  await until(`${id} answers`, () =>
    fetch(url).then(
      ({ ok }) => ok,
      () => false
    )
  )
  return { ...worker, id, url }
}

const gone = (driver: Driver, worker: { id: string; reference: string }) =>
  until(`${worker.id} is gone`, async () => (await driver.state(worker)) === 'gone')

test('a worker is a pod with no rights, its limits, and no secret in it; its secret goes with it', async (t) => {
  const { cluster, driver, pod } = await open(t)
  const workers = driver({
    node_selector: { 'kubernetes.io/hostname': 'node-2' },
    tolerations: [{ key: 'spot', operator: 'Exists' }],
    pull_secrets: ['registry']
  })
  const tenant = newId('tenant')
  const worker = await start(workers, 'tenant', tenant)
  const { metadata, spec } = pod(worker.id)
  assert.equal(metadata.name, `whatsapp-worker-${worker.id.replace('_', '-')}`)
  assert.deepEqual(metadata.labels, {
    'whatsapp-saas.installation': 'test',
    'whatsapp-saas.instance': worker.id,
    'whatsapp-saas.placement': tenant
  })
  const [owner] = metadata.ownerReferences
  assert.deepEqual(
    [owner.kind, owner.name, owner.controller],
    ['StatefulSet', owner_name, undefined]
  )
  assert.equal(spec.nodeName, 'node-2')
  assert.equal(worker.reference.split(':')[2], `node-2/${metadata.uid}`)
  assert.equal(spec.restartPolicy, 'Never')
  assert.equal(spec.automountServiceAccountToken, false)
  assert.equal(spec.terminationGracePeriodSeconds, 3)
  assert.deepEqual(spec.securityContext.seccompProfile, { type: 'RuntimeDefault' })
  assert.deepEqual(spec.imagePullSecrets, [{ name: 'registry' }])
  assert.equal(spec.topologySpreadConstraints[0].topologyKey, 'kubernetes.io/hostname')
  const [container] = spec.containers
  assert.equal(container.image, image)
  assert.deepEqual(container.securityContext, {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] }
  })
  assert.deepEqual(container.resources, {
    requests: { cpu: '50m', memory: '200Mi', 'ephemeral-storage': '84Mi' },
    limits: { cpu: '500m', memory: '200Mi', 'ephemeral-storage': '84Mi' }
  })
  assert.deepEqual(spec.volumes[0], { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } })
  assert.doesNotMatch(JSON.stringify(pod(worker.id)), /very-secret|of-this-worker/)
  const secret = cluster.store.get('secrets', podName(worker.id))
  assert.deepEqual(JSON.parse(Buffer.from(secret.data.worker, 'base64').toString()), {
    WORKER_TOKEN: 'of-this-worker',
    DATABASE_WORKER_URL: database_url
  })
  await workers.stop(worker, 'force')
  await gone(workers, worker)
  await until('its secret is gone', () => !cluster.store.get('secrets', podName(worker.id)))
})

test('how a worker ended is said as its node tells it: memory, disk, eviction, a lost node, deletion by force', async (t) => {
  const { cluster, driver, ended } = await open(t)
  const workers = driver()
  const told = async (worker: { id: string; reference: string }) => {
    await until(`the end of ${worker.id}`, () => ended.includes(worker.id))
    await gone(workers, worker)
    return workers.exit(worker)
  }
  const greedy = await start(workers)
  await fetch(`${greedy.url}/fill`).catch(() => undefined)
  assert.deepEqual(await told(greedy), {
    words: 'The worker was ended because it needed more than its 200 MB of memory.',
    cause: 'memory'
  })
  const full = await start(workers)
  cluster.agents.evict(podName(full.id), 'Usage of EmptyDir volume "tmp" exceeds the limit "64Mi".')
  assert.deepEqual(await told(full), {
    words:
      'The worker was ended because its disk was full: Usage of EmptyDir volume "tmp" exceeds the limit "64Mi".',
    cause: 'crashed'
  })
  const evicted = await start(workers)
  cluster.agents.evict(podName(evicted.id), 'The node was low on resource: memory.')
  assert.deepEqual(await told(evicted), {
    words: 'The worker was evicted from its node: The node was low on resource: memory.',
    cause: 'ended'
  })
  const killed = await start(workers)
  process.kill(cluster.agents.pidOf(podName(killed.id)) ?? 0, 'SIGSEGV')
  assert.deepEqual(await told(killed), {
    words: 'The worker crashed with SIGSEGV.',
    cause: 'crashed'
  })
})

test('a worker of a lost node is never taken for gone until the node has been given up, and one deleted by force not at once', async (t) => {
  const { cluster, driver, ended, pod } = await open(t)
  const workers = driver({ stop_seconds: 3 })
  const worker = await start(workers)
  const node = pod(worker.id).spec.nodeName
  cluster.cutOff(node)
  await until('it is unknown', async () => (await workers.state(worker)) === 'unknown')
  await workers.stop(worker, 'force')
  assert.ok((await fetch(worker.url)).ok, 'it goes on')
  assert.equal(await workers.state(worker), 'unknown')
  assert.equal((await driver().find()).get(worker.id)?.reference, worker.reference)
  // Somebody takes the pod away by force: that its container has ended nobody has said.
  cluster.store.remove('pods', podName(worker.id))
  await until('it is told', () => ended.includes(worker.id))
  assert.equal(await workers.state(worker), 'unknown')
  assert.ok((await fetch(worker.url)).ok)
  const next = driver()
  await next.find()
  assert.equal(await next.state(worker), 'unknown', 'the next orchestrator knows its node')
  cluster.plugIn(node)
  await until('its node has ended it', () =>
    fetch(worker.url).then(
      () => false,
      () => true
    )
  )
  await gone(next, worker)

  const other = await start(workers)
  const its_node = pod(other.id).spec.nodeName
  cluster.cutOff(its_node)
  await until('it is unknown', async () => (await workers.state(other)) === 'unknown')
  cluster.agents.crash(its_node)
  cluster.store.remove('nodes', its_node)
  await gone(workers, other)
  assert.deepEqual(workers.exit(other), {
    words: `Node ${its_node} of the worker is gone.`,
    cause: 'ended'
  })
})

test('what keeps a worker from starting is said in words, and nothing of it is left', async (t) => {
  const { cluster, driver } = await open(t)
  const missing = `registry.example.com/nothing@sha256:${'0'.repeat(64)}`
  await assert.rejects(
    begin(driver({ image: missing }), newId('instance')),
    /Node node-\d cannot pull the image registry\.example\.com\/nothing@sha256:0+ \(WORKER_IMAGE\): Back-off pulling/
  )
  const nowhere = driver({ node_selector: { pool: 'nothing' } })
  await assert.rejects(begin(nowhere, newId('instance')), (error: Error) => {
    assert.ok(error instanceof NoRoomError)
    assert.match(error.message, /no node of the cluster takes it: 0\/2 nodes are available/)
    return true
  })
  cluster.setQuota({ 'limits.memory': '250Mi' })
  const workers = driver()
  await start(workers)
  await assert.rejects(begin(workers, newId('instance')), (error: Error) => {
    assert.ok(error instanceof NoRoomError)
    assert.match(error.message, /exceeded quota: small/)
    return true
  })
  assert.equal(await workers.hasRoom([newId('instance')], []), false)
  await until('one pod is left', () => cluster.store.list('pods').length === 1)
  assert.equal(cluster.store.list('secrets').length, 1)
})

test('a server that forgets, hangs up or is away costs nothing but time: what happened meanwhile is told afterwards', async (t) => {
  const { cluster, driver, ended } = await open(t)
  const workers = driver()
  const [one, two, three] = [await start(workers), await start(workers), await start(workers)]
  cluster.forgetChanges()
  await fetch(`${one.url}/exit`).catch(() => undefined)
  await until('it is told', () => ended.includes(one.id))
  assert.equal(workers.exit(one)?.words, 'The worker exited with code 7.')

  await cluster.stopAnswering()
  await until('nothing is known', async () => (await workers.state(two)) === 'unknown')
  await assert.rejects(begin(workers, newId('instance')), /does not answer|tells nothing/)
  await fetch(`${two.url}/exit`).catch(() => undefined)
  await cluster.resume()
  await until('it is told', () => ended.includes(two.id))
  await gone(workers, two)
  assert.equal(workers.exit(two)?.cause, 'crashed')
  await until('the other runs', async () => (await workers.state(three)) === 'running')
  await start(workers)
})

test('what is no instance any more is taken away, what is one stays, and other installations are left alone', async (t) => {
  const { cluster, driver } = await open(t)
  const before = driver()
  const [kept, orphan, dead] = [await start(before), await start(before), await start(before)]
  const strange = driver({ installation: 'another' })
  const foreign = await start(strange)
  before.close()
  await fetch(`${dead.url}/exit`).catch(() => undefined)
  const next = driver()
  await next.find()
  await until('its end is known', async () => (await next.state(dead)) === 'gone')
  await next.tidy(new Set([kept.id]))
  await gone(next, orphan)
  assert.deepEqual([...(await next.find()).keys()], [kept.id])
  await until('two pods are left', () => cluster.store.list('pods').length === 2)
  assert.equal(await strange.state(foreign), 'running')
  assert.equal(
    await next.state({ id: orphan.id, reference: 'kubernetes:elsewhere:node-1/x' }),
    'unknown'
  )
})

test('rights that are missing are named', async (t) => {
  const { cluster, driver } = await open(t)
  cluster.forbid('secrets')
  const workers = driver()
  await assert.rejects(begin(workers, newId('instance')), /secrets is forbidden: .* cannot create/)
  await until('no pod is left', () => cluster.store.list('pods').length === 0)
  cluster.forbid('nodes')
  await assert.rejects(driver().find(), /nodes is forbidden: .* cannot list/)
})
