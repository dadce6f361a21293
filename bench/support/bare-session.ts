import { readFile, writeFile } from 'node:fs/promises'
import type { SimulatorClient } from '@whatsapp-saas/simulator/client'
import {
  type AuthenticationState,
  type BinaryNode,
  BufferJSON,
  DisconnectReason,
  generateMessageIDV2,
  generateWAMessage,
  initAuthCreds,
  makeWASocket,
  type WASocket
} from 'baileys'
import pino from 'pino'
import { type KeptKeys, keysInMemory } from './bare-keys.ts'

/** One account held by Baileys and nothing else. */
export type BareSession = {
  number: string
  readonly connected: boolean
  /** Resolves with the server's acknowledgement. */
  send(chat_id: string, text: string): Promise<void>
  /** Writes what is needed to open it again. */
  save(path: string): Promise<void>
}

/** What came in, over all sessions: counted always, with the times while somebody wants to know. */
export type Arrivals = { texts: number; receipts: number; times: [string, number][] | null }

type Saved = { number: string; creds: AuthenticationState['creds']; keys: [string, unknown][] }
type Place = { ws_url: string; arrivals: Arrivals }
type Account = { number: string; auth: AuthenticationState; kept: KeptKeys }

const logger = pino({ level: 'silent' })

/** Links a new phone of the simulator; resolves when the connection is open. */
export const linkBareSession = async (
  place: Place,
  simulator: SimulatorClient
): Promise<BareSession> => {
  const kept: KeptKeys = new Map()
  const auth = { creds: initAuthCreds(), keys: keysInMemory(kept) }
  const { number } = await simulator.createPhone()
  return keepOpen(place, { number, auth, kept }, (qr) => simulator.scan(number, qr))
}

/** Opens a session that was saved; resolves when the connection is open. */
export const resumeBareSession = async (place: Place, path: string): Promise<BareSession> => {
  const { number, creds, keys } = JSON.parse(
    await readFile(path, 'utf8'),
    BufferJSON.reviver
  ) as Saved
  const kept: KeptKeys = new Map(keys)
  return keepOpen(place, { number, auth: { creds, keys: keysInMemory(kept) }, kept })
}

/** What `sendMessage` of Baileys does with a text, to the address that WhatsApp takes it under. */
const sendText = async (
  socket: WASocket,
  chat_id: string,
  text: string,
  messageId: string
): Promise<void> => {
  const lid = await socket.signalRepository.lidMapping.getLIDForPN(chat_id)
  const to = lid ?? chat_id
  const message = await generateWAMessage(
    to,
    { text },
    { userJid: socket.user?.id ?? '', messageId, logger, upload: socket.waUploadToServer }
  )
  await socket.relayMessage(to, message.message ?? {}, {
    messageId,
    ...(lid && { additionalAttributes: { peer_recipient_pn: chat_id } })
  })
  process.nextTick(() => socket.upsertMessage(message, 'append'))
}

/** As Baileys' own example does it: a connection that ends is opened again at once. */
const keepOpen = (
  { ws_url, arrivals }: Place,
  { number, auth, kept }: Account,
  scan?: (qr: string) => Promise<unknown>
): Promise<BareSession> =>
  new Promise((resolve, reject) => {
    const acks = new Map<string, () => void>()
    let socket: WASocket
    let connected = false
    let linked = scan === undefined
    const session: BareSession = {
      number,
      get connected() {
        return connected
      },
      send: async (chat_id, text) => {
        // Baileys chooses ids this way too; knowing it before is the only way not to miss the acknowledgement.
        const messageId = generateMessageIDV2(socket.user?.id)
        const acknowledged = new Promise<void>((done) => acks.set(messageId, done))
        await sendText(socket, chat_id, text, messageId)
        await acknowledged
      },
      save: (path) =>
        writeFile(
          path,
          JSON.stringify({ number, creds: auth.creds, keys: [...kept] }, BufferJSON.replacer)
        )
    }
    const open = (): void => {
      socket = makeWASocket({ auth, logger, waWebSocketUrl: ws_url })
      socket.ws.on('CB:ack,class:message', (stanza: BinaryNode) => {
        const id = stanza.attrs['id'] ?? ''
        acks.get(id)?.()
        acks.delete(id)
      })
      socket.ws.on('CB:receipt', () => {
        arrivals.receipts++
      })
      socket.ev.on('messages.upsert', ({ messages }) => {
        const heard = messages.filter((one) => !one.key.fromMe && one.message)
        arrivals.texts += heard.length
        for (const one of heard) arrivals.times?.push([one.key.id ?? '', Date.now()])
      })
      socket.ev.on('connection.update', (update) => {
        if (update.qr) scan?.(update.qr).catch(reject)
        if (update.connection === 'open') {
          connected = true
          linked = true
          resolve(session)
        }
        if (update.connection === 'close') {
          connected = false
          const error = update.lastDisconnect?.error as { output?: { statusCode?: number } }
          const paired = error?.output?.statusCode === DisconnectReason.restartRequired
          if (linked || paired) open()
          else reject(update.lastDisconnect?.error ?? new Error('closed'))
        }
      })
    }
    open()
  })
