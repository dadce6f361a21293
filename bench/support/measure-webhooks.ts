import { setTimeout as pause } from 'node:timers/promises'
import { until } from '../../server/test/support/until.ts'
import type { startReceiver } from '../../server/test/support/webhook-receiver.ts'
import { spread } from './figures.ts'
import { cpuEach, cpuOfProduct, type Webhooks } from './first-message-figures.ts'
import type { Stage } from './measure-step.ts'
import { cpuOf } from './processes.ts'

const calm_per_second = 10
const burst = 500

/** From a phone's message to the customer's server: at a steady pace, and as many as come at once. */
export const measureWebhooks = async (
  { product, numbers, bare, bare_numbers, friends }: Stage,
  receiver: Awaited<ReturnType<typeof startReceiver>>,
  seconds: number
): Promise<Webhooks> => {
  const [friend = ''] = friends
  const arrived = new Map<string, number>()
  const note = setInterval(() => {
    for (const { event } of receiver.deliveries.splice(0))
      arrived.set(event.data.whatsapp_id, performance.now())
  }, 1)

  const said = new Map<string, number>()
  for (let index = 0; index < calm_per_second * seconds; index++) {
    const began_ms = performance.now()
    const to = numbers[index % numbers.length]?.number ?? ''
    const { ids } = await product.simulator.say(friend, { to, text: 'a question' })
    said.set(ids[0] ?? '', began_ms)
    await pause(Math.max(0, 1000 / calm_per_second - (performance.now() - began_ms)))
  }
  await until('all webhooks came', () => [...said.keys()].every((id) => arrived.has(id)), 60_000)
  const calm = [...said].map(([id, began_ms]) => (arrived.get(id) ?? Number.NaN) - began_ms)

  arrived.clear()
  const burstTo = (to: string[]) =>
    to.map((number, index) => ({
      number: friends[index % friends.length] ?? '',
      to: number,
      text: 'a question',
      count: Math.ceil(burst / to.length)
    }))
  const list = burstTo(numbers.map((one) => one.number))
  const count = list.reduce((sum, one) => sum + one.count, 0)
  const before = await cpuOfProduct(product)
  const began_ms = performance.now()
  await product.simulator.sayMany(list)
  await until('the burst has arrived', () => arrived.size >= count, 120_000)
  const times = [...arrived.values()].map((at) => at - began_ms)
  const cpu = cpuEach(before, await cpuOfProduct(product), count)
  clearInterval(note)

  const expected = (await bare.arrived()).texts + count
  const bare_before = cpuOf(bare.pid)
  const bare_began_ms = performance.now()
  await product.simulator.sayMany(burstTo(bare_numbers))
  await until('all arrived', async () => (await bare.arrived()).texts >= expected, 60_000)
  const bare_took_ms = performance.now() - bare_began_ms
  return {
    calm: spread(calm),
    burst: { ...spread(times), per_second: (count * 1000) / Math.max(...times), cpu },
    bare_per_second: (count * 1000) / bare_took_ms,
    bare_cpu_ms: (cpuOf(bare.pid) - bare_before) / count
  }
}
