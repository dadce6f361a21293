import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lineProxy } from '../../testkit/socket-proxy.ts'
import { until } from '../../testkit/until.ts'
import { type FarmWorker, type WorkerFarm, workerFarm } from '../../testkit/worker-farm.ts'
import { createTrap } from './kill-points/arm.ts'

const lease_seconds = 3

/** Notes from here on which worker writes what. */
const noteWrites = async (farm: WorkerFarm): Promise<void> => {
  await farm.owner.query(`
    create table writes (who text, what text);
    create function note_write() returns trigger language plpgsql security definer as $$
    begin
      insert into writes values (current_setting('application_name'), tg_table_name);
      return null;
    end $$`)
  for (const table of ['messages', 'signal_keys', 'session_credentials', 'sessions', 'events'])
    await farm.owner.query(
      `create trigger note_write after insert or update or delete on ${table} for each row execute function note_write()`
    )
}

const writesOf = (farm: WorkerFarm, worker: FarmWorker): Promise<unknown[]> =>
  farm.owner.query('select what from writes where who = $1', [
    `worker ${worker.address.instance_id}`
  ])

const giveWhenFree = (farm: WorkerFarm, session_id: string, worker: FarmWorker): Promise<boolean> =>
  until('the lease can be taken', () => farm.give(session_id, worker))

/** Both sides say something; it arrives through whoever has the session. */
const talk = async (
  farm: WorkerFarm,
  session: { id: string; number: string },
  friend: string,
  what: string
): Promise<void> => {
  await farm.accept(session.id, friend, `out ${what}`)
  await farm.simulator.say(friend, { to: session.number, text: `in ${what}` })
  await farm.simulator.waitReceived(friend, { text: `out ${what}`, timeout_ms: 20_000 })
  await until(`"in ${what}" is there`, async () =>
    (await farm.messages(session.id)).some(
      (one) => (one.content['text'] as { body: string }).body === `in ${what}`
    )
  )
}

const texts = async (farm: WorkerFarm, session_id: string, direction: string) =>
  (await farm.messages(session_id))
    .filter((one) => one.direction === direction)
    .map((one) => (one.content['text'] as { body: string }).body)

test('a worker frozen for longer than its lease comes back and neither says nor writes anything; the session is the other one’s', async (t) => {
  const farm = await workerFarm(t, { lease_seconds })
  const line = await lineProxy(t, farm.simulator_info.ws_url)
  const frozen = await farm.startWorker({ ws_url: line.url })
  const other = await farm.startWorker()
  const session = await farm.link(frozen)
  const { number: friend } = await farm.simulator.createPhone({})
  await talk(farm, session, friend, 'before')

  process.kill(frozen.child.pid ?? 0, 'SIGSTOP')
  // What it will find when it wakes up: something to receive and something to send.
  await farm.simulator.say(friend, { to: session.number, text: 'in its sleep' })
  await farm.accept(session.id, friend, 'out in its sleep')
  assert.equal(await farm.give(session.id, other), false, 'not before the lease has run out')
  await giveWhenFree(farm, session.id, other)
  await farm.waitStatus(session.id, 'connected')
  await talk(farm, session, friend, 'meanwhile')

  await noteWrites(farm)
  const { frames, connections } = line
  assert.ok(frames > 0 && connections > 0, 'what it says is heard')
  process.kill(frozen.child.pid ?? 0, 'SIGCONT')
  await until(
    'it has let go of the session',
    async () => (await farm.workers.health(frozen.address)).sessions.length === 0
  )
  await talk(farm, session, friend, 'after')
  assert.equal(line.frames, frames, 'not a word to WhatsApp')
  assert.equal(line.connections, connections, 'no connection was opened')
  assert.deepEqual(await writesOf(farm, frozen), [], 'not a row in the database')
  assert.notDeepEqual(await writesOf(farm, other), [])

  assert.deepEqual(await texts(farm, session.id, 'inbound'), [
    'in before',
    'in its sleep',
    'in meanwhile',
    'in after'
  ])
  const { messages } = await farm.simulator.received(friend)
  assert.deepEqual(
    messages.map((one) => one.text),
    ['out before', 'out in its sleep', 'out meanwhile', 'out after']
  )
  const { pairings, sockets_open } = await farm.simulator.phone(session.number)
  assert.deepEqual({ pairings, sockets_open }, { pairings: 1, sockets_open: 1 })
})

