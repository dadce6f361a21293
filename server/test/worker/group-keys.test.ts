import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SignalDataSet, SignalKeyStoreWithTransaction, WASocket } from 'baileys'
import type { BorderJournal } from '../../src/whatsapp/baileys/border.ts'
import { createKeyHolders } from '../../src/whatsapp/baileys/keys/key-holders.ts'
import type { StoredKeys } from '../../src/whatsapp/contract.ts'
import { until } from '../../testkit/until.ts'
import { workerBed } from '../../testkit/worker-fixture.ts'

test('a member who installs the app anew, or leaves and comes back, also while the session is away, reads the next text in the group without asking again', async (t) => {
  const bed = await workerBed(t)
  const { simulator } = bed
  for (const addressing_mode of ['lid', 'pn'] as const) {
    const session_id = await bed.createSession()
    const own = await bed.link(session_id)
    const admin = await simulator.createPhone({})
    const member = await simulator.createPhone({})
    const group = await simulator.createGroup(admin.number, {
      subject: 'Team',
      participants: [own.number, member.number],
      addressing_mode
    })
    const { retries_out, undecryptable } = await simulator.stats()
    const everybodyReads = async (text: string): Promise<void> => {
      await until('changes are heard', async () => (await simulator.stats()).awaited_acks === 0)
      const { whatsapp_id: id } = await bed.accept(session_id, group.id, text)
      await bed.call('POST', '/poke')
      for (const { number } of [admin, member])
        await simulator.waitReceived(number, { id, text, timeout_ms: 20_000 })
      const now = await simulator.stats()
      assert.deepEqual(
        [now.retries_out, now.undecryptable],
        [retries_out, undecryptable],
        `${text}: nobody had to ask again`
      )
    }
    await everybodyReads('hello')
    await everybodyReads('again')
    await simulator.reinstall(member.number)
    await everybodyReads('after it was installed anew')
    await simulator.changeGroup(admin.number, { group: group.id, remove: [member.number] })
    await simulator.changeGroup(admin.number, { group: group.id, add: [member.number] })
    await everybodyReads('after a removal')
    await simulator.leaveGroup(member.number, { group: group.id })
    await simulator.joinGroup(member.number, { code: group.invite_code })
    await everybodyReads('after leaving')
    // And while the session is away.
    await simulator.setFaults({ number: own.number, refuse_connections: true })
    await simulator.disconnect(own.number, { how: 'drop' })
    await simulator.changeGroup(admin.number, { group: group.id, remove: [member.number] })
    await simulator.changeGroup(admin.number, { group: group.id, add: [member.number] })
    await simulator.clearFaults({ number: own.number })
    await bed.call('POST', `/sessions/${session_id}/restart`)
    await bed.waitStatus(session_id, 'connected')
    await everybodyReads('after it was away')
  }
})

const own_key = 'g@g.us::100_1::3'

/** Key holders over a store in memory, as after a start with what is in `disk`. */
const holdersOf = (disk: Map<string, Uint8Array>, kept: Map<string, Map<string, unknown>>) => {
  const written: SignalDataSet[] = []
  const inner = {
    get: async (kind: string, ids: string[]) =>
      Object.fromEntries(
        ids.flatMap((id) => (kept.get(kind)?.has(id) ? [[id, kept.get(kind)?.get(id)]] : []))
      ),
    set: (data: SignalDataSet) => {
      written.push(data)
      for (const [kind, entries] of Object.entries(data)) {
        const known = kept.get(kind) ?? new Map()
        kept.set(kind, known)
        for (const [id, value] of Object.entries(entries)) known.set(id, value)
      }
    }
  } as unknown as SignalKeyStoreWithTransaction
  const journal = {
    putKey: (kind: string, id: string, value: unknown, encode: (value: unknown) => Uint8Array) =>
      disk.set(`${kind} ${id}`, encode(value)),
    pendingKey: () => undefined
  } as unknown as BorderJournal
  const stored = {
    load: async (kind: string, ids: string[]) =>
      new Map(
        ids.flatMap((id) => (disk.has(`${kind} ${id}`) ? [[id, disk.get(`${kind} ${id}`)]] : []))
      )
  } as unknown as StoredKeys
  const log = { warn: assert.fail, debug: () => undefined } as never
  const own = () => ({ jid: '900:3@s.whatsapp.net', lid: '100:3@lid' })
  const holders = createKeyHolders(inner, journal, stored, own, log)
  let hear: (stanza: object) => void = () => undefined
  holders.listen({
    ws: { prependListener: (_: string, listener: typeof hear) => (hear = listener) },
    signalRepository: {
      lidMapping: { getPNForLID: async () => null, getLIDForPN: async () => '201@lid' }
    }
  } as unknown as WASocket)
  const read = async () =>
    Object.keys((await holders.keys.get('sender-key-memory', ['g@g.us']))['g@g.us'] ?? {})
  const write = (...devices: string[]) =>
    holders.keys.set({
      'sender-key-memory': { 'g@g.us': Object.fromEntries(devices.map((one) => [one, true])) }
    })
  const notify = async (type: string, from: string, content: object[]) => {
    await read()
    hear({ tag: 'notification', attrs: { type, from }, content })
    // Addresses are looked up after the change has been noted.
    for (let turn = 0; turn < 20; turn++) await Promise.resolve()
  }
  return { read, write, notify, written }
}

test('whom a change is about is given the key again, also when it comes in the middle of a sending and after a restart; when somebody went there is a new one', async () => {
  const disk = new Map<string, Uint8Array>()
  const kept = new Map<string, Map<string, unknown>>()
  const first = holdersOf(disk, kept)
  const all = ['201:0@lid', '201:4@lid', '202:0@lid']
  await first.read()
  await first.write(...all)
  assert.deepEqual(await first.read(), all)
  await first.notify('encrypt', '901@s.whatsapp.net', [{ tag: 'identity', attrs: {} }])
  assert.deepEqual(await first.read(), ['202:0@lid'], 'by the other address, too')
  // It comes after the list was read and before it is written.
  await first.write(...all)
  assert.deepEqual(await first.read(), all)
  await first.notify('devices', '202@lid', [{ tag: 'update', attrs: {} }])
  await first.write(...all)
  const second = holdersOf(disk, kept)
  assert.deepEqual(
    await second.read(),
    ['201:0@lid', '201:4@lid', '202:0@lid'].slice(0, 3).filter((one) => !one.startsWith('202'))
  )
  await second.write(...all)
  assert.deepEqual(await second.read(), all)
  await second.notify('w:gp2', 'g@g.us', [{ tag: 'subject', attrs: {} }])
  assert.deepEqual(await second.read(), all, 'a subject is nothing to the keys')
  const person = { tag: 'participant', attrs: { jid: '202@lid' } }
  await second.notify('w:gp2', 'g@g.us', [{ tag: 'remove', attrs: {}, content: [person] }])
  assert.deepEqual(await second.read(), [])
  assert.ok(second.written.some((data) => data['sender-key']?.[own_key] === null))
  // Of more changes than are remembered one by one, what was written before is out of date.
  await second.write(...all)
  for (let number = 1000; number < 1600; number++)
    await second.notify('devices', `${number}@lid`, [{ tag: 'update', attrs: {} }])
  assert.deepEqual(await second.read(), [])
})
