import assert from 'node:assert/strict'
import { after, before, type TestContext, test } from 'node:test'
import {
  type PhoneInfo,
  type SimulatorClient,
  type SimulatorInfo,
  type SpawnedSimulator,
  spawnSimulator
} from '@whatsapp-saas/simulator/client'
import { session_calls } from '../../src/control/calls.ts'
import { newWhatsappId } from '../../src/domain/whatsapp-id.ts'
import type { CloseReason, Connection, Engine } from '../../src/whatsapp/contract.ts'
import { SendRefused } from '../../src/whatsapp/send-errors.ts'
import { type HeldSession, heldSession } from '../../testkit/held-session.ts'
import { until } from '../../testkit/until.ts'

type UnderTest = { engine: Engine; client_build: number }
type Linked = { held: HeldSession; connection: Connection; phone: PhoneInfo; friend: PhoneInfo }

/** Holds an implementation to the promises of `whatsapp/contract.ts`, against the simulator. Call it once for each. */
export const engineConformance = (
  name: string,
  create: (simulator: SimulatorInfo) => UnderTest
): void => {
  let spawned: SpawnedSimulator
  let simulator: SimulatorClient
  let under_test: UnderTest
  let sessions = 0
  before(async () => {
    spawned = await spawnSimulator()
    simulator = spawned.client
    under_test = create(spawned.info)
  })
  after(() => spawned.stop())

  const promise = (title: string, work: (t: TestContext) => Promise<void>): void =>
    void test(`engine ${name}: ${title}`, work)

  const open = (t: TestContext, held: HeldSession): Connection => {
    const connection = held.open(under_test.engine, under_test.client_build)
    t.after(() => connection.close())
    return connection
  }

  /** A session that is linked, and logged in with what it has kept. */
  const link = async (t: TestContext): Promise<Linked> => {
    const held = heldSession(`ses_${++sessions}`)
    const phone = await simulator.createPhone({})
    const friend = await simulator.createPhone({})
    open(t, held)
    await simulator.scan(phone.number, (await held.change('qr')).qr)
    assert.equal((await held.change('linked')).jid.split(/[:@]/)[0], phone.number)
    assert.equal((await held.closed()).reason, 'restart_required')
    const connection = open(t, held)
    await held.change('connected')
    return { held, connection, phone, friend }
  }

  const text = (chat_id: string, body: string) => ({
    whatsapp_id: newWhatsappId('test'),
    chat_id,
    content: { type: 'text' as const, text: { body } }
  })

  promise('says what it can do', async () => {
    const { capabilities } = under_test.engine
    assert.ok(capabilities.links_at_once > 0)
    assert.ok(capabilities.linking.length > 0)
  })

  promise('a session without credentials is offered a link, until then', async (t) => {
    const connection = open(t, heldSession(`ses_${++sessions}`))
    await until('a link is offered', async () => connection.offer_ends_at)
    assert.ok((connection.offer_ends_at?.getTime() ?? 0) > Date.now())
  })

  promise('what was linked logs in with what it has kept, and messages go both ways', async (t) => {
    const { held, connection, phone, friend } = await link(t)
    const message = text(friend.jid, 'hello')
    await connection.send(message)
    const { messages } = await simulator.waitReceived(friend.number)
    assert.deepEqual(
      messages.map(({ id, text }) => [id, text]),
      [[message.whatsapp_id, 'hello']]
    )
    await simulator.read(friend.number, { chat: phone.jid })
    await held.fact(
      'receipt',
      ({ status, whatsapp_ids }) => status === 'read' && whatsapp_ids.includes(message.whatsapp_id)
    )
    await simulator.say(friend.number, { to: phone.jid, text: 'hello yourself' })
    const { content, from_me } = await held.fact('message', (fact) => !fact.from_me)
    assert.deepEqual(
      [content, from_me],
      [{ type: 'text', text: { body: 'hello yourself' } }, false]
    )
  })

  promise('sending again with the same id shows one message', async (t) => {
    const { connection, friend } = await link(t)
    const message = text(friend.jid, 'once')
    await connection.send(message)
    await connection.send(message)
    await connection.send(text(friend.jid, 'after it'))
    await until('both are there', async () => {
      const { messages } = await simulator.received(friend.number)
      return messages.at(-1)?.text === 'after it'
    })
    const { messages } = await simulator.received(friend.number)
    assert.deepEqual(
      messages.map((one) => one.text),
      ['once', 'after it']
    )
  })

  promise('no receipt leaves before what it acknowledges is committed', async (t) => {
    const { held, phone, friend } = await link(t)
    // Whoever writes for the first time needs keys, which this device has given only when a commit let them out.
    const first = await simulator.say(friend.number, { to: phone.jid, text: 'hello' })
    await held.fact('message', (fact) => fact.whatsapp_id === first.ids[0])
    const commit = held.holdCommits()
    const { ids } = await simulator.say(friend.number, { to: phone.jid, text: 'keep this' })
    await held.fact('message', (fact) => fact.whatsapp_id === ids[0])
    // Whatever could leave has had its turn: a question that is asked later is answered only after it.
    const waits = async (): Promise<boolean> => {
      const { unacknowledged } = await simulator.audit({ number: phone.number })
      return unacknowledged.some((one) => one.id === ids[0])
    }
    for (let turn = 0; turn < 20; turn++) assert.ok(await waits())
    commit()
    await until('it is acknowledged', async () => !(await waits()))
  })

  promise('nothing leaves a session that may not be written for any more', async (t) => {
    const { held, connection, friend } = await link(t)
    held.lose()
    await assert.rejects(connection.send(text(friend.jid, 'never')))
    const { messages } = await simulator.received(friend.number)
    assert.deepEqual(messages, [])
  })

  promise('a message to a number without WhatsApp is refused, and sent to nobody', async (t) => {
    const { connection } = await link(t)
    await assert.rejects(
      connection.send(text('15550000000@s.whatsapp.net', 'nobody')),
      (error) => error instanceof SendRefused && error.code === 'not_on_whatsapp'
    )
  })

  promise('every call has an answer, and none hangs when the connection has ended', async (t) => {
    const { connection } = await link(t)
    assert.deepEqual(Object.keys(connection.calls).sort(), Object.keys(session_calls).sort())
    await connection.close()
    await assert.rejects(connection.calls.read_profile({}, AbortSignal.timeout(5_000)))
  })

  const ends: [CloseReason, (linked: Linked) => Promise<unknown>][] = [
    ['lost', ({ phone }) => simulator.disconnect(phone.number, { how: 'drop' })],
    ['replaced', ({ phone }) => simulator.disconnect(phone.number, { how: 'conflict' })],
    ['logged_out', ({ phone }) => simulator.logout(phone.number)],
    ['banned', ({ phone }) => simulator.ban(phone.number)],
    ['closed_by_us', ({ connection }) => connection.close()],
    ['logged_out', ({ connection }) => connection.logout()]
  ]
  for (const [nth, [reason, end]] of ends.entries()) {
    promise(`says once why a connection has ended: ${reason} (${nth + 1})`, async (t) => {
      const linked = await link(t)
      await end(linked)
      assert.equal((await linked.held.closed()).reason, reason)
      await linked.connection.close()
      const said = linked.held.changes.flatMap((change) =>
        change.type === 'closed' ? [change.reason] : []
      )
      assert.deepEqual(said, [reason])
    })
  }
}
