import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { openDb } from '../../src/lib/db.ts'
import { startEmbeddedPostgres } from '../../src/main/embedded/embedded-postgres.ts'
import { library_build } from '../../src/whatsapp/baileys/library-build.ts'
import { linkSession, waitStatus } from '../../testkit/link.ts'
import { startProduct } from '../../testkit/product.ts'
import { until } from '../../testkit/until.ts'

test('a number that was linked in the spring goes on in the autumn without a new code, and what was handed in meanwhile arrives once', async (t) => {
  const product = await startProduct(t, {}, { autumn: false })
  const { simulator } = product
  const customer = await product.register()
  const { session, phone } = await linkSession(product, customer, 'kept')
  const friend = await simulator.createPhone({})
  const send = async (body: string): Promise<string> => {
    const answer = await customer.post('/api/v1/messages', {
      session_id: session.id,
      to: `+${friend.number}`,
      type: 'text',
      text: { body }
    })
    assert.equal(answer.status, 202, JSON.stringify(answer.body))
    return answer.body.whatsapp_id
  }
  await simulator.waitReceived(friend.number, { id: await send('in the spring') })
  const health = async () => (await customer.get('/health')).body.parts.whatsapp
  assert.equal((await health()).client.version, `2.3000.${library_build}`)
  const { qr_shown } = await simulator.stats()

  // Nobody looks twice within a minute, and the product has looked when it was started.
  const server = await startEmbeddedPostgres(join(product.data_dir, 'postgres'))
  const url = server.url('gateway', 'wa_owner')
  const owner = openDb({ url, connections_max: 1, application_name: 'test' })
  t.after(() => owner.close())
  await until(
    'it has looked',
    async () =>
      (await owner.query('select from client_version_looks where looked_at is not null')).length ===
      1
  )
  await owner.query("update client_version_looks set looked_at = now() - interval '1 hour'")

  const { build_now } = await simulator.setSeason({ season: 'autumn', end_connections: true })
  const meanwhile = await send('while the version was too old')
  await until(
    'the version was refused',
    async () => (await simulator.stats()).versions_refused >= 1
  )
  const received = await simulator.waitReceived(friend.number, { id: meanwhile })
  assert.equal(received.messages[0]?.copies, 1)
  const now = await waitStatus(customer, session.id, 'connected')
  assert.equal(now.phone_number, `+${phone.number}`)
  const client = await until('the new version is known to work', async () => {
    const { state, client } = await health()
    return state === 'ok' && client.version === `2.3000.${build_now}` && client
  })
  assert.equal(client.refused, false)
  const stats = await simulator.stats()
  assert.ok(stats.versions_refused <= 3, `${stats.versions_refused} logins were refused`)
  assert.equal(stats.qr_shown, qr_shown, 'no code was shown')
  assert.equal((await simulator.phone(phone.number)).pairings, 1)

  // Who is new in the autumn needs the fresh code that is shown after the scan.
  const other = await linkSession(product, customer, 'new')
  assert.equal((await simulator.phone(other.phone.number)).pairings, 1)
})
