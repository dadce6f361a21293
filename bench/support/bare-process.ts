import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { connectSimulator } from '@whatsapp-saas/simulator/client'
import { WA_CERT_DETAILS } from 'baileys/lib/Defaults/index.js'
import { until } from '../../server/testkit/until.ts'
import type { BareCalls } from './bare-calls.ts'
import {
  type Arrivals,
  type BareSession,
  linkBareSession,
  resumeBareSession
} from './bare-session.ts'

// A program that sends and receives with Baileys and does nothing else: no queue, no database, keys lost when it ends.
const [ws_url = '', root_key = '', control_url = ''] = process.argv.slice(2)
WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(root_key, 'hex')
// libsignal prints whole sessions.
for (const method of ['log', 'info', 'warn', 'error'] as const) console[method] = () => undefined

const simulator = connectSimulator(control_url)
const arrivals: Arrivals = { texts: 0, receipts: 0, times: null }
const place = { ws_url, arrivals }
const sessions: BareSession[] = []

/** The chats of one session with the texts still to be sent in each; one of a chat is on its way at a time. */
const sendAll = async (session: BareSession, chats: string[], texts: string[]): Promise<void> => {
  const lines = Map.groupBy(texts.keys(), (index) => chats[index % chats.length] ?? '')
  await Promise.all(
    [...lines].map(async ([chat_id, indexes]) => {
      for (const index of indexes) await session.send(chat_id, texts[index] ?? '')
    })
  )
}

const calls: BareCalls = {
  link: async ({ count }) => {
    const linked = await Promise.all(
      Array.from({ length: count }, () => linkBareSession(place, simulator))
    )
    sessions.push(...linked)
    return { numbers: linked.map((session) => session.number) }
  },
  send: async ({ chats, texts }) => {
    const receipts = arrivals.receipts + texts.length
    const per_session = Map.groupBy(texts.keys(), (index) => index % sessions.length)
    const began_ms = performance.now()
    await Promise.all(
      sessions.map((session, index) =>
        sendAll(
          session,
          chats[index] ?? [],
          (per_session.get(index) ?? []).map((at) => texts[at] ?? '')
        )
      )
    )
    const took_ms = performance.now() - began_ms
    await until('all receipts', () => arrivals.receipts >= receipts)
    return { took_ms }
  },
  paced: async ({ chats, text, per_second, seconds }) => {
    const took_ms: number[] = []
    const all: Promise<void>[] = []
    const began_ms = performance.now()
    for (let sent = 0; sent < per_second * seconds; sent++) {
      await untilTime(began_ms + (sent * 1000) / per_second)
      const session = sessions[sent % sessions.length]
      const of_session = chats[sent % sessions.length] ?? []
      const chat = of_session[Math.floor(sent / sessions.length) % of_session.length] ?? ''
      const at = performance.now()
      if (session)
        all.push(session.send(chat, text).then(() => void took_ms.push(performance.now() - at)))
    }
    await Promise.all(all)
    return { took_ms }
  },
  arrived: async () => ({ texts: arrivals.texts }),
  listen: async () => {
    arrivals.times = []
    return {}
  },
  heard: async () => {
    const times = arrivals.times ?? []
    arrivals.times = null
    return { times }
  },
  save: async ({ folder }) => {
    await mkdir(folder, { recursive: true })
    for (const session of sessions) await session.save(join(folder, session.number))
    return {}
  },
  resume: async ({ folder }) => {
    const names = await readdir(folder)
    await Promise.all(
      names.map(async (name) => sessions.push(await resumeBareSession(place, join(folder, name))))
    )
    return {}
  },
  connected: async () => ({ sessions: sessions.filter((session) => session.connected).length })
}

const untilTime = (at_ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, at_ms - performance.now())))

process.on(
  'message',
  async ({ id, call, input }: { id: number; call: keyof BareCalls; input: never }) => {
    try {
      process.send?.({ id, answer: await calls[call](input) })
    } catch (error) {
      process.send?.({ id, error: (error as Error).stack })
    }
  }
)
process.on('disconnect', () => process.exit(0))
process.send?.({ id: 0, answer: {} })
