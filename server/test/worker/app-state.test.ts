import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from '../../testkit/until.ts'
import { type WorkerBed, workerBed } from '../../testkit/worker-fixture.ts'

type Event = { type: string; data: Record<string, unknown> }

const eventsOf = (bed: WorkerBed, session_id: string, type: string) =>
  bed.owner
    .query<Event>('select type, data from events where session_id = $1 and type = $2 order by id', [
      session_id,
      type
    ])
    .then((rows) => rows.map(({ data }) => data))

/** The newest event of this type that says so. */
const told = (bed: WorkerBed, session_id: string, type: string, expected: object) =>
  until(`${type} tells ${JSON.stringify(expected)}`, async () => {
    const data = (await eventsOf(bed, session_id, type)).at(-1)
    return Object.entries(expected).every(([name, value]) => data?.[name] === value) && data
  })

test('what the owner does on the phone is known here, and told once it has happened', async (t) => {
  const bed = await workerBed(t)
  const { simulator } = bed
  const session_id = await bed.createSession()
  const own = await simulator.createPhone()
  const friend = await simulator.createPhone()
  const chat = friend.number
  await simulator.say(chat, { to: own.number, text: 'before the link' })
  await simulator.modifyChat(own.number, { chat, archived: true, name: 'Amal from work' })
  await bed.assign(session_id)
  const qr = await until('a QR code', async () => (await bed.session(session_id)).qr)
  await simulator.scan(own.number, qr)
  await bed.waitStatus(session_id, 'connected')

  const {
    ids: [first = '']
  } = await simulator.say(chat, { to: own.number, text: 'one' })
  await simulator.say(chat, { to: own.number, text: 'two' })
  await until('what was set before is known', async () => {
    const [set] = await bed.owner.query('select archived from chat_settings')
    const [known] = await bed.owner.query(
      'select saved_name from contacts where saved_name is not null'
    )
    return set && known
  })
  assert.deepEqual(await eventsOf(bed, session_id, 'chat.updated'), [], 'that is no news')
  assert.deepEqual(await eventsOf(bed, session_id, 'contact.updated'), [], 'nor is that')

  const is = (expected: object) => told(bed, session_id, 'chat.updated', expected)
  await until('both are there', async () => (await bed.messages(session_id)).length === 2)
  await simulator.modifyChat(own.number, { chat, pinned: true })
  const { pinned_at, ...pinned } = await is({ archived: true, muted: false, unread_count: 2 })
  assert.ok(pinned_at)
  assert.equal(pinned['name'], 'Amal from work')
  await simulator.modifyChat(own.number, { chat, archived: false })
  await is({ archived: false })
  const muted_until = Date.now() + 7 * 86_400_000
  await simulator.modifyChat(own.number, { chat, muted_until })
  await is({ muted: true, muted_until: new Date(muted_until).toISOString() })
  await simulator.modifyChat(own.number, { chat, muted_until: 'forever' })
  await is({ muted: true, muted_until: null })
  await simulator.modifyChat(own.number, { chat, muted_until: null })
  await is({ muted: false, muted_until: null })
  await simulator.modifyChat(own.number, { chat, read: false })
  await is({ marked_unread: true, unread_count: 2 })
  await simulator.read(own.number, { chat, ids: [first] })
  await is({ marked_unread: false, unread_count: 1 })
  await simulator.modifyChat(own.number, { chat, read: true })
  await is({ marked_unread: false, unread_count: 0 })

  await simulator.modifyChat(own.number, { chat, starred: first })
  await told(bed, session_id, 'message.starred', { whatsapp_id: first })
  await simulator.modifyChat(own.number, { chat, deleted_for_me: first })
  await told(bed, session_id, 'message.deleted', { whatsapp_id: first, deleted_for: 'me' })
  await simulator.modifyChat(own.number, { chat, name: 'Amal' })
  await told(bed, session_id, 'contact.updated', { name: 'Amal', jid: friend.jid })
  await simulator.modifyChat(own.number, { chat, name: '' })
  await until('the saved name is gone', async () => {
    const names = (await eventsOf(bed, session_id, 'contact.updated')).at(-1)?.['names']
    return (names as { saved: unknown } | undefined)?.saved === null
  })

  await simulator.modifyChat(own.number, { chat, cleared: 'messages' })
  await until(
    'it is empty',
    async () => (await eventsOf(bed, session_id, 'chat.updated')).at(-1)?.['cleared_at']
  )
  await simulator.modifyChat(own.number, { chat, cleared: 'chat' })
  await until('the chat is gone', async () => {
    const [set] = await bed.owner.query<{ hidden: boolean }>(
      'select hidden from chat_settings where chat_id = $1',
      [friend.jid]
    )
    return set?.hidden
  })
  assert.deepEqual(bed.errors, [])
})

