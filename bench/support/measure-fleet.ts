import { setTimeout as pause } from 'node:timers/promises'
import type { Caller, Product } from '../../server/testkit/product.ts'
import { until } from '../../server/testkit/until.ts'
import { type Accepted, type Linked, linkNumber, sendTexts } from './customer.ts'
import { median, spread } from './figures.ts'
import { type Cpu, cpuEach, cpuOfProduct } from './first-message-figures.ts'
import type { Operator, Placement } from './fleet-operator.ts'
import { residentOf } from './processes.ts'

/** What a text costs with so many numbers on so many workers; processor milliseconds. */
export type FleetPoint = {
  placement: Placement
  sessions: number
  workers: number
  cpu: Cpu
  per_second: number
  accept_p95_ms: number
  /** All workers together. */
  workers_mb: number
  to_qr_ms: number
}

export type Fleet = {
  product: Product
  operator: Operator
  friends: string[]
  messages: number
  customers: { caller: Caller; numbers: Linked[] }[]
}

const chats_each = 2
const callers = 16
const turns = 3
const links_at_once = 10
const settle_ms = 500
const most_ms = 300_000

/** Links numbers of so many customers, in turn, until there are so many in all. */
export const growFleet = async (
  fleet: Fleet,
  sessions: number,
  customers: number
): Promise<number> => {
  while (fleet.customers.length < customers)
    fleet.customers.push({ caller: await fleet.product.register(), numbers: [] })
  const to_qr_ms: number[] = []
  const first = countOf(fleet)
  const missing = Math.max(0, sessions - first)
  const turns_left = Array.from({ length: missing }, (_, index) => first + index).values()
  await Promise.all(
    Array.from({ length: links_at_once }, async () => {
      for (const index of turns_left) {
        const customer = fleet.customers[index % customers]
        if (!customer) throw new Error('no customer')
        const linked = await linkNumber(fleet.product, customer.caller, `number ${index}`)
        customer.numbers.push(linked)
        to_qr_ms.push(linked.to_qr_ms)
      }
    })
  )
  return median(to_qr_ms)
}

const countOf = (fleet: Fleet): number =>
  fleet.customers.reduce((sum, one) => sum + one.numbers.length, 0)

/** Texts through all numbers in turn, in as many chats of each; what each cost. */
export const measureFleet = async (
  fleet: Fleet,
  placement: Placement,
  to_qr_ms: number
): Promise<FleetPoint> => {
  // Not counted: one in each chat, after which both ends know each other, and enough for the program of each worker to be compiled.
  const processes = (await fleet.product.workers()).length
  await sendAll(fleet, Math.max(fleet.messages * processes, countOf(fleet) * chats_each))
  await pause(settle_ms)
  const cpu: Cpu = { gateway: 0, worker: 0, database: 0, simulator: 0 }
  const accepted: Accepted[] = []
  let took_ms = 0
  for (let turn = 0; turn < turns; turn++) {
    const before = await cpuOfProduct(fleet.product)
    const began_ms = performance.now()
    accepted.push(...(await sendAll(fleet, fleet.messages)))
    took_ms += performance.now() - began_ms
    const each = cpuEach(before, await cpuOfProduct(fleet.product), fleet.messages)
    for (const part of Object.keys(cpu) as (keyof Cpu)[]) cpu[part] += each[part] / turns
  }
  const workers = await fleet.product.workers()
  return {
    placement,
    sessions: countOf(fleet),
    workers: workers.length,
    cpu,
    per_second: (fleet.messages * turns * 1000) / took_ms,
    accept_p95_ms: spread(accepted.map((one) => one.accept_ms)).p95_ms,
    workers_mb: workers.reduce((sum, pid) => sum + residentOf(pid), 0),
    to_qr_ms
  }
}

/** Sends so many in all and waits until WhatsApp has them. */
const sendAll = async (fleet: Fleet, count: number): Promise<Accepted[]> => {
  const with_numbers = fleet.customers.filter((one) => one.numbers.length > 0)
  const sessions = countOf(fleet)
  let nth = 0
  const sent = await Promise.all(
    with_numbers.map(async ({ caller, numbers }) => {
      const first = nth
      nth += numbers.length
      const share = Math.round((count * numbers.length) / sessions)
      const texts = Array.from({ length: share }, (_, index) => {
        const number = index % numbers.length
        const chat =
          (first + number) * chats_each + (Math.floor(index / numbers.length) % chats_each)
        return {
          session_id: numbers[number]?.session_id ?? '',
          to: fleet.friends[chat % fleet.friends.length] ?? ''
        }
      })
      const at_once = Math.max(1, Math.round(callers / with_numbers.length))
      const { messages } = await sendTexts(caller, texts, at_once)
      await allSent(caller)
      return messages
    })
  )
  return sent.flat()
}

/** Looks seldom: looking is work for what is measured. */
const allSent = (customer: Caller): Promise<unknown> =>
  until(
    'everything is sent',
    async () => {
      const { body } = await customer.get('/api/v1/messages?status=queued&limit=1')
      if (body.data.length === 0) return true
      await pause(settle_ms / 2)
      return false
    },
    most_ms
  )
