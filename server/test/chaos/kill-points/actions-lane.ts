import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { TestContext } from 'node:test'
import { proto } from 'baileys'
import type { Answer } from '../../../testkit/app.ts'
import type { Json } from '../../../testkit/caller.ts'
import { type LiveBed, liveBed } from '../../../testkit/live-bed.ts'
import { type MessageAction, messageActions } from '../../../testkit/message-actions.ts'
import { until } from '../../../testkit/until.ts'
import { createTrap } from './arm.ts'
import { type KillPoint, nameOf } from './table.ts'

/** An action, the friend in whose chat it is asked for, and the message of each round that it is asked of. */
type Asked = { name: string; action: MessageAction; friend: string; messages: Json[] }

const asked_there: Record<string, proto.IMessage> = {
  heard: { conversation: 'heard' },
  poll: {
    pollCreationMessage: {
      name: 'When?',
      options: [{ optionName: 'Morning' }, { optionName: 'Evening' }],
      selectableOptionsCount: 1
    }
  },
  event: { eventMessage: { name: 'Opening', startTime: 1_900_000_000 } }
}

/**
 * All that can be asked of messages, each in a chat of its own and all at once: the worker is killed at each step, then WhatsApp
 * says nothing until the connection is lost, then it refuses.
 */
export const tryActionsEverywhere = async (t: TestContext, points: KillPoint[]): Promise<void> => {
  const trap = await createTrap(t)
  const how = { node_args: trap.node_args, environment: trap.environment }
  const bed = await liveBed(t, { worker: how })
  const { owner } = bed.farm
  const { all, refused } = await prepare(bed, points.length + 1)
  const { askAll, finish } = asking(bed, all)

  let { worker } = bed
  for (const [round, point] of points.entries()) {
    await trap.set(point)
    const asked = askAll(round)
    await trap.sprung(point)
    const { child, address } = worker
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    assert.equal(child.signalCode, 'SIGKILL', nameOf(point))
    await owner.query("update instances set status = 'failed' where id = $1", [address.instance_id])
    worker = await bed.startWorker(how)
    assert.ok(await bed.farm.give(bed.session.id, worker), 'the lease of the dead can be taken')
    await finish(nameOf(point), asked)
  }
  await beSilent(bed, all, points.length)
  await refuse(bed, all, refused)

  const twice = await owner.query(
    `select type, coalesce(data ->> 'id', data ->> 'message_id') as id from events
     where type like 'message.%' group by 1, 2 having count(*) > 1`
  )
  assert.deepEqual(twice, [], 'nothing is told twice')
  assert.deepEqual(await trap.hits(), points.map(nameOf), 'every point of the table was hit')
}

const asking = ({ me, farm, session }: LiveBed, all: Asked[]) => {
  const show = async (id: string): Promise<Json> => (await me.get(`/api/v1/messages/${id}`)).json()
  const ask = ({ action: { method, path, body } }: Asked, { id }: Json): Promise<Answer> => {
    const url = `/api/v1/messages/${id}${path}`
    return method === 'delete' ? me.delete(url) : me[method](url, body)
  }
  /** How often the friend has seen it. */
  const seen = async ({ action, friend }: Asked, target: Json, row: Json): Promise<number> => {
    if (action.receipt) {
      const { deliveries } = await farm.simulator.sentStatus(friend, target.whatsapp_id)
      return deliveries.some((one) => one.read) ? 1 : 0
    }
    const { messages } = await farm.simulator.received(friend, { from: session.number })
    return messages.filter((one) => one.id === row.whatsapp_id).length
  }
  /** What is made at once may have been lost with the worker: its caller was told, and asks again. */
  const again = (one: Asked, target: Json): Promise<Answer> =>
    until(`${one.name} again`, async () => {
      const answer = await ask(one, target)
      return answer.statusCode === 200 && answer
    })
  const askAll = (round: number): Promise<{ one: Asked; target: Json; answer: Answer }[]> =>
    Promise.all(
      all.map(async (one) => {
        const target = one.messages[round]
        return { one, target, answer: await ask(one, target) }
      })
    )
  /** Each comes to its end: done, and seen once. */
  const finish = async (what: string, asked: ReturnType<typeof askAll>): Promise<void> => {
    for (const { one, target, answer } of await asked) {
      const { action, name } = one
      const lost = action.live && answer.statusCode !== 200
      const { statusCode, body } = lost ? await again(one, target) : answer
      assert.equal(statusCode, action.live ? 200 : 202, `${what}, ${name}: ${body}`)
      const row: Json = JSON.parse(body)
      if (!action.live)
        await until(`${what}: ${name} is sent`, async () => (await show(row.id)).sent_at, 30_000)
      const now = await show(target.id)
      assert.ok(action.done(now), `${what}: ${name} is done: ${JSON.stringify(now)}`)
      if (!action.live) assert.equal(await seen(one, target, row), 1, `${what}: ${name} once`)
    }
    const left = await farm.owner.query('select message_id from outbound')
    assert.deepEqual(left, [], `${what}: nothing is left in the queue`)
  }
  return { show, ask, askAll, finish }
}

