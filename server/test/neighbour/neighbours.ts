import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { linkSession } from '../../testkit/link.ts'
import { startProduct } from '../../testkit/product.ts'
import { startReceiver } from '../../testkit/webhook-receiver.ts'
import type { Where } from './noise-maker.ts'
import { type Noise, noises } from './noises.ts'

/**
 * Whether a tenant notices that another misbehaves: for each way to do so, what the quiet one waits for a send, a list, an
 * event on his stream and a webhook, in turns without and with the noise, in one run of the whole product. Prints p95 of
 * both and the ratio; ends with 1 where one is worse than three times and 50 ms.
 * `npm run neighbours`, or `-- --only "huge lists"`.
 */
const rounds = 25
const turns = 2
const allowed = { times: 3, and_ms: 50 }

type What = 'send' | 'list' | 'stream' | 'webhook'
const whats: What[] = ['send', 'list', 'stream', 'webhook']
type Waits = Record<What, number[]>

type Seen = { body: string; at_ms: number }

const undo: (() => unknown)[] = []
const t = { after: (end: () => unknown) => void undo.unshift(end) }

const p95 = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? 0

const newWaits = (): Waits => ({ send: [], list: [], stream: [], webhook: [] })

const startQuiet = async (product: Awaited<ReturnType<typeof startProduct>>) => {
  const customer = await product.register('quiet@example.com')
  const receiver = await startReceiver(t)
  const { session } = await linkSession(product, customer, 'quiet', receiver.url)
  const friend = await product.simulator.createPhone({ name: 'Friend' })
  const seen: Seen[] = []
  const stream = await fetch(`${product.url}/api/v1/events/stream?types=message.accepted`, {
    headers: { authorization: `Bearer ${customer.token}` }
  })
  void (async () => {
    for await (const piece of stream.body ?? [])
      seen.push({ body: Buffer.from(piece).toString(), at_ms: performance.now() })
  })().catch(() => undefined)

  const arrival = async (look: () => number | undefined): Promise<number> => {
    for (const give_up = performance.now() + 30_000; performance.now() < give_up; await pause(2)) {
      const at_ms = look()
      if (at_ms !== undefined) return at_ms
    }
    return Number.POSITIVE_INFINITY
  }
  let nth = 0
  return async (waits: Waits): Promise<void> => {
    const body = `quiet ${nth++} .`
    const began_ms = performance.now()
    const message = { session_id: session.id, to: friend.number, type: 'text', text: { body } }
    const sent = await customer.post('/api/v1/messages', message)
    if (sent.status !== 202) throw new Error(`${sent.status} ${JSON.stringify(sent.body)}`)
    waits.send.push(performance.now() - began_ms)
    const hooked = (): number | undefined =>
      receiver.deliveries.some((one) => one.body.includes(body)) ? performance.now() : undefined
    const [streamed_ms, hooked_ms] = await Promise.all([
      arrival(() => seen.find((one) => one.body.includes(body))?.at_ms),
      arrival(hooked)
    ])
    waits.stream.push(streamed_ms - began_ms)
    waits.webhook.push(hooked_ms - began_ms)
    const listing_ms = performance.now()
    const list = await customer.get('/api/v1/messages?limit=20')
    if (list.status !== 200) throw new Error(`${list.status} ${JSON.stringify(list.body)}`)
    waits.list.push(performance.now() - listing_ms)
    receiver.deliveries.length = 0
    seen.length = 0
  }
}

const startNoisy = async (product: Awaited<ReturnType<typeof startProduct>>): Promise<Where> => {
  const caller = await product.register('noisy@example.com')
  // Takes connections and never answers.
  const deaf = createServer(() => undefined).listen(0, '127.0.0.1')
  await once(deaf, 'listening')
  t.after(() => deaf.close())
  const { port } = deaf.address() as { port: number }
  const { session } = await linkSession(product, caller, 'noisy', `http://127.0.0.1:${port}/`)
  const friend = await product.simulator.createPhone({ name: 'Other' })
  return { url: product.url, token: caller.token, session_id: session.id, to: friend.number }
}

/** Makes the noise until the returned function is called; that tells how often and what was answered. */
const begin = async (noise: Noise, noisy: Where): Promise<() => Promise<string>> => {
  const maker = fork(fileURLToPath(new URL('noise-maker.ts', import.meta.url)), [
    noise.name,
    JSON.stringify(noisy)
  ])
  await once(maker, 'message')
  return async () => {
    const told = once(maker, 'message')
    maker.send('over')
    const [made] = await told
    maker.disconnect()
    await once(maker, 'exit')
    return made
  }
}

const measure = async (noise: Noise, noisy: Where, round: (waits: Waits) => Promise<void>) => {
  const [quiet, loud] = [newWaits(), newWaits()]
  let made = ''
  for (let turn = 0; turn < turns; turn++) {
    for (let nth = 0; nth < rounds; nth++) await round(quiet)
    const end = await begin(noise, noisy)
    for (let nth = 0; nth < rounds; nth++) await round(loud)
    made = await end()
  }
  let worse = false
  const figures = whats.map((what) => {
    const [before, after] = [p95(quiet[what]), p95(loud[what])]
    const bad = after > before * allowed.times + allowed.and_ms
    worse ||= bad
    return `${what} ${before.toFixed(0)} → ${after.toFixed(0)} ms (${(after / before).toFixed(1)}×)${bad ? ' !' : ''}`
  })
  process.stdout.write(
    `${worse ? 'WORSE' : 'ok   '} ${noise.name}: ${figures.join(', ')}; ${made}\n`
  )
  return !worse
}

const only = process.argv[process.argv.indexOf('--only') + 1]
const wanted = process.argv.includes('--only')
  ? noises.filter((noise) => noise.name === only)
  : noises
let well = true
try {
  const product = await startProduct(t)
  const round = await startQuiet(product)
  const noisy = await startNoisy(product)
  for (let nth = 0; nth < 10; nth++) await round(newWaits())
  for (const noise of wanted) well = (await measure(noise, noisy, round)) && well
} finally {
  for (const end of undo) await end()
}
process.exit(well ? 0 : 1)
