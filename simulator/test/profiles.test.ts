import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import { linkClient, simulatorFor, textOf, until } from './harness.ts'
import { mediaOptions } from './media-options.ts'

/** The smallest PNG there is: one pixel. Baileys makes a JPEG of 640 × 640 of it. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64'
)

const linked = async (t: TestContext) => {
  const simulator = await simulatorFor(t)
  const { client, number } = await linkClient(t, simulator)
  const contact = await simulator.client.createPhone()
  return { simulator, client, number, jid: `${number}@s.whatsapp.net`, contact }
}

test('a profile picture set by the client is the one others get, until it is taken away', async (t) => {
  const { simulator, client, number, jid } = await linked(t)
  const { client: other } = await linkClient(t, simulator)
  await other.socket.sendMessage(jid, { text: 'hello' })
  await client.socket.updateProfilePicture(jid, PIXEL)
  await until(() => other.contacts.find((c) => c.id === jid && c.imgUrl === 'changed'), 'the news')
  const { picture } = await simulator.client.phone(number)
  const url = await other.socket.profilePictureUrl(jid, 'image')
  assert.ok(url)
  assert.equal(new URL(url).pathname.split('/').at(-1), `${picture}.jpg`)
  const answer = await fetch(url, mediaOptions(simulator).options)
  assert.equal(answer.headers.get('content-type'), 'image/jpeg')
  assert.deepEqual([...new Uint8Array(await answer.arrayBuffer())].slice(0, 2), [0xff, 0xd8])
  await client.socket.removeProfilePicture(jid)
  await until(() => other.contacts.find((c) => c.id === jid && c.imgUrl === 'removed'), 'the news')
  await assert.rejects(other.socket.profilePictureUrl(jid), /item-not-found/)
})

test('picture and about of a contact are what its owner shows, and hidden when it says so', async (t) => {
  const { simulator, client, contact } = await linked(t)
  const picture = randomBytes(50).toString('base64')
  await simulator.client.setProfile(contact.number, { about: 'busy', picture })
  const about = async () => (await client.socket.fetchStatus(contact.jid))?.[0]?.status
  assert.partialDeepStrictEqual(await about(), { status: 'busy' })
  const url = await client.socket.profilePictureUrl(contact.jid)
  const answer = await fetch(url ?? '', mediaOptions(simulator).options)
  assert.equal(Buffer.from(await answer.arrayBuffer()).toString('base64'), picture)
  await simulator.client.setProfile(contact.number, {
    privacy: { profile: 'none', status: 'none' }
  })
  assert.partialDeepStrictEqual(await about(), { status: '' })
  await assert.rejects(client.socket.profilePictureUrl(contact.jid), /not-authorized/)
  const nonsense = simulator.client.setProfile(contact.number, { privacy: { profile: 'some' } })
  await assert.rejects(nonsense, /no profile that can be some/)
})

test('about, privacy and the time after which messages vanish are kept for the account', async (t) => {
  const { simulator, client, number, jid } = await linked(t)
  const { client: second } = await linkClient(t, simulator, number)
  await client.socket.updateProfileStatus('at work')
  await client.socket.updateLastSeenPrivacy('contacts')
  await client.socket.updateReadReceiptsPrivacy('none')
  await client.socket.updateDefaultDisappearingMode(86_400)
  const { about, privacy, disappearing_s } = await simulator.client.phone(number)
  assert.deepEqual([about, disappearing_s], ['at work', 86_400])
  assert.deepEqual(
    [privacy.last, privacy.readreceipts, privacy.online],
    ['contacts', 'none', 'all']
  )
  assert.equal((await second.socket.fetchPrivacySettings(true)).readreceipts, 'none')
  const [mode] = (await second.socket.fetchDisappearingDuration(jid)) ?? []
  assert.partialDeepStrictEqual(mode?.disappearing_mode, { duration: 86_400 })
  await until(
    () => second.auth.creds.accountSettings.defaultDisappearingMode?.ephemeralExpiration === 86_400,
    'the news of it'
  )
  await assert.rejects(client.socket.updateLastSeenPrivacy('sometimes' as 'all'), /bad-request/)
})

test('who is blocked gets nothing through, and is told nothing', async (t) => {
  const { simulator, client, number, jid, contact } = await linked(t)
  const { client: blocked, number: annoying } = await linkClient(t, simulator)
  const { client: second } = await linkClient(t, simulator, number)
  const news: string[] = []
  second.socket.ev.on('blocklist.update', ({ blocklist, type }) =>
    news.push(`${type} ${blocklist}`)
  )
  await client.socket.onWhatsApp(annoying)
  const { lid } = await simulator.client.phone(annoying)
  await client.socket.updateBlockStatus(`${annoying}@s.whatsapp.net`, 'block')
  await until(() => news.includes(`add ${lid}`), 'the news at the other device')
  assert.deepEqual(await client.socket.fetchBlocklist(), [lid])
  assert.deepEqual((await simulator.client.phone(number)).blocked, [annoying])

  const sent = await blocked.socket.sendMessage(jid, { text: 'from a client' })
  await until(() => blocked.acks.find(({ id }) => id === sent?.key.id), 'the ack')
  await simulator.client.say(annoying, { to: number, text: 'from a phone' })
  await simulator.client.say(contact.number, { to: number, text: 'from a friend' })
  await until(() => client.messages.find((m) => textOf(m) === 'from a friend'), 'the message')
  assert.deepEqual(client.messages.map(textOf), ['from a friend'])
  assert.equal((await simulator.client.received(number)).total, 1)

  await simulator.client.block(number, { who: annoying, blocked: false })
  await until(() => news.includes(`remove ${lid}`), 'the news of the end')
  await blocked.socket.sendMessage(jid, { text: 'again' })
  await until(() => client.messages.find((m) => textOf(m) === 'again'), 'the next message')
})

test('a name changed on the phone reaches the client, and its contacts', async (t) => {
  const { simulator, client, number, contact } = await linked(t)
  await until(() => client.auth.creds.myAppStateKeyId, 'the key to the settings')
  await simulator.client.setProfile(number, { name: 'A new name' })
  await until(() => client.auth.creds.me?.name === 'A new name', 'the name')
  await simulator.client.setProfile(contact.number, { name: 'Another' })
  await simulator.client.say(contact.number, { to: number, text: 'hi' })
  const message = await until(() => client.messages[0], 'the message')
  assert.equal(message.pushName, 'Another')
})

test('a group has a picture that its members may set', async (t) => {
  const { simulator, client, number, contact } = await linked(t)
  const group = await client.socket.groupCreate('Friends', [contact.jid])
  await client.socket.updateProfilePicture(group.id, PIXEL)
  assert.match((await client.socket.profilePictureUrl(group.id)) ?? '', /\/\d+\.jpg$/)
  const { client: stranger } = await linkClient(t, simulator)
  await assert.rejects(stranger.socket.updateProfilePicture(group.id, PIXEL), /not-authorized/)
  assert.equal((await simulator.client.phone(number)).picture, null)
})
