import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { connectSimulator } from '@whatsapp-saas/simulator/client'
import {
  type AuthenticationState,
  downloadMediaMessage,
  generateWAMessage,
  initAuthCreds,
  makeWASocket,
  type WAMessage,
  type WASocket
} from 'baileys'
import { WA_CERT_DETAILS } from 'baileys/lib/Defaults/index.js'
import pino from 'pino'
import { keysInMemory } from './bare-keys.ts'

// A program that sends and receives files with Baileys and does nothing else.
const [ws_url = '', root_key = '', control_url = ''] = process.argv.slice(2)
WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(root_key, 'hex')
// libsignal prints whole sessions.
for (const method of ['log', 'info', 'warn', 'error'] as const) console[method] = () => undefined

type Call =
  | { call: 'send'; to: string; paths: string[] }
  | { call: 'receive'; folder: string; count: number }

const simulator = connectSimulator(control_url)
const logger = pino({ level: 'silent' })
const auth: AuthenticationState = { creds: initAuthCreds(), keys: keysInMemory(new Map()) }
const { number } = await simulator.createPhone()
let socket: WASocket
let linked = false
let take: ((message: WAMessage) => void) | undefined

const open = (): void => {
  socket = makeWASocket({ auth, logger, waWebSocketUrl: ws_url })
  socket.ev.on('messages.upsert', ({ messages }) => {
    for (const one of messages) if (!one.key.fromMe && one.message) take?.(one)
  })
  socket.ev.on('connection.update', ({ qr, connection }) => {
    if (qr) void simulator.scan(number, qr)
    if (connection === 'open' && !linked) {
      linked = true
      process.send?.({ result: { number } })
    }
    if (connection === 'close') open()
  })
}

/** What `sendMessage` of Baileys does with a file, to the address that WhatsApp takes it under. */
const sendFile = async (pn: string, url: string): Promise<string> => {
  const lid = await socket.signalRepository.lidMapping.getLIDForPN(pn)
  const to = lid ?? pn
  const document = { url }
  const message = await generateWAMessage(
    to,
    { document, mimetype: 'application/octet-stream', fileName: 'file.bin' },
    { userJid: socket.user?.id ?? '', logger, upload: socket.waUploadToServer }
  )
  const messageId = message.key.id ?? ''
  await socket.relayMessage(to, message.message ?? {}, {
    messageId,
    ...(lid && { additionalAttributes: { peer_recipient_pn: pn } })
  })
  return messageId
}

/** As many at once as the product: with twenty of 100 MB Baileys gives up some of them. */
const at_once = 4

const send = async (to: string, paths: string[]): Promise<{ ids: string[] }> => {
  const ids: string[] = []
  const left = paths.entries()
  const some = async (): Promise<void> => {
    for (const [index, path] of left) ids[index] = await sendFile(`${to}@s.whatsapp.net`, path)
  }
  await Promise.all(Array.from({ length: at_once }, some))
  return { ids }
}

const receive = (folder: string, count: number): Promise<object> =>
  new Promise((resolve, reject) => {
    let kept = 0
    const keep = async (message: WAMessage): Promise<void> => {
      const content = await downloadMediaMessage(message, 'stream', {})
      await pipeline(content, createWriteStream(join(folder, `received-${message.key.id}`)))
      if (++kept === count) resolve({})
    }
    take = (message) => void keep(message).catch(reject)
  })

process.on('message', async (call: Call) => {
  try {
    const work = call.call === 'send' ? send(call.to, call.paths) : receive(call.folder, call.count)
    process.send?.({ result: await work })
  } catch (error) {
    process.send?.({ error: (error as Error).stack })
  }
})
process.on('disconnect', () => process.exit(0))
open()