test('a phone book that is a file is read as a whole and by what is added, and nothing of a file that is damaged', async (t) => {
  const bed = await workerBed(t)
  const { simulator } = bed
  const session_id = await bed.createSession()
  const own = await simulator.createPhone()
  const save = (from: number, count: number) =>
    simulator.saveContacts(own.number, {
      contacts: Object.fromEntries(
        Array.from({ length: count }, (_, nth) => [
          String(201_005_000_000 + from + nth),
          `Saved ${from + nth}`
        ])
      )
    })
  const saved = (count: number) =>
    until(`${count} names are known`, async () => {
      const rows = await bed.owner.query<{ jid: string; saved_name: string }>(
        'select jid, saved_name from contacts where session_id = $1 and saved_name is not null',
        [session_id]
      )
      for (const { jid, saved_name } of rows)
        assert.equal(saved_name, `Saved ${Number(jid.split('@')[0]) - 201_005_000_000}`)
      return rows.length === count
    })
  await save(0, 900)
  await simulator.setFaults({ damage_downloads: 1 })
  await bed.assign(session_id)
  const qr = await until('a QR code', async () => (await bed.session(session_id)).qr)
  await simulator.scan(own.number, qr)
  await saved(900)
  await save(900, 300)
  await saved(1_200)
  await simulator.setFaults({ truncate_downloads: 1 })
  await save(1_200, 300)
  await save(1_500, 1)
  await saved(1_501)
  const { applied } = await simulator.faults({})
  assert.deepEqual([applied['damage_downloads'], applied['truncate_downloads']], [1, 1])
  assert.deepEqual(bed.errors, [])
})

test('a group is called by its subject, and how long its messages stay is known', async (t) => {
  const bed = await workerBed(t)
  const { simulator } = bed
  const session_id = await bed.createSession()
  const own = await bed.link(session_id)
  const friend = await simulator.createPhone()
  const { id } = await simulator.createGroup(friend.number, {
    subject: 'Neighbours',
    participants: [own.number]
  })
  const named = (name: string) =>
    until(`it is called ${name}`, async () => {
      const [set] = await bed.owner.query<{ name: string }>(
        'select name from chat_settings where chat_id = $1',
        [id]
      )
      return set?.name === name
    })
  await named('Neighbours')
  // As of a group that nothing has named.
  const forget = () => bed.owner.query('update chat_settings set name = null')
  const say = async (count: number) => {
    await simulator.say(friend.number, { to: id, text: 'hello' })
    await until('it is there', async () => (await bed.messages(session_id)).length === count)
  }
  await forget()
  await say(1)
  await named('Neighbours')
  await forget()
  await say(2)
  await say(3)
  const [set] = await bed.owner.query<{ name: string | null }>('select name from chat_settings')
  assert.equal(set?.name, null, 'it is asked once')
  await simulator.changeGroup(friend.number, { group: id, subject: 'Old neighbours' })
  const is = (expected: object) => told(bed, session_id, 'chat.updated', expected)
  await is({ id, type: 'group', name: 'Old neighbours', disappearing_seconds: 0 })
  await simulator.changeGroup(friend.number, { group: id, ephemeral_s: 86_400 })
  await is({ id, name: 'Old neighbours', disappearing_seconds: 86_400 })
  await simulator.changeGroup(friend.number, { group: id, ephemeral_s: 0 })
  await is({ id, disappearing_seconds: 0 })
  assert.deepEqual(bed.errors, [])
})
