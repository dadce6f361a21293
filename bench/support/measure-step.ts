import { setTimeout as pause } from 'node:timers/promises'
import type { Caller, Product } from '../../server/testkit/product.ts'
import type { Bare } from './bare.ts'
import {
  type Accepted,
  acknowledged,
  type Linked,
  linkNumber,
  sendPaced,
  sendTexts,
  words
} from './customer.ts'
import { spread } from './figures.ts'
import {
  type Cpu,
  cpuEach,
  cpuOfProduct,
  type Memory,
  memoryOf,
  type Sending
} from './first-message-figures.ts'
import { cpuOf, residentOf } from './processes.ts'

/** What is measured, and how much of it. */
export type Stage = {
  product: Product
  customer: Caller
  bare: Bare
  friends: string[]
  /** So many people each session writes to, in turn. */
  chats_each: number
  numbers: Linked[]
  bare_numbers: string[]
  messages: number
  paced_seconds: number
}

const callers = 32
const turns = 4
const links_at_once = 10
const calm_per_second = 20
const settle_ms = 1_000

/** Links up to so many numbers on both sides and sends through them. */
export const measureStep = async (
  stage: Stage,
  sessions: number
): Promise<{ memory: Memory; sending: Sending }> => {
  await link(stage, sessions)
  await pause(settle_ms)
  const memory = {
    sessions,
    ...(await memoryOf(stage.product)),
    bare_mb: residentOf(stage.bare.pid)
  }

  const { product, customer, bare, numbers, messages, chats_each } = stage
  const chats = chatsOf(stage)
  const texts = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      session_id: numbers[index % sessions]?.session_id ?? '',
      to: chats[index % sessions]?.[Math.floor(index / sessions) % chats_each] ?? ''
    }))
  const bare_chats = chats.map((list) => list.map((friend) => `${friend}@s.whatsapp.net`))
  const bareTexts = (count: number) => Array.from({ length: count }, () => words)

  const each = Math.ceil(messages / turns)

  // Not counted, on either side: one in every chat, after which both ends know each other, and at least as many as come in a
  // turn, after which the programs are compiled. A process has that behind it after its first minute.
  const warm_up = Math.max(each, sessions * chats_each)
  await sendTexts(customer, texts(warm_up), callers)
  await allSent(customer)
  await bare.send({ chats: bare_chats, texts: bareTexts(warm_up) })

  // In turns: a machine is not as fast in one second as in the next, and both sides are to have of both.
  const accepted: Accepted[] = []
  const cpu: Cpu = { gateway: 0, worker: 0, database: 0, simulator: 0 }
  const took = { product_ms: 0, bare_ms: 0, bare_cpu_ms: 0 }
  for (let turn = 0; turn < turns; turn++) {
    const before = await cpuOfProduct(product)
    const began_ms = Date.now()
    const fast = await sendTexts(customer, texts(each), callers)
    await allSent(customer)
    await pause(settle_ms / 4)
    const used = cpuEach(before, await cpuOfProduct(product), each)
    const last = await acknowledged(customer, fast.messages.slice(-callers))
    for (const part of Object.keys(cpu) as (keyof Cpu)[]) cpu[part] += used[part] / turns
    took.product_ms += Math.max(...last.map((one) => one.sent_at_ms)) - began_ms
    accepted.push(...fast.messages)

    const bare_before = cpuOf(bare.pid)
    const bare_fast = await bare.send({ chats: bare_chats, texts: bareTexts(each) })
    took.bare_ms += bare_fast.took_ms
    took.bare_cpu_ms += cpuOf(bare.pid) - bare_before
  }
  const sent = each * turns

  const calm_count = calm_per_second * stage.paced_seconds
  const calm = await sendPaced(customer, texts(calm_count), calm_per_second)
  await allSent(customer)
  const acks = await acknowledged(customer, calm.messages)
  const bare_calm = await bare.paced({
    chats: bare_chats,
    text: words,
    per_second: calm_per_second,
    seconds: stage.paced_seconds
  })
  return {
    memory,
    sending: {
      sessions,
      per_second: (sent * 1000) / took.product_ms,
      cpu,
      accept: spread(accepted.map((one) => one.accept_ms)),
      bare_per_second: (sent * 1000) / took.bare_ms,
      bare_cpu_ms: took.bare_cpu_ms / sent,
      calm_accept: spread(calm.messages.map((one) => one.accept_ms)),
      calm_ack: spread(acks.map((one) => one.sent_at_ms - one.asked_at_ms)),
      bare_ack: spread(bare_calm.took_ms)
    }
  }
}

const link = async (stage: Stage, sessions: number): Promise<void> => {
  const { product, customer, numbers, bare, bare_numbers } = stage
  while (numbers.length < sessions) {
    const more = Math.min(links_at_once, sessions - numbers.length)
    const first = numbers.length
    numbers.push(
      ...(await Promise.all(
        Array.from({ length: more }, (_, index) =>
          linkNumber(product, customer, `number ${first + index}`)
        )
      ))
    )
    bare_numbers.push(...(await bare.link({ count: more })).numbers)
  }
}

/** The numbers each session writes to. */
const chatsOf = ({ numbers, friends, chats_each }: Stage): string[][] =>
  numbers.map((_, index) =>
    Array.from(
      { length: chats_each },
      (_, chat) => friends[(index * chats_each + chat) % friends.length] ?? ''
    )
  )

/** Resolves when nothing of the customer is queued any more. Looks seldom: looking is work for what is measured. */
const allSent = async (customer: Caller): Promise<void> => {
  const end = Date.now() + 120_000
  for (;;) {
    const { body } = await customer.get('/api/v1/messages?status=queued&limit=1')
    if (body.data.length === 0) return
    if (Date.now() > end) throw new Error('not everything is sent')
    await pause(250)
  }
}
