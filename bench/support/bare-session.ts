import type { SimulatorClient } from '@whatsapp-saas/simulator/client'
import {
  type AuthenticationState,
  type BinaryNode,
  DisconnectReason,
  generateMessageIDV2,
  initAuthCreds,
  makeWASocket,
  type SignalDataSet,
  type SignalDataTypeMap,
  type SignalKeyStore,
  type WASocket
} from 'baileys'
import pino from 'pino'

/** One account linked by Baileys and nothing else. */
export type BareSession = {
  number: string
  /** Resolves with the server's acknowledgement. */
  send(chat_id: string, text: string): Promise<void>
}

/** Counts what came in, over all sessions. */
export type Arrivals = { texts: number; receipts: number }

/** Keys as the simplest program would keep them: in memory, lost with the process. */
const keysInMemory = (): SignalKeyStore => {
  const kept = new Map<string, unknown>()
  return {
    get: <T extends keyof SignalDataTypeMap>(kind: T, ids: string[]) => {
      const found: Record<string, SignalDataTypeMap[T]> = {}
      for (const id of ids) {
        const value = kept.get(`${kind} ${id}`)
        if (value !== undefined) found[id] = value as SignalDataTypeMap[T]
      }
      return found
    },
    set: (data: SignalDataSet) => {
      for (const [kind, values] of Object.entries(data)) {
        for (const [id, value] of Object.entries(values)) {
          if (value === null || value === undefined) kept.delete(`${kind} ${id}`)
          else kept.set(`${kind} ${id}`, value)
        }
      }
    }
  }
}

const logger = pino({ level: 'silent' })

/** Links a new phone of the simulator; resolves when the connection is open. */
export const linkBareSession = async (
  simulator: SimulatorClient,
  ws_url: string,
  arrivals: Arrivals
): Promise<BareSession> => {
  const auth: AuthenticationState = { creds: initAuthCreds(), keys: keysInMemory() }
  const phone = await simulator.createPhone()
  const acks = new Map<string, () => void>()
  let socket: WASocket
  await new Promise<void>((linked, failed) => {
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
        arrivals.texts += messages.filter((one) => !one.key.fromMe && one.message).length
      })
      socket.ev.on('connection.update', (update) => {
        if (update.qr) simulator.scan(phone.number, update.qr).catch(failed)
        if (update.connection === 'open') linked()
        if (update.connection === 'close') {
          const error = update.lastDisconnect?.error as { output?: { statusCode?: number } }
          if (error?.output?.statusCode === DisconnectReason.restartRequired) open()
          else failed(update.lastDisconnect?.error ?? new Error('closed'))
        }
      })
    }
    open()
  })
  return {
    number: phone.number,
    send: async (chat_id, text) => {
      // Baileys chooses ids this way too; knowing it before is the only way not to miss the acknowledgement.
      const messageId = generateMessageIDV2(socket.user?.id)
      const acknowledged = new Promise<void>((resolve) => acks.set(messageId, resolve))
      await socket.sendMessage(chat_id, { text }, { messageId })
      await acknowledged
    }
  }
}
