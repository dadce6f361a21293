import assert from 'node:assert/strict'
import { glob, readFile } from 'node:fs/promises'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { killDeliveryEverywhere } from './kill-points/delivery-lane.ts'
import { killGatewayEverywhere } from './kill-points/gateway-lane.ts'
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
})
