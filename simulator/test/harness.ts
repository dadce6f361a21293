import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { inspect } from 'node:util'
import type { ConnectionState, WAMessage } from 'baileys'
import makeWASocket, {
  type AuthenticationCreds,
  type AuthenticationState,
  initAuthCreds,
  type SignalDataTypeMap,
  type UserFacingSocketConfig
} from 'baileys'
import { WA_CERT_DETAILS } from 'baileys/lib/Defaults/index.js'
import {
  type PhoneInfo,
  type PhoneOptions,
  type Simulator,
  type SimulatorOptions,
  startSimulator
} from '../src/index.ts'

// libsignal prints whole sessions, private keys included, when one is closed.
console.info = () => undefined
console.warn = () => undefined
console.error = () => undefined

// Baileys leaves the timers of its long timeouts behind when a socket ends; they must not hold
// up the end of a test for a minute.
const startTimer = globalThis.setTimeout
globalThis.setTimeout = ((work: () => void, delay_ms?: number, ...rest: []) => {
  const timer = startTimer(work, delay_ms, ...rest)
  return (delay_ms ?? 0) >= 20_000 ? timer.unref() : timer
}) as typeof setTimeout

const DEADLINE_MS = 15_000

/** A simulator that ends with the test. Its root key stands in for WhatsApp's. */
export const simulatorFor = async (
  t: TestContext,
  options: SimulatorOptions = {}
): Promise<Simulator> => {
  const simulator = await startSimulator(options)
  WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(simulator.root_key, 'hex')
  t.after(() => simulator.stop())
  return simulator
}

export interface Client {
  auth: AuthenticationState
  socket: ReturnType<typeof makeWASocket>
  updates: Partial<ConnectionState>[]
  messages: (WAMessage & { upsert: string })[]
  statuses: { id: string; status: number }[]
  presences: { id: string; presences: Record<string, { lastKnownPresence: string }> }[]
  acks: { id: string; error?: string }[]
  close(): Promise<void>
}

export type ClientOptions = Partial<UserFacingSocketConfig>

/** An unmodified Baileys socket with its state in memory; give `auth` to come back. */
export const connectClient = (
  t: TestContext,
  simulator: Simulator,
  auth: AuthenticationState = memoryAuth(),
  options: ClientOptions = {}
): Client => {
  const said = new Map<string, NonNullable<WAMessage['message']>>()
  const socket = makeWASocket({
    auth,
    waWebSocketUrl: simulator.ws_url,
    logger: silent,
    shouldSyncHistoryMessage: () => false,
    getMessage: async ({ id }) => said.get(id ?? ''),
    ...options
  })
  const client: Client = {
    auth,
    socket,
    updates: [],
    messages: [],
    statuses: [],
    presences: [],
    acks: [],
    close: () => closeClient(client)
  }
  socket.ev.on('creds.update', (creds) => Object.assign(auth.creds, creds))
  socket.ev.on('connection.update', (update) => client.updates.push(update))
  socket.ev.on('messages.upsert', ({ messages, type }) => {
    for (const message of messages) {
      if (message.message?.protocolMessage?.historySyncNotification) continue
      if (message.key.fromMe && message.message) said.set(message.key.id ?? '', message.message)
      // A receipt that comes while the own message is still held back is merged into it.
      client.statuses.push({ id: message.key.id ?? '', status: message.status ?? 0 })
      client.messages.push({ ...message, upsert: type } as Client['messages'][number])
    }
  })
  socket.ev.on('messages.update', (updates) => {
    for (const { key, update } of updates) {
      client.statuses.push({ id: key.id ?? '', status: update.status ?? 0 })
    }
  })
  socket.ev.on('presence.update', (update) => client.presences.push(update))
  socket.ws.on('CB:ack,class:message', ({ attrs }: { attrs: Client['acks'][number] }) =>
    client.acks.push(attrs)
  )
  t.after(() => client.close())
  return client
}

const closeClient = async ({ socket, updates }: Client): Promise<void> => {
  if (updates.some(({ connection }) => connection === 'close')) return
  await socket.end(undefined)
}

