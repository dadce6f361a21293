import { INITIAL_PREKEY_COUNT } from 'baileys/lib/Defaults/index.js'
import { systemClock } from '../../lib/clock.ts'
import type { Log } from '../../lib/log.ts'
import { createTimerWheel } from '../../lib/timer-wheel.ts'
import type { Capabilities, Engine } from '../contract.ts'
import type { DialOptions } from '../proxy/dial.ts'
import { atBorder } from './border.ts'
import { openConnection, type Shared } from './connection.ts'
import { createKeyStock } from './keys/key-stock.ts'
import type { KeyCache } from './keys/key-store.ts'
import { patchLibrary } from './patches/apply.ts'
import { type Endpoint, endpointConfig } from './socket/endpoint.ts'

const capabilities: Capabilities = {
  linking: ['qr', 'pairing_code', 'passkey'],
  links_at_once: 2
}

/** The engine that links devices with Baileys. */
export const createBaileysEngine = (options: {
  endpoint: Endpoint
  /** What whoever runs the service has opened for proxies, and how their names are looked up. */
  proxies: DialOptions
  cache: KeyCache
  log: Log
}): Engine => {
  const shared: Shared = {
    endpoint: endpointConfig(options.endpoint),
    cache: options.cache,
    after: createTimerWheel(systemClock.monotonic_ms),
    proxies: options.proxies
  }
  const stock = createKeyStock()
  patchLibrary(stock)
  const readyToLink = (): Promise<void> =>
    stock.fill(capabilities.links_at_once * INITIAL_PREKEY_COUNT)
  return {
    capabilities,
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
