import { type Network, parseNetworks } from '../lib/networks.ts'
import type { Config } from './config/config.ts'

/** What webhooks, and look-ups of pages, may reach besides public addresses: nothing, unless the operator has said so. */
export const openedNetworks = (config: Config): Network[] => {
  const before = config.WEBHOOK_PRIVATE_ADDRESSES === 'allow' ? 'loopback,private,' : ''
  return parseNetworks(before + (config.WEBHOOK_ALLOWED_ADDRESSES ?? '')) ?? []
}
