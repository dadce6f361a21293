import {
  type AuthenticationCreds,
  type BinaryNode,
  Browsers,
  BufferJSON,
  initAuthCreds,
  jidNormalizedUser,
  makeWASocket,
  S_WHATSAPP_NET,
  type WASocket
} from 'baileys'
import { INITIAL_PREKEY_COUNT } from 'baileys/lib/Defaults/index.js'
import { systemClock } from '../../lib/clock.ts'
import type { Log } from '../../lib/log.ts'
import { type After, createTimerWheel } from '../../lib/timer-wheel.ts'
import type { CloseReason, Connection, Engine } from '../contract.ts'
import { links_at_once, SendInterrupted } from '../contract.ts'
import { createLimitReader } from '../limits.ts'
import { createProxyAgents } from '../proxy/agents.ts'
import { createDial, type DialOptions } from '../proxy/dial.ts'
import { sendError } from '../refusals.ts'
import { createAddresses } from './addresses/addresses.ts'
import { createBaileysLog } from './baileys-log.ts'
import { atBorder, type BorderOptions } from './border.ts'
import { createCallHandlers } from './calls/handlers.ts'
import type { Closed } from './close-reason.ts'
import { tellChanges } from './connection-changes.ts'
import { createKeyHolders } from './keys/key-holders.ts'
import { createKeyStock } from './keys/key-stock.ts'
import { createKeyStore, type KeyCache } from './keys/key-store.ts'
import { createSignalRepository } from './keys/signal-repository.ts'
import { encodeContent } from './kinds.ts'
import { createPairingCodes } from './linking/pairing-code.ts'
import { createPasskeyCeremony } from './linking/passkey-ceremony.ts'
import { recordInbound } from './messages/inbound.ts'
import { onceForEachDevice } from './messages/once-for-each-device.ts'
import { readRawForms } from './messages/raw-form.ts'
import { createResends } from './messages/resends.ts'
import { replaceCrypto } from './patches/crypto.ts'
import { bypassKeyTransactions } from './patches/key-store-bypass.ts'
import { containListenerErrors } from './patches/listener-errors.ts'
import { rollBackFailedSessions } from './patches/session-rollback.ts'
import { type Endpoint, endpointConfig } from './socket/endpoint.ts'
import { watchHearing } from './socket/hearing-watch.ts'
import { gateOutput } from './socket/output-gate.ts'
import { rawSocketOf } from './socket/raw-socket.ts'
import { limitSocketTimes } from './socket/socket-timeouts.ts'
import { watchSocket } from './socket/socket-watch.ts'
import { listenForAcks } from './stanzas/server-acks.ts'
import { acknowledgeStanzas } from './stanzas/stanza-acks.ts'
import { listenToStanzas } from './stanzas/stanza-listeners.ts'

/** The server answers within a second or so; after this long nobody knows what became of the message. */
const ack_timeout_ms = 20_000
/** The longest that a timer of Node can be. */
const never_ms = 2 ** 31 - 1
const logout_within_ms = 4_000

/** The engine that links devices with Baileys. */
export const createBaileysEngine = (options: {
  endpoint: Endpoint
  /** What whoever runs the service has opened for proxies, and how their names are looked up. */
  proxies: DialOptions
  cache: KeyCache
  log: Log
}): Engine => {
  const shared: Shared = {
    where: endpointConfig(options.endpoint),
    cache: options.cache,
    after: createTimerWheel(systemClock.monotonic_ms),
    proxies: options.proxies
  }
  const stock = createKeyStock()
  rollBackFailedSessions()
  replaceCrypto(stock)
  const readyToLink = (): Promise<void> => stock.fill(links_at_once * INITIAL_PREKEY_COUNT)
  return {
    readyToLink,
    open: (session) => {
      // There is time until somebody has scanned the code.
      if (!session.credentials) void readyToLink()
      return openConnection(
        atBorder(session),
        shared,
        options.log.child({ session_id: session.session_id })
      )
    }
  }
}

const browser = Browsers.ubuntu('Chrome')

/** What all connections of a worker have in common. */
type Shared = {
  where: ReturnType<typeof endpointConfig>
  cache: KeyCache
  after: After
  proxies: DialOptions
}

