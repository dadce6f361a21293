import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type Client,
  closeCode,
  linkClient,
  sendText,
  simulatorFor,
  textOf,
  until
} from './harness.ts'

const errorOf = (client: Client, id: string): Promise<string> =>
  until(() => {
    const ack = client.acks.find((each) => each.id === id)
    return ack && (ack.error ?? 'none')
  }, `the ack of ${id}`)

const start = async (t: Parameters<typeof simulatorFor>[0]) => {
  const simulator = await simulatorFor(t)
  const { client, number } = await linkClient(t, simulator)
  const [known, stranger, other] = await simulator.client.createPhones(3)
  assert.ok(known && stranger && other)
  await simulator.client.say(known.number, { to: number, text: 'hello' })
  await until(() => client.messages.find((one) => textOf(one) === 'hello'), 'the message')
  let nth = 0
  const send = async (to: { jid: string; lid: string }): Promise<string> => {
    const id = `L${nth++}`
    // As clients of this autumn do: to the LID.
    await sendText(client, to.lid, 'a text', id)
    return errorOf(client, id)
  }
  return { simulator, client, number, known, stranger, other, send }
}

test('a time-lock refuses first messages with 463, lets replies pass, is told and can be asked for, and ends', async (t) => {
  const { simulator, client, number, known, stranger, send } = await start(t)
  await simulator.client.setLimits(number, { timelock: { for_ms: 4_000 } })
  await until(() => client.updates.find((one) => one.reachoutTimeLock?.isActive), 'the news')
  assert.equal(await send(stranger), '463')
  assert.equal(await send(known), 'none')
  const asked = await client.socket.fetchAccountReachoutTimelock()
  assert.equal(asked.isActive, true)
  assert.equal(String(asked.enforcementType), 'RESTRICT_ALL_COMPANIONS')
  assert.ok((asked.timeEnforcementEnds?.getTime() ?? 0) > Date.now())
  await until(async () => !(await simulator.client.limits(number)).timelock, 'its end')
  assert.equal(await send(stranger), 'none')
  const { refused_463, repeats } = await simulator.client.limits(number)
  assert.deepEqual([refused_463, repeats], [1, 0])
})

test('who repeats against a time-lock has its device removed', async (t) => {
  const { simulator, client, number, stranger, send } = await start(t)
  await simulator.client.setLimits(number, { timelock: { for_ms: 60_000 }, repeats_max: 2 })
  for (let times = 0; times < 3; times++) assert.equal(await send(stranger), '463')
  assert.equal(await closeCode(client), 401)
  assert.deepEqual((await simulator.client.phone(number)).devices, [])
})

test('beyond the quota of new chats first messages are refused with 475, and the quota begins anew', async (t) => {
  const { simulator, client, number, known, stranger, other, send } = await start(t)
  await simulator.client.setLimits(number, { quota: { total: 1, renews_in_ms: 4_000 } })
  assert.equal(await send(stranger), 'none')
  assert.equal(await send(other), '475')
  assert.equal(await send(known), 'none')
  const cap = await client.socket.fetchNewChatMessageCap()
  assert.deepEqual([cap.total_quota, cap.used_quota, cap.capping_status], [1, 1, 'CAPPED'])
  await until(async () => (await simulator.client.limits(number)).quota?.used === 0, 'a new cycle')
  assert.equal(await send(other), 'none')
})

test('questions after the limits may be refused, or never answered', async (t) => {
  const { simulator, client, number } = await start(t)
  await simulator.client.setLimits(number, { questions: 'refused' })
  await assert.rejects(client.socket.fetchNewChatMessageCap(), /rate limit/)
  await simulator.client.setLimits(number, { questions: 'unanswered' })
  const asked = client.socket.fetchAccountReachoutTimelock()
  asked.catch(() => undefined)
  await until(async () => (await simulator.client.limits(number)).questions === 2, 'it has come')
})
