import assert from 'node:assert/strict'
import { glob, readFile } from 'node:fs/promises'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { until } from '../../testkit/until.ts'
import { tryActionsEverywhere } from './kill-points/actions-lane.ts'
import { killDeliveryEverywhere } from './kill-points/delivery-lane.ts'
import { killOverFiles } from './kill-points/file-roads.ts'
import { killGatewayEverywhere } from './kill-points/gateway-lane.ts'
import { killHousekeepingEverywhere } from './kill-points/housekeeping-lane.ts'
import { kill_points, type Road } from './kill-points/table.ts'
import { checkLane, workerLane } from './kill-points/worker-lane.ts'

const pointsOf = (road: Road) => kill_points.filter((point) => point.road === road)

test('every step that is marked in the source is in the table, and no other', async () => {
  const folder = fileURLToPath(new URL('../../src', import.meta.url))
  const marked = new Set<string>()
  for await (const file of glob('**/*.ts', { cwd: folder })) {
    const source = await readFile(`${folder}/${file}`, 'utf8')
    for (const [, step] of source.matchAll(/^ *\/\/ step: (.+)$/gm)) if (step) marked.add(step)
  }
  assert.deepEqual([...marked].sort(), [...new Set(kill_points.map((one) => one.step))].sort())
})

describe('killed exactly at each step of a road, the process is followed by one that goes on', {
  concurrency: 4
}, () => {
  test('accepting: one message for one Idempotency-Key, counted once, and the caller gets its 202', (t) =>
    killGatewayEverywhere(t, pointsOf('accept')))

  test('out: each message is on the phone once, in order', async (t) => {
    const lane = await workerLane(t)
    const texts: string[] = []
    for (const [index, point] of pointsOf('out').entries()) {
      const text = `out ${index}`
      texts.push(text)
      await lane.kill(point, () => lane.send(text))
      await lane.waitSent(text, 'delivered')
    }
    await checkLane(lane, pointsOf('out'), { out: texts, in: [] })
  })

  test('actions: what is asked of messages is done to each once, or fails and changes nothing, when the worker dies, WhatsApp is silent or WhatsApp refuses', (t) =>
    tryActionsEverywhere(t, pointsOf('action')))

  test('in: each message is stored once, in order, and acknowledged', async (t) => {
    const lane = await workerLane(t)
    const texts: string[] = []
    for (const [index, point] of pointsOf('in').entries()) {
      const text = `in ${index}`
      texts.push(text)
      await lane.kill(point, () => lane.say(text))
      await lane.waitReceived(text)
    }
    await checkLane(lane, pointsOf('in'), { out: [], in: texts })
  })

  test('refused: what the database does not take is put aside once, and what comes after it arrives', async (t) => {
    const lane = await workerLane(t)
    const { owner } = lane.farm
    await owner.query(
      "alter table messages add constraint not_taken check (content -> 'text' ->> 'body' is distinct from 'not taken')"
    )
    for (const point of pointsOf('refused')) await lane.kill(point, () => lane.say('not taken'))
    await lane.say('taken')
    await lane.waitReceived('taken')
    await checkLane(lane, pointsOf('refused'), { out: [], in: ['taken'] })
    const aside = await owner.query<{ session_id: string; type: string }>(
      'select session_id, type from refused_facts'
    )
    assert.deepEqual(aside, [{ session_id: lane.session.id, type: 'arrived' }])
  })

  test('settings: what the owner does on the phone is known here, and told once', async (t) => {
    const lane = await workerLane(t)
    const { owner, simulator } = lane.farm
    const told = async (): Promise<string[]> => {
      const rows = await owner.query<{ name: string }>(
        "select data ->> 'name' as name from events where type = 'contact.updated' order by id"
      )
      return rows.map(({ name }) => name)
    }
    const names: string[] = []
    const save = (name: string) => {
      names.push(name)
      return simulator.modifyChat(lane.session.number, { chat: lane.friend, name })
    }
    await until('what there was has been read', async () => {
      const marks = await owner.query("select from signal_keys where kind = 'app-state-mark'")
      return marks.length === 5
    })
    for (const [index, point] of pointsOf('settings').entries()) {
      await lane.kill(point, () => save(`Name ${index}`))
      await until(`"${names.at(-1)}" is told`, async () =>
        (await told()).includes(names.at(-1) ?? '')
      )
    }
    assert.deepEqual(await told(), names, 'each once, in order')
    await checkLane(lane, pointsOf('settings'), { out: [], in: [] })
  })

  test('receipts: each moves its message on, and is told once', async (t) => {
    const lane = await workerLane(t, { auto_delivered: false })
    const texts: string[] = []
    for (const [index, point] of pointsOf('receipt').entries()) {
      const text = `out ${index}`
      texts.push(text)
      await lane.send(text)
      await lane.waitSent(text, 'sent')
      await lane.kill(point, () =>
        lane.farm.simulator.delivered(lane.friend, { chat: lane.session.number })
      )
      await lane.waitSent(text, 'delivered')
    }
    await checkLane(lane, pointsOf('receipt'), { out: texts, in: [] })
  })

  test('webhooks: each event arrives, always with the same webhook-id', (t) =>
    killDeliveryEverywhere(t, pointsOf('webhook')))

  test('files: each is there once, byte for byte, whoever is killed, and the sweep leaves no other', (t) =>
    killOverFiles(t))

  test('ended queues: every message fails, and is told once; what is to disappear does, and is told once', (t) =>
    killHousekeepingEverywhere(t, pointsOf('ended queue'), pointsOf('disappearing')))
})