const openConnection = (
  options: BorderOptions,
  { where, cache, after, proxies }: Shared,
  log: Log
): Connection => {
  const { journal } = options
  const creds: AuthenticationCreds = options.credentials
    ? JSON.parse(Buffer.from(options.credentials).toString('utf8'), BufferJSON.reviver)
    : initAuthCreds()
  const own = () => ({ jid: creds.me?.id, lid: creds.me?.lid })
  const holders = createKeyHolders(
    createKeyStore(options.cache_scope, journal, options.keys, cache, options.learned),
    journal,
    options.keys,
    own,
    log
  )
  const { keys } = holders
  const stanzas = new WeakMap<Uint8Array, BinaryNode>()
  const numberOfLid = (lid: string): Promise<string | null> =>
    socket.signalRepository.lidMapping.getPNForLID(lid)
  const lidOf = (jid: string): Promise<string | null> =>
    socket.signalRepository.lidMapping.getLIDForPN(jid)
  const resends = createResends(journal, options.keys, own, log)
  let over: CloseReason | undefined
  const ended = new AbortController()

  const through =
    options.proxy &&
    createProxyAgents(createDial(options.proxy, proxies), where.waWebSocketUrl, (failure) => {
      cause ??= { reason: failure.reason, detail: failure.message }
    })

  const socket: WASocket = makeWASocket({
    ...where,
    ...(through && {
      agent: through.agent,
      fetchAgent: through.fetchAgent,
      options: through.options as RequestInit
    }),
    version: [2, 3000, options.client_build],
    auth: { creds, keys },
    logger: createBaileysLog(log),
    browser,
    // The phone keeps ringing while the gateway is connected.
    markOnlineOnConnect: false,
    syncFullHistory: false,
    generateHighQualityLinkPreview: false,
    // The line is watched by us: Baileys asks by the clock, and notices only when it is to ask again.
    keepAliveIntervalMs: never_ms,
    // The connection has a limit of its own. Baileys uses this one for every frame it writes, and makes three error objects
    // and a timer to measure how long that takes.
    connectTimeoutMs: 0,
    // Deleting a session because one message could not be read loses every other that is under way in it. The sender
    // gets new keys with the second request, and both sides keep the old session besides.
    enableAutoSessionRecreation: false,
    // All that arrives for the session waits meanwhile.
    retryRequestDelayMs: 0,
    patchMessageBeforeSending: onceForEachDevice,
    makeSignalRepository: createSignalRepository(
      keys,
      stanzas,
      recordInbound({
        journal,
        stored: options.keys,
        own,
        numberOfLid,
        lidOfNumber: lidOf,
        resends,
        log
      })
    ),
    getMessage: async (key) => {
      const content = key.id ? await options.keys.sentContent(key.id) : null
      return content ? encodeContent(content, { to: key.remoteJid ?? '', lidOf }) : undefined
    }
  })
  bypassKeyTransactions(socket, keys)
  const acks = listenForAcks(socket)
  const addresses = createAddresses(socket)

  const saveCredentials = (): void =>
    journal.putCredentials(() => Buffer.from(JSON.stringify(creds, BufferJSON.replacer)))

  const closed = (why: Closed): void => {
    if (over) return
    over = why.reason
    acks.interrupt()
    passkey.stop()
    ended.abort()
    options.changed({ type: 'closed', ...why })
  }

  const gone = new Promise<void>((resolve) => rawSocketOf(socket).once('close', () => resolve()))
  if (through) void gone.then(through.close)
  let cause: Closed | undefined
  const giveUp = (reason: CloseReason, detail: string): void => {
    cause ??= { reason, detail }
    void socket.end(undefined)
  }

  // That it is closed is told when it is.
  containListenerErrors(socket, log, (error) =>
    giveUp('lost', `what comes cannot be decrypted: ${error.message}`)
  )
  limitSocketTimes(socket, !!creds.account, (why) => giveUp('refused', why))
  watchSocket(socket, after, (why) => giveUp('silent', why))
  watchHearing(socket, after, {
    heard: options.heard,
    hears: () => {
      if (!over) options.changed({ type: 'hears' })
    },
    deaf: () => giveUp('silent', 'the server answers pings and nothing else'),
    held: () => journal.pending
  })
  holders.listen(socket)
  acknowledgeStanzas(socket, { journal, own, log })
  gateOutput(socket, journal, (error) =>
    closed({ reason: 'lost', detail: `nothing can be sent: ${(error as Error).message}` })
  )

  const offer = tellChanges(socket, creds, browser, {
    over: () => over !== undefined,
    changed: (change) => {
      if (over) return
      options.changed(change)
      if (change.type !== 'connected') return
      resends.askAgain(socket).catch((error: Error) => log.warn({ err: error }, 'not asked again'))
      readRawForms(journal, options.keys).catch((error: Error) =>
        log.warn({ err: error }, 'raw messages not read')
      )
    },
    closed: (why) => closed(cause ?? why),
    ranOut: () => giveUp('qr_expired', 'all codes were shown'),
    failed: (error) => giveUp('lost', `no code can be shown: ${(error as Error).message}`),
    saveCredentials
  })

  const pairing_codes = createPairingCodes({ socket, creds, browser })
  const passkey = createPasskeyCeremony({
    socket,
    creds,
    // Its owner takes longer to sign than codes last.
    begun: offer.taken,
    changed: (change) => {
      if (change.type === 'passkey_failed') giveUp(`passkey_${change.reason}`, change.detail)
      else if (!over) options.changed(change)
    }
  })

  const calls = createCallHandlers({
    socket,
    creds,
    changed: (change) => {
      if (!over) options.changed(change)
    },
    ended: ended.signal,
    offer,
    pairing_codes,
    passkey
  })

  const readLimits = createLimitReader(
    socket,
    (said) => {
      if (!over) options.changed(said)
    },
    (error) => log.debug({ err: error }, 'limits cannot be read now')
  )

  listenToStanzas(socket, { journal, keys, stanzas, acks, own, numberOfLid, log })

  return {
    send: async ({ whatsapp_id, chat_id, content }, encrypted) => {
      if (over || !socket.ws.isOpen) throw new SendInterrupted('not connected')
      const address = await addresses.find(chat_id)
      const encoding = encodeContent(content, { to: address.to, lidOf })
      // A text is encoded without waiting.
      const encoded = encoding instanceof Promise ? await encoding : encoding
      const acknowledged = acks.wait(whatsapp_id, ack_timeout_ms)
      // Whoever waits for the message must not crash the process when the sending itself fails first.
      acknowledged.catch(() => undefined)
      try {
        await socket.relayMessage(address.to, encoded, {
          messageId: whatsapp_id,
          additionalAttributes: address.attributes
        })
      } catch (error) {
        throw sendError(error as Error, chat_id)
      }
      encrypted?.()
      try {
        await acknowledged
      } catch (error) {
        throw await addresses.judge(error, { whatsapp_id, chat_id, address })
      }
    },
    numberOf: async (lid) => {
      const jid = await numberOfLid(lid)
      return jid && jidNormalizedUser(jid)
    },
    get offer_ends_at() {
      return offer.ends_at
    },
    calls,
    readLimits,
    logout: async () => {
      // Baileys' own log-out closes the socket without waiting for the answer, or even for the request to be written.
      await socket.query(removeDevice(creds.me?.id), logout_within_ms).catch((error: Error) => {
        if (over !== 'logged_out')
          throw new SendInterrupted('WhatsApp did not confirm the log-out', { cause: error })
      })
      closed({ reason: 'logged_out', detail: 'by us' })
      await socket.end(undefined)
    },
    close: async () => {
      closed({ reason: 'closed_by_us', detail: '' })
      await socket.end(undefined)
      // Whoever closed it first may still be at it.
      await gone
    }
  }
}

const removeDevice = (jid: string | undefined): BinaryNode => ({
  tag: 'iq',
  attrs: { to: S_WHATSAPP_NET, type: 'set', xmlns: 'md' },
  content: [{ tag: 'remove-companion-device', attrs: { jid: jid ?? '', reason: 'user_initiated' } }]
})