for (const { step, road, act } of [
  { step: 'leases locked', road: 'in', act: 'in the middle of a transaction' },
  { step: 'gate open', road: 'in', act: 'after the commit, before the receipt' },
  { step: 'encrypted', road: 'out', act: 'between encryption and commit' },
  { step: 'frames written', road: 'out', act: 'between the frame and its acknowledgement' }
] as const) {
  test(`a worker frozen ${act} loses the session, and coming back does no harm`, async (t) => {
    const farm = await workerFarm(t, { lease_seconds })
    const trap = await createTrap(t)
    const frozen = await farm.startWorker({
      node_args: trap.node_args,
      environment: trap.environment
    })
    const other = await farm.startWorker()
    const session = await farm.link(frozen)
    const { number: friend } = await farm.simulator.createPhone({})
    await talk(farm, session, friend, 'before')

    const point = { road, step }
    await trap.set(point, 'SIGSTOP')
    if (road === 'in') await farm.simulator.say(friend, { to: session.number, text: 'in halfway' })
    else {
      await farm.accept(session.id, friend, 'out halfway')
      farm.workers.poke(frozen.address)
    }
    await trap.sprung(point)
    // Its transaction is ended by the database when it holds it open for too long.
    await giveWhenFree(farm, session.id, other)
    await farm.waitStatus(session.id, 'connected')
    await talk(farm, session, friend, 'meanwhile')
    await noteWrites(farm)
    process.kill(frozen.child.pid ?? 0, 'SIGCONT')
    await until(
      'it has let go of the session',
      async () => (await farm.workers.health(frozen.address)).sessions.length === 0
    )
    await talk(farm, session, friend, 'after')
    assert.deepEqual(await writesOf(farm, frozen), [], 'not a row in the database')

    const halfway = (direction: string): string[] =>
      direction === road ? [`${direction} halfway`] : []
    assert.deepEqual(await texts(farm, session.id, 'inbound'), [
      'in before',
      ...halfway('in'),
      'in meanwhile',
      'in after'
    ])
    const { messages } = await farm.simulator.received(friend)
    assert.deepEqual(
      messages.map((one) => one.text),
      ['out before', ...halfway('out'), 'out meanwhile', 'out after'],
      'each once, in order'
    )
    const events = await farm.owner.query<{ name: string }>(
      `select type || ' ' || (data ->> 'whatsapp_id') as name from events where type like 'message.%'
       group by 1 having count(*) > 1`
    )
    assert.deepEqual(events, [], 'nothing is told twice')
    await until('nothing waits to be acknowledged', async () => {
      const { unacknowledged } = await farm.simulator.audit()
      return unacknowledged.length === 0
    })
    const { pairings, sockets_open } = await farm.simulator.phone(session.number)
    assert.deepEqual({ pairings, sockets_open }, { pairings: 1, sockets_open: 1 })
  })
}

test('a worker whose lease was taken from it while it was at work stops at once, and does not fight for the session', async (t) => {
  const farm = await workerFarm(t, { lease_seconds })
  const line = await lineProxy(t, farm.simulator_info.ws_url)
  const robbed = await farm.startWorker({ ws_url: line.url })
  const other = await farm.startWorker()
  const session = await farm.link(robbed)
  const { number: friend } = await farm.simulator.createPhone({})
  await talk(farm, session, friend, 'before')

  // As if it had been thought dead.
  await farm.owner.query("update instances set status = 'failed' where id = $1", [
    robbed.address.instance_id
  ])
  assert.ok(await farm.give(session.id, other))
  const { connections } = line
  await until(
    'it has let go of the session',
    async () => (await farm.workers.health(robbed.address)).sessions.length === 0
  )
  await talk(farm, session, friend, 'after')
  assert.equal(line.connections, connections, 'no connection was opened again')
  assert.equal((await farm.session(session.id)).status, 'connected')
  const { messages } = await farm.simulator.received(friend)
  assert.deepEqual(
    messages.map((one) => one.text),
    ['out before', 'out after']
  )
})
