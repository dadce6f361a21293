import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Caller, type Product, startProduct } from '../server/test/support/product.ts'
import { until } from '../server/test/support/until.ts'
import { startReceiver } from '../server/test/support/webhook-receiver.ts'
import { startBare } from './support/bare.ts'
import { acknowledged, type Linked, linkNumber, sendTexts } from './support/customer.ts'
import { percentile } from './support/figures.ts'
import { cpuOf, cpuOfDatabase, residentOf, residentOfDatabase } from './support/processes.ts'
import { withScope } from './support/scope.ts'
import { type Cell, printTable } from './support/table.ts'

// The whole product as `npm start` runs it, through its HTTP API, next to Baileys alone on the same simulator:
// node bench/first-message.ts [--sessions 1,10,100] [--messages 1000] [--quick]
const { values } = parseArgs({
  options: {
    sessions: { type: 'string' },
    messages: { type: 'string' },
    quick: { type: 'boolean', default: false }
  }
})
const steps = (values.sessions ?? (values.quick ? '1,10' : '1,10,100')).split(',').map(Number)
const count = Number(values.messages ?? (values.quick ? 500 : 1000))
const callers = 32

type Cpu = { gateway: number; worker: number; database: number }

await withScope(async (scope) => {
  const first_ms = performance.now()
  const product = await startProduct(scope, { BCRYPT_COST: '12', LOG_LEVEL: 'warn' })
  const to_healthy_first = performance.now() - first_ms
  await product.stop()
  const again_ms = performance.now()
  await product.start()
  const to_healthy_again = performance.now() - again_ms
  printTable(
    'Start to healthy, seconds',
    ['', 'here', 'most used'],
    [
      ['first start', to_healthy_first / 1000, '2.6–6.5'],
      ['second start', to_healthy_again / 1000, '2.6–6.5']
    ]
  )

  const customer = await product.register()
  const receiver = await startReceiver(scope)
  await customer.post('/api/v1/webhooks', { url: receiver.url, event_types: ['message.received'] })
  const friends = (await product.simulator.createPhones(40)).map((phone) => phone.number)
  const bare = await startBare(scope, product.simulator_info)
  const bare_alone = residentOf(bare.pid)
  const bare_numbers: string[] = []
  const numbers: Linked[] = []
  const pids = async () => ({
    gateway: product.child.pid ?? 0,
    worker: (await product.workers())[0] ?? 0,
    database: await product.postgres()
  })
  const cpu = async (): Promise<Cpu> => {
    const { gateway, worker, database } = await pids()
    return { gateway: cpuOf(gateway), worker: cpuOf(worker), database: cpuOfDatabase(database) }
  }
  const memory: Cell[][] = [
    [
      '0',
      residentOf(product.child.pid ?? 0),
      null,
      residentOfDatabase(await product.postgres()),
      bare_alone
    ]
  ]
  const speed: Cell[][] = []
  const waits: Cell[][] = []

  for (const step of steps) {
    while (numbers.length < step) {
      const more = Math.min(10, step - numbers.length)
      numbers.push(
        ...(await Promise.all(
          Array.from({ length: more }, (_, index) =>
            linkNumber(product, customer, `number ${numbers.length + index}`)
          )
        ))
      )
    }
    bare_numbers.push(...(await bare.link({ count: step - bare_numbers.length })).numbers)
    const now = await pids()
    memory.push([
      String(step),
      residentOf(now.gateway),
      residentOf(now.worker),
      residentOfDatabase(now.database),
      residentOf(bare.pid)
    ])

    const chats = numbers.map((_, index) =>
      Array.from({ length: 8 }, (_, chat) => friends[(index * 8 + chat) % friends.length] ?? '')
    )
    const texts = (amount: number) =>
      Array.from({ length: amount }, (_, index) => ({
        session_id: numbers[index % step]?.session_id ?? '',
        to: chats[index % step]?.[Math.floor(index / step) % 8] ?? ''
      }))
    const bare_chats = chats.map((list) => list.map((friend) => `${friend}@s.whatsapp.net`))
    const words = (amount: number) =>
      Array.from(
        { length: amount },
        () => 'Your order has been shipped and arrives tomorrow between nine and noon.'
      )
    // So that every chat knows the other side, as after the first minute.
    await sendTexts(customer, texts(step * 8), 8)
    await allSent(customer)
    await bare.send({ chats: bare_chats, texts: words(step * 8) })

    const before = await cpu()
    const began_ms = performance.now()
    const { accept_ms } = await sendTexts(customer, texts(count), callers)
    await allSent(customer)
    const took_ms = performance.now() - began_ms
    const after = await cpu()
    const bare_before = cpuOf(bare.pid)
    const bare_sent = await bare.send({ chats: bare_chats, texts: words(count) })
    const each = (part: keyof Cpu): number => (after[part] - before[part]) / count
    speed.push([
      String(step),
      (count * 1000) / took_ms,
      each('worker') + each('database'),
      each('gateway'),
      percentile(accept_ms, 0.5),
      percentile(accept_ms, 0.95),
      percentile(accept_ms, 0.99),
      (count * 1000) / bare_sent.took_ms,
      (cpuOf(bare.pid) - bare_before) / count
    ])
    const calm = await sendTexts(customer, texts(60), 2)
    await allSent(customer)
    const sent = await acknowledged(customer, calm.messages)
    waits.push([String(step), percentile(sent, 0.5), percentile(sent, 0.95)])
  }

  const linked = (pick: (one: Linked) => number): Cell[] => [
    percentile(numbers.map(pick), 0.5) / 1000,
    percentile(numbers.map(pick), 0.95) / 1000
  ]
  printTable(
    'Linking, seconds (ten at once)',
    ['', 'p50', 'p95', 'most used'],
    [
      ['create session to QR', ...linked((one) => one.to_qr_ms), '5.1'],
      ['scan to connected', ...linked((one) => one.to_connected_ms), '–']
    ]
  )
  printTable(
    `Texts out through the API, ${callers} callers (bare: Baileys alone; most used: 21/s, 47 ms)`,
    [
      'sessions',
      'texts/s',
      'worker+db ms',
      'gateway ms',
      'accept p50',
      'p95',
      'p99',
      'bare texts/s',
      'bare ms'
    ],
    speed
  )
  printTable(
    'Accepted to acknowledged by the server, two callers, ms',
    ['sessions', 'p50', 'p95'],
    waits
  )
  printTable(
    'Resident megabytes (most used: 197 and 9.5 for each session)',
    ['sessions', 'gateway', 'worker', 'database', 'bare'],
    memory
  )
  await measureWebhooks(product, numbers, friends[0] ?? '', receiver)
})

