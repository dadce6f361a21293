import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import type { ConnectionState, WAMessage } from 'baileys'
import makeWASocket, {
  type AuthenticationState,
  type BaileysEventMap,
  type proto,
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
import { type GroupNews, listenToGroups } from './group-news.ts'
import { memoryAuth, silent } from './memory-auth.ts'

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

const DEADLINE_MS = 60_000

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

export interface Client extends GroupNews {
  auth: AuthenticationState
  socket: ReturnType<typeof makeWASocket>
  updates: Partial<ConnectionState>[]
  messages: (WAMessage & { upsert: string })[]
  statuses: { id: string; status: number }[]
  presences: { id: string; presences: Record<string, { lastKnownPresence: string }> }[]
  acks: { id: string; error?: string }[]
  history: BaileysEventMap['messaging-history.set'][]
  /** What the phone says about each part of the history; Baileys may join their contents. */
  notices: proto.Message.IHistorySyncNotification[]
  chats: BaileysEventMap['chats.update']
  contacts: BaileysEventMap['contacts.update']
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
  writeByLid(socket)
  const client: Client = {
    auth,
    socket,
    updates: [],
    messages: [],
    statuses: [],
    presences: [],
    acks: [],
    ...listenToGroups(socket),
    history: [],
    notices: [],
    chats: [],
    contacts: [],
    close: () => closeClient(client)
  }
  socket.ev.on('creds.update', (creds) => Object.assign(auth.creds, creds))
  socket.ev.on('connection.update', (update) => client.updates.push(update))
  socket.ev.on('messages.upsert', ({ messages, type }) => {
    for (const message of messages) {
      const behind = message.message?.protocolMessage
      if (behind?.historySyncNotification) client.notices.push(behind.historySyncNotification)
      if (behind?.historySyncNotification || behind?.appStateSyncKeyShare) continue
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
  socket.ev.on('messaging-history.set', (part) => client.history.push(part))
  socket.ev.on('chats.update', (updates) => client.chats.push(...updates))
  socket.ev.on('contacts.upsert', (contacts) => client.contacts.push(...contacts))
  socket.ev.on('contacts.update', (contacts) => client.contacts.push(...contacts))
  socket.ev.on('presence.update', (update) => client.presences.push(update))
  socket.ws.on('CB:ack,class:message', ({ attrs }: { attrs: Client['acks'][number] }) =>
    client.acks.push(attrs)
  )
  t.after(() => client.close())
  return client
}

/** Baileys writes to the address it is given; the server takes nothing for the number of somebody who has a LID. */
const writeByLid = (socket: ReturnType<typeof makeWASocket>): void => {
  const { sendMessage, relayMessage, signalRepository } = socket
  const addressOf = async (jid: string): Promise<string> =>
    jid.endsWith('@s.whatsapp.net')
      ? ((await signalRepository.lidMapping.getLIDForPN(jid)) ?? jid)
      : jid
  socket.sendMessage = async (jid, ...rest) => sendMessage(await addressOf(jid), ...rest)
  socket.relayMessage = async (jid, ...rest) => relayMessage(await addressOf(jid), ...rest)
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

/** Two linked clients and two phones in one group that the first phone, Amal, has made. */
export const groupFor = async (t: TestContext, addressing_mode: 'pn' | 'lid' = 'lid') => {
  const simulator = await simulatorFor(t)
  const one = await linkClient(t, simulator)
  const two = await linkClient(t, simulator)
  const amal = await simulator.client.createPhone({ name: 'Amal' })
  const badr = await simulator.client.createPhone({ name: 'Badr' })
  const group = await simulator.client.createGroup(amal.number, {
    subject: 'Neighbours',
    participants: [badr.number, one.number, two.number],
    addressing_mode
  })
  return { simulator, one, two, amal, badr, group }
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

/** The ids of messages people wrote, each time one comes over the wire. */
export const stanzasOf = (client: Client): string[] => {
  const ids: string[] = []
  type Stanza = { attrs: { id: string; category?: string } }
  client.socket.ws.on('CB:message', ({ attrs }: Stanza) => {
    if (attrs.category !== 'peer') ids.push(attrs.id)
  })
  return ids
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

/** Waits until the client has emitted a message with this text. */
export const sees = (client: Client, text: string): Promise<WAMessage> =>
  until(() => client.messages.find((message) => textOf(message) === text), `"${text}"`)

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
