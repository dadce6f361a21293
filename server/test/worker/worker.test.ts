import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { until } from '../../testkit/until.ts'
import { workerBed } from '../../testkit/worker-fixture.ts'

test('a session is linked by scanning its QR code and both sides can talk', async (t) => {
  const bed = await workerBed(t)
  const session_id = await bed.createSession()
  const own = await bed.link(session_id)
  const row = await bed.session(session_id)
  assert.equal(row.phone_number, `+${own.number}`)
  assert.equal(row.qr, null)

  const friend = await bed.simulator.createPhone({ name: 'Friend' })
  const sent = await bed.accept(session_id, `${friend.number}@s.whatsapp.net`, 'hello there')
  const got = await bed.simulator.waitReceived(friend.number, { id: sent.whatsapp_id })
  assert.equal(got.messages[0]?.text, 'hello there')
  await until('delivered', async () => (await bed.messages(session_id))[0]?.status === 'delivered')
  await bed.simulator.read(friend.number, { chat: own.number })
  await until('read', async () => (await bed.messages(session_id))[0]?.status === 'read')

  const { ids } = await bed.simulator.say(friend.number, { to: own.number, text: 'and hello back' })
  const answer = await until('the answer', async () =>
    (await bed.messages(session_id)).find((one) => one.direction === 'inbound')
  )
  assert.equal(answer.whatsapp_id, ids[0])
  assert.equal(answer.chat_id, `${friend.number}@s.whatsapp.net`)
  assert.deepEqual(answer.content, { text: { body: 'and hello back' } })
  const events = await bed.owner.query<{ type: string }>('select type from events order by seq')
  assert.deepEqual(
    events.map((event) => event.type).filter((type) => type !== 'session.qr'),
    ['session.connected', 'message.sent', 'message.delivered', 'message.read', 'message.received']
  )
  assert.deepEqual(await bed.owner.query('select * from outbound'), [])
})

test('a worker killed with SIGKILL leaves nothing lost: the next one is connected without a new QR and goes on', async (t) => {
  const bed = await workerBed(t)
  const session_id = await bed.createSession()
  const own = await bed.link(session_id)
  const friend = await bed.simulator.createPhone({ name: 'Friend' })
  const chat = `${friend.number}@s.whatsapp.net`
  await bed.accept(session_id, chat, 'before')
  await bed.simulator.waitReceived(friend.number, { text: 'before' })

  bed.worker.kill('SIGKILL')
  await once(bed.worker, 'exit')
  await bed.accept(session_id, chat, 'while away')
  await bed.simulator.say(friend.number, { to: own.number, text: 'to nobody home' })

  await bed.spawnWorker()
  await bed.assign(session_id)
  await bed.simulator.waitReceived(friend.number, { text: 'while away' })
  await until('what was said meanwhile', async () =>
    (await bed.messages(session_id)).some((one) => one.direction === 'inbound')
  )
  assert.equal((await bed.simulator.phone(own.number)).pairings, 1)
})

test('a number without WhatsApp fails with a reason', async (t) => {
  const bed = await workerBed(t)
  const session_id = await bed.createSession()
  await bed.link(session_id)
  await bed.accept(session_id, '15550000001@s.whatsapp.net', 'anyone?')
  const failed = await until('failed', async () =>
    (await bed.messages(session_id)).find((one) => one.status === 'failed')
  )
  assert.equal(failed.error?.code, 'not_on_whatsapp')
  assert.deepEqual(await bed.owner.query('select * from outbound'), [])
  const told = await bed.owner.query<{ type: string }>(
    "select type from events where data ->> 'id' = $1 and type <> 'message.accepted'",
    [failed.id]
  )
  assert.deepEqual(told, [{ type: 'message.failed' }], 'nobody hears that it was sent or read')
})

test('a session removed on the phone is logged out, its keys are forgotten and waiting messages fail', async (t) => {
  const bed = await workerBed(t)
  const session_id = await bed.createSession()
  const own = await bed.link(session_id)
  await bed.simulator.logout(own.number, {})
  const row = await bed.waitStatus(session_id, 'logged_out')
  assert.equal(row.status_reason, 'logged_out_by_phone')
  assert.equal(row.phone_number, null)
  assert.equal(row.desired, 'stopped')
  assert.deepEqual(await bed.owner.query('select * from signal_keys'), [])
  assert.deepEqual(await bed.owner.query('select * from session_credentials'), [])
})

test('a contact is given one privacy token, not one with every message', async (t) => {
  const bed = await workerBed(t)
  const session_id = await bed.createSession()
  await bed.link(session_id)
  const friend = await bed.simulator.createPhone()
  const chat = `${friend.number}@s.whatsapp.net`
  const send = async (text: string): Promise<void> => {
    await bed.accept(session_id, chat, text)
    await bed.simulator.waitReceived(friend.number, { text })
  }
  await send('first')
  await until('a token is given', async () => (await bed.simulator.stats()).privacy_tokens > 0)
  for (const text of ['second', 'third']) await send(text)

  bed.worker.kill('SIGKILL')
  await once(bed.worker, 'exit')
  await bed.spawnWorker()
  await bed.assign(session_id)
  await send('fourth')
  assert.equal((await bed.simulator.stats()).privacy_tokens, 1)
})