/** Resolves when nothing of the tenant is queued any more. */
async function allSent(customer: Caller): Promise<void> {
  await until(
    'everything is sent',
    async () => {
      const { body } = await customer.get('/api/v1/messages?status=queued&limit=1')
      return body.data.length === 0
    },
    120_000
  )
}

/** From a phone's message to the customer's server: at a steady pace, and as many as come at once. */
async function measureWebhooks(
  product: Product,
  numbers: Linked[],
  friend: string,
  receiver: Awaited<ReturnType<typeof startReceiver>>
): Promise<void> {
  const said = new Map<string, number>()
  const arrived = new Map<string, number>()
  const noting = setInterval(() => note(), 1)
  const note = (): void => {
    for (const { event } of receiver.deliveries.splice(0))
      arrived.set(event.data.whatsapp_id, performance.now())
  }
  const ten_per_second = 50
  for (let index = 0; index < ten_per_second; index++) {
    const began_ms = performance.now()
    const { ids } = await product.simulator.say(friend, {
      to: numbers[index % numbers.length]?.number ?? '',
      text: 'a question'
    })
    said.set(ids[0] ?? '', began_ms)
    await pause(Math.max(0, 100 - (performance.now() - began_ms)))
  }
  await until('all webhooks came', () => [...said.keys()].every((id) => arrived.has(id)), 60_000)
  const waits = [...said].map(([id, began_ms]) => (arrived.get(id) ?? Number.NaN) - began_ms)

  arrived.clear()
  const burst = 500
  const began_ms = performance.now()
  await product.simulator.sayMany(
    numbers.map(({ number }) => ({
      number: friend,
      to: number,
      text: 'a question',
      count: Math.ceil(burst / numbers.length)
    }))
  )
  await until('the burst has arrived', () => arrived.size >= burst, 120_000)
  const took_ms = performance.now() - began_ms
  clearInterval(noting)
  printTable(
    'From a phone to the customer’s server (most used: 24/s)',
    ['', 'p50 ms', 'p95 ms', 'per second'],
    [
      ['10 a second', percentile(waits, 0.5), percentile(waits, 0.95), 10],
      [`${burst} at once`, null, null, (arrived.size * 1000) / took_ms]
    ]
  )
}
