import {
  type AuthenticationCreds,
  Browsers,
  makeWASocket,
  proto,
  type SignalKeyStoreWithTransaction,
  type UserFacingSocketConfig,
  type WASocket
} from 'baileys'
import type { Log } from '../../../lib/log.ts'
import type { ProxyAgents } from '../../proxy/agents.ts'
import { createBaileysLog } from '../baileys-log.ts'
import { onceForEachDevice } from '../messages/once-for-each-device.ts'
import { patchKeyStore } from '../patches/apply.ts'

/** The longest that a timer of Node can be. */
const never_ms = 2 ** 31 - 1

/** What this device calls itself on the phone. */
export const browser = Browsers.ubuntu('Chrome')

/**
 * Baileys asks this once with nothing but a type, to know whether it is to wait for the history and then read the settings of
 * the account. Those are read by `appstate/`; the history itself is taken, the whole of it excepted.
 */
const shouldSyncHistoryMessage = (part: proto.Message.IHistorySyncNotification): boolean =>
  !!(part.directPath || part.initialHistBootstrapInlinePayload) &&
  part.syncType !== proto.Message.HistorySyncType.FULL

/** Opens a socket with the settings that all connections have. */
export const openSocket = (
  own: Pick<
    UserFacingSocketConfig,
    'makeSignalRepository' | 'getMessage' | 'cachedGroupMetadata'
  > & {
    auth: { creds: AuthenticationCreds; keys: SignalKeyStoreWithTransaction }
    endpoint: { waWebSocketUrl?: string }
    client_build: number
    /** The only way to WhatsApp; null: there is no proxy. */
    proxy: ProxyAgents | null
    log: Log
  }
): WASocket => {
  const { endpoint, client_build, proxy, log, ...config } = own
  const socket = makeWASocket({
    ...config,
    ...endpoint,
    ...(proxy && {
      agent: proxy.agent,
      fetchAgent: proxy.fetchAgent,
      options: proxy.options as RequestInit
    }),
    version: [2, 3000, client_build],
    logger: createBaileysLog(log),
    browser,
    // The phone keeps ringing while the gateway is connected.
    markOnlineOnConnect: false,
    syncFullHistory: false,
    shouldSyncHistoryMessage,
    generateHighQualityLinkPreview: false,
    // socket-watch.ts sees to that: Baileys pings by the clock, and notices a dead socket only when the next ping is due.
    keepAliveIntervalMs: never_ms,
    // The connection has a limit of its own. Baileys uses this one for every frame it writes, and makes three error objects
    // and a timer to measure how long that takes.
    connectTimeoutMs: 0,
    // Baileys would delete a session because one message could not be decrypted, and with it every other message that is
    // under way in that session. The sender gets new keys with the second retry, and both sides keep the old session besides.
    enableAutoSessionRecreation: false,
    // Everything that arrives for the session would wait meanwhile.
    retryRequestDelayMs: 0,
    patchMessageBeforeSending: onceForEachDevice
  })
  patchKeyStore(socket, config.auth.keys)
  return socket
}
