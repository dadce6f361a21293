import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linkClient, simulatorFor } from './harness.ts'

test('channels answer a client as the ones of WhatsApp do, and refuse what those refuse', async (t) => {
  const simulator = await simulatorFor(t)
  const { client, number } = await linkClient(t, simulator)
  const { socket } = client
  const owner = await simulator.client.createPhone()
  const { id, invite } = await simulator.client.makeChannel(owner.number, { name: 'News' })

  // A library reads what is there as text.
  const read = async (type: 'jid' | 'invite', key: string) =>
    (await socket.newsletterMetadata(type, key)) as unknown as {
      id: string
      thread_metadata: { name: { text: string }; subscribers_count: string }
      viewer_metadata: { role: string; mute: string } | null
    }
  const found = await read('invite', invite)
  assert.deepEqual([found.id, found.thread_metadata.name.text], [id, 'News'])
  assert.equal(found.viewer_metadata, null)
  await socket.newsletterFollow(id)
  await socket.newsletterMute(id)
  const followed = await read('jid', id)
  assert.deepEqual(followed.viewer_metadata, { role: 'SUBSCRIBER', mute: 'ON' })
  assert.equal(followed.thread_metadata.subscribers_count, '1')
  await socket.newsletterUnmute(id)
  const { followers } = await simulator.client.channel(owner.number, { id })
  assert.deepEqual(followers, [{ number, muted: false }])
  await socket.newsletterUnfollow(id)
  assert.deepEqual((await read('jid', id)).viewer_metadata, { role: 'GUEST', mute: 'OFF' })

  const nowhere = '120363999999999999@newsletter'
  await assert.rejects(() => read('jid', nowhere), /Not Found/)
  await assert.rejects(() => socket.newsletterFollow(nowhere), /Not Found/)
  await assert.rejects(() => socket.newsletterMute(id), /Forbidden/)
  await assert.rejects(() => socket.newsletterFollow(''), /Not Found/)
  await simulator.client.setChannelState(owner.number, { id, state: 'SUSPENDED' })
  await assert.rejects(() => socket.newsletterFollow(id), /Forbidden/)
})
