import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type SimulatorClient, spawnSimulator } from '@whatsapp-saas/simulator/client'
import type { LightClientAnswer, LightClientCalls } from '../simulator/test/light-clients.ts'
import { type Scope, withScope } from './support/scope.ts'
import { printTable } from './support/table.ts'

// What the simulator costs and how many accounts it carries, in processor time of its own process:
// node bench/simulator.ts [--accounts 10,100,300] [--texts 1500] [--json]
// The clients are real Baileys in a process of their own.
const { values } = parseArgs({
  options: {
    accounts: { type: 'string', default: '10,100,300' },
    texts: { type: 'string', default: '1500' },
    json: { type: 'boolean', default: false }
  }
})

type Ask = <K extends keyof LightClientCalls>(
  call: K,
  input: LightClientCalls[K]
) => Promise<LightClientAnswer>

interface Figures extends Record<string, number> {
  accounts: number
  link_cpu_ms: number
  out_cpu_ms: number
  out_per_second: number
  in_cpu_ms: number
  in_per_second: number
  client_link_cpu_ms: number
  client_out_cpu_ms: number
  client_in_cpu_ms: number
  resident_mb: number
  /** Beyond what the process takes alone. */
  account_mb: number
}

const measure = async (scope: Scope): Promise<Figures[]> => {
  const { client: simulator, info, stop } = await spawnSimulator()
  scope.after(stop)
  const ask = await startClients(scope, [info.ws_url, info.root_key, info.control_url])
  const texts = Number(values.texts)
  const alone_mb = megabytes(await simulator.stats())
  const numbers: string[] = []
  const contacts: string[] = []
  const figures: Figures[] = []
  for (const accounts of values.accounts.split(',').map(Number)) {
    const missing = accounts - numbers.length
    const fresh = await simulator.createPhones(missing)
    numbers.push(...fresh.map(({ number }) => number))
    contacts.push(...(await simulator.createPhones(missing)).map(({ number }) => number))
    const link = await during(simulator, () =>
      ask('link', { numbers: fresh.map(({ number }) => number) })
    )
    const each = Math.max(1, Math.ceil(texts / accounts))
    const total = each * accounts
    const out = (count: number) => ask('send', { to: contacts, text: WORDS, count })
    const inward = async (count: number) => {
      const arrived = ask('expect', { texts: count * accounts })
      const list = contacts.map((number, index) => ({
        number,
        to: numbers[index] ?? '',
        text: WORDS,
        count
      }))
      await simulator.sayMany(list)
      return arrived
    }
    // Once each way first: making each other's acquaintance costs several texts.
    await out(1)
    await inward(1)
    const sent = await during(simulator, () => out(each))
    const heard = await during(simulator, () => inward(each))
    const resident_mb = megabytes(await simulator.stats())
    figures.push({
      accounts,
      link_cpu_ms: link.cpu_ms / missing,
      out_cpu_ms: sent.cpu_ms / total,
      out_per_second: (1000 * total) / sent.answer.took_ms,
      in_cpu_ms: heard.cpu_ms / total,
      in_per_second: (1000 * total) / heard.answer.took_ms,
      client_link_cpu_ms: link.answer.cpu_ms / missing,
      client_out_cpu_ms: sent.answer.cpu_ms / total,
      client_in_cpu_ms: heard.answer.cpu_ms / total,
      resident_mb,
      account_mb: (resident_mb - alone_mb) / accounts
    })
  }
  await expectSound(simulator)
  return figures
}

const megabytes = ({ rss_bytes }: { rss_bytes: number }): number => rss_bytes / 1024 / 1024

const WORDS = 'Your order has been shipped and arrives tomorrow between nine and noon.'

/** Nothing takes so long unless something is wrong. */
const MOST_MS = 300_000

/** The processor time of the simulator while something happens, until nothing of it is left to do. */
const during = async (simulator: SimulatorClient, work: () => Promise<LightClientAnswer>) => {
  const before = await simulator.stats()
  const answer = await work()
  const after = await untilQuiet(simulator)
  return { answer, cpu_ms: after.cpu_ms - before.cpu_ms }
}

const untilQuiet = async (simulator: SimulatorClient) => {
  const deadline = Date.now() + MOST_MS
  for (;;) {
    const stats = await simulator.stats()
    if (stats.queued === 0) return stats
    if (Date.now() > deadline) throw new Error(`${stats.queued} stanzas were not acknowledged`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const expectSound = async (simulator: SimulatorClient): Promise<void> => {
  const { undecryptable, nacks, connections_failed, queue_dropped } = await simulator.stats()
  const wrong = { undecryptable, nacks, connections_failed, queue_dropped }
  if (Object.values(wrong).some((count) => count > 0)) {
    throw new Error(`not everything went well: ${JSON.stringify(wrong)}`)
  }
}

const startClients = async (scope: Scope, target: string[]): Promise<Ask> => {
  const program = new URL('../simulator/test/light-clients.ts', import.meta.url)
  const child = fork(fileURLToPath(program), target)
  scope.after(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill()
    await once(child, 'exit')
  })
  await answerOf(child)
  return async (call, input) => {
    child.send({ call, input })
    return (await answerOf(child)) as LightClientAnswer
  }
}

/** One question at a time: the next message is its answer. */
const answerOf = async (child: ChildProcess): Promise<unknown> => {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>()
  const late = setTimeout(() => reject(new Error('the clients do not answer')), MOST_MS)
  const ended = (code: number | null): void => reject(new Error(`the clients ended with ${code}`))
  const failed = (message: { error?: string }): void =>
    message.error === undefined ? resolve(message) : reject(new Error(message.error))
  child.once('message', failed)
  child.once('exit', ended)
  return promise.finally(() => {
    clearTimeout(late)
    child.off('exit', ended)
  })
}

const print = (figures: Figures[]): void => {
  const head = ['accounts', 'per link', 'per text out', 'per text in', 'out/s on a core']
  const columns = [...head, 'in/s on a core', 'resident MB', 'MB per account']
  const alone = figures.map((one) => [
    String(one.accounts),
    one.link_cpu_ms,
    one.out_cpu_ms,
    one.in_cpu_ms,
    1000 / one.out_cpu_ms,
    1000 / one.in_cpu_ms,
    one.resident_mb,
    one.account_mb
  ])
  printTable('The simulator: processor milliseconds', columns, alone)
  const beside = figures.map((one) => [
    String(one.accounts),
    one.client_link_cpu_ms,
    one.client_out_cpu_ms,
    one.client_in_cpu_ms,
    one.out_per_second,
    one.in_per_second
  ])
  const others = ['accounts', 'per link', 'per text out', 'per text in', 'out/s seen', 'in/s seen']
  printTable('Baileys beside it: processor milliseconds', others, beside)
  const last = figures.at(-1)
  if (!last) return
  const out = last.client_out_cpu_ms / last.out_cpu_ms
  const inward = last.client_in_cpu_ms / last.in_cpu_ms
  const more = `${out.toFixed(1)} times as much per text out and ${inward.toFixed(1)} times per text in`
  console.log(`\nBaileys takes ${more}: whichever takes more sets the pace that is seen.`)
}

const figures = await withScope(measure)
if (values.json) console.log(JSON.stringify(figures))
else print(figures)
