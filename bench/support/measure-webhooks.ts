import { setTimeout as pause } from 'node:timers/promises'
import type { SimulatorClient } from '@whatsapp-saas/simulator/client'
import { until } from '../../server/testkit/until.ts'
import { spread } from './figures.ts'
import { cpuEach, cpuOfProduct, type Webhooks } from './first-message-figures.ts'
import type { Stage } from './measure-step.ts'
import { cpuOf } from './processes.ts'
import type { WebhookTimes } from './webhook-times.ts'

export type WebhookPlan = { paces_per_second: number[]; seconds: number; burst: number }

const most_ms = 120_000

/** From a phone's message to the customer's server: at a steady pace, and as many as come at once. */
export const measureWebhooks = async (
  stage: Stage,
  { arrived }: WebhookTimes,
  plan: WebhookPlan
): Promise<Webhooks> => {
  const { product, numbers, bare, bare_numbers, friends } = stage
  const { simulator } = product
  const calm: Webhooks['calm'] = []
  for (const per_second of plan.paces_per_second) {
    const pace = { friends, per_second, seconds: plan.seconds }
    const own = numbers.map((one) => one.number)
    const said = await sayPaced(simulator, { ...pace, numbers: own })
    await until('all webhooks came', () => [...said.keys()].every((id) => arrived.has(id)), most_ms)
    const product_took = tookOf(said, arrived)
    const expected = (await bare.arrived()).texts + per_second * plan.seconds
    await bare.listen()
    const said_to_bare = await sayPaced(simulator, { ...pace, numbers: bare_numbers })
    await until('all came', async () => (await bare.arrived()).texts >= expected, most_ms)
    const heard = new Map((await bare.heard()).times)
    calm.push({ per_second, product: product_took, bare: tookOf(said_to_bare, heard) })
  }

  arrived.clear()
  const burstTo = (to: string[]) =>
    to.map((number, index) => ({
      number: friends[index % friends.length] ?? '',
      to: number,
      text: 'a question',
      count: Math.ceil(plan.burst / to.length)
    }))
  const list = burstTo(numbers.map((one) => one.number))
  const count = list.reduce((sum, one) => sum + one.count, 0)
  const before = await cpuOfProduct(product)
  const began_ms = Date.now()
  await simulator.sayMany(list)
  await until('the burst has arrived', () => arrived.size >= count, most_ms)
  const times = [...arrived.values()].map((at) => at - began_ms)
  const cpu = cpuEach(before, await cpuOfProduct(product), count)

  const expected = (await bare.arrived()).texts + count
  const bare_before = cpuOf(bare.pid)
  const bare_began_ms = Date.now()
  await simulator.sayMany(burstTo(bare_numbers))
  await until('all arrived', async () => (await bare.arrived()).texts >= expected, most_ms)
  const bare_took_ms = Date.now() - bare_began_ms
  return {
    calm,
    burst: { ...spread(times), count, per_second: (count * 1000) / Math.max(...times), cpu },
    bare_per_second: (count * 1000) / bare_took_ms,
    bare_cpu_ms: (cpuOf(bare.pid) - bare_before) / count
  }
}

/** One person after the other writes to one number after the other. When each began, by the message's id. */
const sayPaced = async (
  simulator: SimulatorClient,
  pace: { numbers: string[]; friends: string[]; per_second: number; seconds: number }
): Promise<Map<string, number>> => {
  const { numbers, friends, per_second, seconds } = pace
  const said = new Map<string, number>()
  const began_ms = performance.now()
  await Promise.all(
    Array.from({ length: per_second * seconds }, async (_, index) => {
      await pause(Math.max(0, began_ms + (index * 1000) / per_second - performance.now()))
      const at_ms = Date.now()
      const { ids } = await simulator.say(friends[index % friends.length] ?? '', {
        to: numbers[index % numbers.length] ?? '',
        text: 'a question'
      })
      said.set(ids[0] ?? '', at_ms)
    })
  )
  return said
}

const tookOf = (said: Map<string, number>, arrived: Map<string, number>) =>
  spread([...said].map(([id, began_ms]) => (arrived.get(id) ?? Number.NaN) - began_ms))
