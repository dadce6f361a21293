import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { linkSession, waitStatus } from '../../testkit/link.ts'
import { startProduct } from '../../testkit/product.ts'

test('two machines that hold one number do not take it from each other for ever: one of them stops, says why, and starts again when asked', async (t) => {
  const first = await startProduct(t)
  const { simulator } = first
  const customer = await first.register()
  const { session, phone } = await linkSession(first, customer, 'one number')

  // What a backup that is restored elsewhere comes to: all of its data, while the first machine runs on.
  await first.stop()
  const copy = await mkdtemp(join(tmpdir(), 'gateway-copy-'))
  t.after(() => rm(copy, { recursive: true, force: true, maxRetries: 20 }))
  // With the owners of its files.
  await promisify(execFile)('cp', ['-a', `${first.data_dir}/.`, copy])
  // On a machine of its own its sockets would stand in folders of its own.
  for (const name of ['socket-folder', 'media-folder']) await rm(join(copy, name), { force: true })
  await first.start()
  await waitStatus(customer, session.id, 'connected')
  const second = await startProduct(t, {
    DATA_DIR: copy,
    WHATSAPP_WS_URL: first.simulator_info.ws_url,
    WHATSAPP_ROOT_KEY: first.simulator_info.root_key,
    WHATSAPP_WEB_URL: first.simulator_info.web_url
  })
  const there = second.call(customer.token)

  const loser = await Promise.any(
    [customer, there].map(async (one) => {
      await waitStatus(one, session.id, 'failed', 120_000)
      return one
    })
  )
  const winner = loser === customer ? there : customer
  const { body } = await loser.get(`/api/v1/sessions/${session.id}`)
  assert.equal(body.status_reason, 'replaced')
  await waitStatus(winner, session.id, 'connected')
  assert.equal((await simulator.phone(phone.number)).pairings, 1, 'the number is still linked')

  // The other machine is switched off: the one that had stopped goes on without a new QR code.
  await (loser === customer ? second : first).stop()
  assert.equal((await loser.post(`/api/v1/sessions/${session.id}/start`)).status, 202)
  await waitStatus(loser, session.id, 'connected')
  assert.equal((await simulator.phone(phone.number)).pairings, 1, 'no second QR code was scanned')
})
