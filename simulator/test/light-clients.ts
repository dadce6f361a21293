import {
  type AuthenticationState,
  Curve,
  DisconnectReason,
  initAuthCreds,
  type KeyPair,
  makeWASocket,
  type SignalDataTypeMap,
  type SignalKeyStore,
  type WASocket
} from 'baileys'
import { WA_CERT_DETAILS } from 'baileys/lib/Defaults/index.js'
import { connectSimulator, type SimulatorClient } from '../src/client.ts'

/**
 * Many clients in one process, for measuring: real Baileys, but all with the same one-time keys,
 * for making 812 for each account would take most of the time and is nothing the simulator does.
 * Start it with fork and the simulator's ws_url, root_key and control_url; it says `{}` when ready.
 */
export interface LightClientCalls {
  /** Links these numbers, each with one client. */
  link: { numbers: string[] }
  /** The clients, in the order of their numbers, each send so many texts to theirs; ends with the receipts. */
  send: { to: string[]; text: string; count: number }
  /** Ends when so many texts more have come. */
  expect: { texts: number }
}

export interface LightClientAnswer {
  /** Milliseconds on the clock and on the processor. */
  took_ms: number
  cpu_ms: number
}

const serve = (): void => {
  const [ws_url = '', root_key = '', control_url = ''] = process.argv.slice(2)
  WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(root_key, 'hex')
  // libsignal prints whole sessions.
  for (const method of ['log', 'info', 'warn', 'error'] as const) console[method] = () => undefined
  const simulator = connectSimulator(control_url)
  const prekeys = Array.from({ length: PREKEYS }, () => Curve.generateKeyPair())
  const sockets: WASocket[] = []
  const seen: Seen = { texts: 0, receipts: 0, changed: () => undefined }
  const calls: { [K in keyof LightClientCalls]: (input: LightClientCalls[K]) => Promise<unknown> } =
    {
      link: async ({ numbers }) => {
        // In the order of the numbers: who writes to whom stays the same in both directions.
        const waiting = [...numbers.entries()]
        const first = sockets.length
        const linkNext = async (): Promise<void> => {
          for (let next = waiting.shift(); next; next = waiting.shift()) {
            const [index, number] = next
            sockets[first + index] = await link(simulator, ws_url, number, prekeys, seen)
          }
        }
        await Promise.all(Array.from({ length: LINKS_AT_ONCE }, linkNext))
      },
      send: async ({ to, text, count }) => {
        const all = reached(seen, 'receipts', count * sockets.length)
        await Promise.all(
          sockets.map(async (socket, index) => {
            const number = `${to[index]}@s.whatsapp.net`
            const { lidMapping } = socket.signalRepository
            const jid = (await lidMapping.getLIDForPN(number)) ?? number
            for (let sent = 0; sent < count; sent += 1) await socket.sendMessage(jid, { text })
          })
        )
        await all
      },
      expect: ({ texts }) => reached(seen, 'texts', texts)
    }
  process.on('message', ({ call, input }: { call: keyof LightClientCalls; input: never }) => {
    const began_ms = performance.now()
    const before = process.cpuUsage()
    calls[call](input).then(
      () => {
        const { user, system } = process.cpuUsage(before)
        const took_ms = performance.now() - began_ms
        process.send?.({ took_ms, cpu_ms: (user + system) / 1000 } satisfies LightClientAnswer)
      },
      (error: unknown) => process.send?.({ error: String(error) })
    )
  })
  process.send?.({})
}

/** What Baileys uploads at the first login. */
const PREKEYS = 812
const LINKS_AT_ONCE = 8

interface Seen {
  texts: number
  receipts: number
  changed: () => void
}

/** Waits for so many more. */
const reached = (seen: Seen, what: 'texts' | 'receipts', more: number): Promise<void> => {
  const goal = seen[what] + more
  const { promise, resolve } = Promise.withResolvers<void>()
  seen.changed = () => {
    if (seen[what] >= goal) resolve()
  }
  return promise
}

const silent = {
  level: 'silent',
  child: () => silent,
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined
}

const link = async (
  simulator: SimulatorClient,
  ws_url: string,
  number: string,
  prekeys: KeyPair[],
  seen: Seen
): Promise<WASocket> => {
  const creds = { ...initAuthCreds(), nextPreKeyId: PREKEYS + 1, firstUnuploadedPreKeyId: 1 }
  const auth: AuthenticationState = { creds, keys: keysInMemory(prekeys) }
  const { promise, resolve, reject } = Promise.withResolvers<WASocket>()
  const open = (): void => {
    const socket = makeWASocket({
      auth,
      logger: silent,
      waWebSocketUrl: ws_url,
      shouldSyncHistoryMessage: () => false
    })
    socket.ev.on('creds.update', (update) => Object.assign(auth.creds, update))
    socket.ev.on('messages.upsert', ({ messages }) => {
      seen.texts += messages.filter((one) => !one.key.fromMe && one.message?.conversation).length
      seen.changed()
    })
    socket.ws.on('CB:receipt', () => {
      seen.receipts += 1
      seen.changed()
    })
    socket.ev.on('connection.update', ({ qr, connection, lastDisconnect }) => {
      if (qr) simulator.scan(number, qr).catch(reject)
      if (connection === 'open') resolve(socket)
      if (connection !== 'close') return
      const error = lastDisconnect?.error as { output?: { statusCode?: number } } | undefined
      if (error?.output?.statusCode === DisconnectReason.restartRequired) open()
      else reject(lastDisconnect?.error ?? new Error('closed'))
    })
  }
  open()
  return promise
}

const keysInMemory = (prekeys: KeyPair[]): SignalKeyStore => {
  const rows = new Map<string, unknown>(prekeys.map((pair, at) => [`pre-key ${at + 1}`, pair]))
  return {
    get: <T extends keyof SignalDataTypeMap>(type: T, ids: string[]) => {
      const found: Record<string, SignalDataTypeMap[T]> = {}
      for (const id of ids) {
        const value = rows.get(`${type} ${id}`)
        if (value !== undefined) found[id] = value as SignalDataTypeMap[T]
      }
      return found
    },
    set: (data) => {
      for (const [type, entries] of Object.entries(data)) {
        for (const [id, value] of Object.entries(entries ?? {})) {
          if (value === null) rows.delete(`${type} ${id}`)
          else rows.set(`${type} ${id}`, value)
        }
      }
    }
  }
}

serve()
