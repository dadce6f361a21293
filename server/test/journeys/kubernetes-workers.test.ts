import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import type { Json } from '../../testkit/caller.ts'
import { customerSession } from '../../testkit/customer-session.ts'
import { freePort } from '../../testkit/free-port.ts'
import { image, owner_name, startCluster } from '../../testkit/kubernetes/cluster.ts'
import { waitStatus } from '../../testkit/link.ts'
import { until } from '../../testkit/until.ts'

test('the product runs its workers as pods: linked, sent with a file, killed, evicted and stopped without a loss', async (t) => {
  const worker_file = fileURLToPath(new URL('../../src/main/worker.ts', import.meta.url))
  const cluster = await startCluster(t, worker_file)
  const { product, simulator, customer, phone, friend, deliver, session_id } =
    await customerSession(t, {
      DRIVER: 'kubernetes',
      DOCKER_INSTALLATION: 'wa',
      KUBERNETES_KUBECONFIG: cluster.kubeconfig,
      KUBERNETES_OWNER: owner_name,
      WORKER_IMAGE: image,
      WARM_WORKERS: '0',
      MEDIA_SOCKET: `tcp://127.0.0.1:${await freePort()}`
    })
  const running = (): Json =>
    cluster.store.list('pods').find((one) => one.status.containerStatuses?.[0]?.state.running)
  const picture = await sharp({
    create: { width: 64, height: 48, channels: 3, background: '#0a7' }
  })
    .jpeg()
    .toBuffer()
  const sent = await deliver(friend.number, {
    type: 'image',
    image: { data: picture.toString('base64') }
  })
  assert.equal(
    sent.received.media?.sha256,
    createHash('sha256').update(picture).digest('hex'),
    'a worker in a pod has its files over the network'
  )
  await simulator.say(friend.number, { to: phone.number, text: 'hello yourself' })
  await until('the answer', async () => {
    const list = await customer.get(`/api/v1/messages?session_id=${session_id}&direction=inbound`)
    return list.body.data?.some((one: Json) => one.text?.body === 'hello yourself')
  })
  const instances = await customer.get('/api/v1/instances')
  assert.deepEqual(
    instances.body.data.map((one: Json) => one.driver),
    ['kubernetes']
  )
  const said = JSON.stringify(running())
  assert.doesNotMatch(said, /MASTER_KEY|DATABASE|WORKER_TOKEN|postgresql:/)

  const before = running().metadata.name
  process.kill(cluster.agents.pidOf(before) ?? 0, 'SIGKILL')
  await deliver(friend.number, { type: 'text', text: { body: 'after a kill' } })
  const second = running().metadata.name
  assert.notEqual(second, before)

  // As `kubectl drain` does it: the worker has its time, and its sessions move first.
  const { spec } = cluster.store.get('pods', second)
  cluster.store.update('pods', second, ({ metadata }) => {
    metadata.deletionTimestamp = new Date().toISOString()
    metadata.deletionGracePeriodSeconds = spec.terminationGracePeriodSeconds
  })
  await deliver(friend.number, { type: 'text', text: { body: 'after a drain' } })
  await until('the drained pod is gone', () => !cluster.store.get('pods', second))
  await waitStatus(customer, session_id, 'connected')
  assert.equal((await simulator.phone(phone.number)).pairings, 1, 'no second QR was scanned')
  const audit = await simulator.audit({})
  assert.deepEqual(audit.shown_again, [])
  assert.deepEqual(
    audit.sockets.filter(({ sockets_max }) => sockets_max > 1),
    []
  )
  await product.stop()
  assert.deepEqual(cluster.store.list('pods'), [], 'an orderly stop leaves nothing')
  assert.deepEqual(cluster.store.list('secrets'), [])
})
