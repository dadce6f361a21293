import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { cleanUpAfter } from '../../testkit/clean-up.ts'
import { docker, leaveOutWithoutDocker } from '../../testkit/docker.ts'
import { linkSession, waitStatus } from '../../testkit/link.ts'
import { startOnDocker } from '../../testkit/product-on-docker.ts'
import { until } from '../../testkit/until.ts'

const installation = `test-${randomBytes(4).toString('hex')}`
const master_key = randomBytes(32).toString('hex')

const running = (): Promise<string> =>
  docker(
    'ps',
    '--format',
    '{{.Names}}',
    '--filter',
    `label=whatsapp-saas.installation=${installation}`
  )

test('the product runs its workers in containers: linked, sent, received, killed and stopped without a loss, and no worker is more than a worker', async (t) => {
  if (leaveOutWithoutDocker(t)) return
  const end = cleanUpAfter(t)
  const { product, database, sockets, volumes, image } = await startOnDocker(end, {
    installation,
    master_key
  })
  const { simulator } = product
  const customer = await product.register()
  const { session, phone } = await linkSession(product, customer, 'in a container')
  const friend = await simulator.createPhone({ name: 'Friend' })
  const send = async (body: string): Promise<void> => {
    const message = { session_id: session.id, to: friend.number, type: 'text', text: { body } }
    const sent = await customer.post('/api/v1/messages', message)
    assert.equal(sent.status, 202, JSON.stringify(sent.body))
  }
  const received = (body: string) =>
    simulator.waitReceived(friend.number, { text: body, timeout_ms: 30_000 })

  await send('hello')
  await received('hello')
  await simulator.say(friend.number, { to: phone.number, text: 'hello yourself' })
  await until('the answer', async () => {
    const list = await customer.get(`/api/v1/messages?session_id=${session.id}&direction=inbound`)
    return list.body.data?.some(
      (one: { text?: { body: string } }) => one.text?.body === 'hello yourself'
    )
  })
  const instances = await customer.get('/api/v1/instances')
  assert.deepEqual(
    instances.body.data.map((one: { driver: string }) => one.driver),
    ['docker']
  )

  // What a worker is told opens nothing but what a worker may, and the database knows nobody else there.
  const name = await running()
  const words = await docker('inspect', '-f', '{{json .Config.Env}}', name)
  assert.doesNotMatch(words, /MASTER_KEY|DATABASE_URL=|SYSTEM_URL|TENANT_URL|JWT|CONTROL_SECRET/)
  assert.ok(!words.includes(master_key))
  const logins = await docker(
    'exec',
    name,
    'node',
    '--eval',
    `const { Client } = require('/app/node_modules/pg')
    const trying = ['wa_owner', 'wa_system', 'wa_tenant', 'wa_worker', 'postgres'].map(async (user) => {
      const client = new Client({ host: ${JSON.stringify(sockets)}, database: 'gateway', user, password: 'x' })
      return client.connect().then(() => user + ' let in', () => 'refused')
    })
    Promise.all(trying).then((all) => { console.log([...new Set(all)].join()); process.exit(0) })`
  )
  assert.equal(logins, 'refused')

  // Killed, and asked to end: the next container goes on, and what was accepted meanwhile arrives.
  for (const end_it of ['kill', 'stop']) {
    const before = await running()
    await docker(end_it, before)
    await send(`after ${end_it}`)
    await received(`after ${end_it}`)
    await waitStatus(customer, session.id, 'connected')
    assert.notEqual(await running(), before)
  }
  assert.equal((await simulator.phone(phone.number)).pairings, 1, 'no second QR was scanned')
  await product.stop()
  const filter = `label=whatsapp-saas.installation=${installation}`
  assert.equal(await docker('ps', '-aq', '--filter', filter), '', 'an orderly stop leaves nothing')
  assert.equal(await docker('network', 'ls', '-q', '--filter', filter), '')

  // The same image as a gateway: it is well, and ends in order.
  const gateway = await docker(
    ...['run', '--detach', '--user', '0', '--label', `whatsapp-saas.installation=${installation}`],
    ...['--volume', volumes[0] ?? '', '--env', `MASTER_KEY=${master_key}`],
    ...['--env', `DATABASE_TENANT_URL=${database.url('wa_tenant')}`, image, 'gateway-api']
  )
  await until('the probe finds it well', () =>
    docker('exec', gateway, '/usr/local/bin/probe').then(
      () => true,
      () => false
    )
  )
  await docker('stop', '--time', '20', gateway)
  assert.equal(await docker('inspect', '-f', '{{.State.ExitCode}}', gateway), '0')
})