/** A phone with a linked, opened client. */
export const linkClient = async (
  t: TestContext,
  simulator: Simulator,
  number?: string,
  options: ClientOptions = {}
): Promise<{ client: Client; number: string; device: number }> => {
  const own = number ?? (await simulator.client.createPhone()).number
  const first = connectClient(t, simulator, memoryAuth(), options)
  const { device } = await simulator.client.scan(own, await nextQr(first))
  assert.equal(await closeCode(first), 515)
  const client = connectClient(t, simulator, first.auth, options)
  await opened(client)
  return { client, number: own, device }
}

/** What most tests begin with: a simulator, a linked client and somebody to talk to. */
export const pairFor = async (
  t: TestContext,
  contact_options: PhoneOptions = {},
  known?: Simulator
): Promise<{ simulator: Simulator; client: Client; number: string; contact: PhoneInfo }> => {
  const simulator = known ?? (await simulatorFor(t))
  const { client, number } = await linkClient(t, simulator)
  const contact = await simulator.client.createPhone(contact_options)
  return { simulator, client, number, contact }
}

export const nextQr = (client: Client): Promise<string> =>
  until(() => client.updates.find(({ qr }) => qr)?.qr, 'a QR')

export const opened = async (client: Client): Promise<void> => {
  await until(() => client.updates.find(({ connection }) => connection === 'open'), 'open')
  await until(
    () => client.updates.find((update) => update.receivedPendingNotifications),
    'the end of what was waiting'
  )
}

/** The status code with which the connection ended. */
export const closeCode = async (client: Client): Promise<number | undefined> => {
  const update = await until(
    () => client.updates.find(({ connection }) => connection === 'close'),
    'the end of the connection'
  )
  const error = update.lastDisconnect?.error as { output?: { statusCode: number } } | undefined
  return error?.output?.statusCode
}

/** Sends a text under an id of one's own choice, as one does who sends again. */
export const sendText = (client: Client, to: string, text: string, id: string): Promise<string> =>
  client.socket.relayMessage(to, { conversation: text }, { messageId: id })

/** Waits until the message has got at least this far: 3 delivered, 4 read, 5 played. */
export const reached = (client: Client, id: string, status: number): Promise<unknown> =>
  until(
    () => client.statuses.some((each) => each.id === id && each.status >= status),
    `status ${status} of ${id}`
  )

export const textOf = (message: WAMessage | undefined): string | null | undefined =>
  message?.message?.conversation ?? message?.message?.extendedTextMessage?.text

/** Waits until the look finds something; fails with what was waited for. */
export const until = async <T>(
  look: () => T | undefined | null | false | Promise<T | undefined | null | false>,
  what: string
): Promise<T> => {
  const deadline = Date.now() + DEADLINE_MS
  for (;;) {
    const found = await look()
    if (found) return found
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

export const memoryAuth = (creds: AuthenticationCreds = initAuthCreds()): AuthenticationState => {
  const rows = new Map<string, unknown>()
  return {
    creds,
    keys: {
      get: async <T extends keyof SignalDataTypeMap>(type: T, ids: string[]) => {
        const found: { [id: string]: SignalDataTypeMap[T] } = {}
        for (const id of ids) {
          const value = rows.get(`${type} ${id}`)
          if (value) found[id] = structuredClone(value) as SignalDataTypeMap[T]
        }
        return found
      },
      set: async (data) => {
        for (const [type, entries] of Object.entries(data)) {
          for (const [id, value] of Object.entries(entries ?? {})) {
            if (value) rows.set(`${type} ${id}`, structuredClone(value))
            else rows.delete(`${type} ${id}`)
          }
        }
      }
    }
  }
}

const silent = {
  level: process.env.SIM_TEST_LOG ?? 'silent',
  child: () => silent,
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: (...parts: unknown[]) => report(parts),
  error: (...parts: unknown[]) => report(parts)
}

const report = (parts: unknown[]): void => {
  if (process.env.SIM_TEST_LOG) process.stderr.write(`${inspect(parts, { depth: 4 })}\n`)
}