/**
 * Nothing is heard: what waits in the queue waits on and changes nothing, and who waits for an answer is told. Then the connection is
 * lost, and all is done.
 */
const beSilent = async (bed: LiveBed, all: Asked[], round: number): Promise<void> => {
  const { simulator } = bed.farm
  const { number } = bed.session
  const { show, askAll, finish } = asking(bed, all)
  await simulator.setFaults({ number, silent: true })
  const asked = askAll(round)
  for (const { one, target, answer } of await asked) {
    const { statusCode, body } = answer
    assert.equal(statusCode, one.action.live ? 504 : 202, `${one.name}: ${body}`)
    if (!one.action.live) assert.equal((await show(JSON.parse(body).id)).sent_at, null, one.name)
    assert.deepEqual(unchanged(await show(target.id)), unchanged(target), one.name)
  }
  await simulator.clearFaults({ number })
  await simulator.disconnect(number, { how: 'drop' })
  await finish('silence', asked)
}

/** Each fails with what WhatsApp says, and the message is as it was. */
const refuse = async (bed: LiveBed, all: Asked[], refused: Map<string, Json>): Promise<void> => {
  const { number } = bed.session
  const { show, ask } = asking(bed, all)
  await bed.farm.simulator.setFaults({ number, refuse_sends: true, refusal_code: 400 })
  for (const one of queued(all)) {
    // WhatsApp refuses no receipts.
    if (one.action.receipt) continue
    const before = refused.get(one.name)
    const { id } = (await ask(one, before)).json()
    await until(`${one.name} fails`, async () => (await show(id)).status === 'failed')
    const { error } = await show(id)
    assert.deepEqual([error.code, error.whatsapp_code], ['malformed_for_recipient', '400'])
    assert.deepEqual(unchanged(await show(before.id)), unchanged(before), one.name)
  }
}

const queued = (all: Asked[]): Asked[] => all.filter(({ action }) => !action.live)

/** The message but for what receipts change meanwhile. */
const unchanged = ({ delivered_at: _, read_at: __, status: ___, ...message }: Json): Json => message

/** A friend for each action, and in the chat a message for each round and one that WhatsApp will refuse. */
const prepare = async (
  bed: LiveBed,
  rounds: number
): Promise<{ all: Asked[]; refused: Map<string, Json> }> => {
  const { simulator } = bed.farm
  const { number: other } = await simulator.createPhone({})
  const refused = new Map<string, Json>()
  const all = await Promise.all(
    Object.entries(messageActions(`+${other}`)).map(async ([name, action]) => {
      const { number: friend } = await simulator.createPhone({})
      const messages = await sayThere(bed, action, friend, rounds + 1)
      refused.set(name, messages.pop())
      return { name, action, friend: name === 'forward' ? other : friend, messages }
    })
  )
  return { all, refused }
}

/** So many messages in the chat with the friend, all of which are there. */
const sayThere = async (
  { me, session, farm: { simulator } }: LiveBed,
  { on }: MessageAction,
  friend: string,
  count: number
): Promise<Json[]> => {
  const { id: session_id, number } = session
  const message = Buffer.from(proto.Message.encode(asked_there[on] ?? {}).finish())
  const content = { to: number, message: message.toString('base64') }
  const own = { session_id, to: `+${friend}`, type: 'text', text: { body: 'own' } }
  for (let nth = 0; nth < count; nth++)
    await (on === 'own' ? me.post('/api/v1/messages', own) : simulator.sendContent(friend, content))
  return until('what is said is there', async () => {
    const list = `/api/v1/messages?session_id=${session_id}&chat_id=${friend}`
    const { data } = (await me.get(list)).json()
    const there = data.filter(({ status }: Json) => ['delivered', 'received'].includes(status))
    return there.length === count && there
  })
}
