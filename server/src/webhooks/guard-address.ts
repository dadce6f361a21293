import type { LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { judgeAddress } from '../lib/judge-address.ts'
import type { Network } from '../lib/networks.ts'
import type { ResolveName } from '../lib/resolve-name.ts'

/** A webhook may not go there. The message is for its owner. */
export class AddressRefused extends Error {
  override name = 'AddressRefused'
}

export type AddressGuard = {
  /** Throws when the host is itself an address that webhooks may not go to. Names are judged when they are looked up. */
  refuseHost(hostname: string): void
  /**
   * Looks a name up and gives those of its addresses that webhooks may go to. The connection is made to what this
   * returns, so what a name server says a moment later changes nothing.
   */
  lookup: LookupFunction
  /** Throws when a connection has been made to an address that webhooks may not go to. */
  refuseConnected(hostname: string, address: string | undefined): void
  /** Whether the host has ever led to an address that is not public: nothing of what it says may be kept or shown. */
  isPrivate(hostname: string): boolean
}

const private_names_max = 10_000

/** Keeps webhooks away from every address that is not public, except for those in the list of whoever runs the service. */
export const createAddressGuard = (allowed: Network[], resolve: ResolveName): AddressGuard => {
  const private_names = new Set<string>()

  const isOpen = (hostname: string, address: string): boolean => {
    const verdict = judgeAddress(address, allowed)
    // Past the bound every host counts as private: it takes a list that opens whole networks, and many names.
    if (verdict === 'allowed' && private_names.size < private_names_max) private_names.add(hostname)
    return verdict !== 'closed'
  }

  return {
    refuseHost: (hostname) => {
      const host = bare(hostname)
      if (isIP(host) !== 0 && !isOpen(host, host)) throw refused(host)
    },
    lookup: (hostname, options, answer) => {
      resolve(hostname).then(
        (found) => {
          const open = found.filter(({ address }) => isOpen(hostname, address))
          const [first] = open
          if (!first) answer(refused(hostname), [])
          else if (options.all) answer(null, open satisfies LookupAddress[])
          else answer(null, first.address, first.family)
        },
        (error: NodeJS.ErrnoException) => answer(error, [])
      )
    },
    refuseConnected: (hostname, address) => {
      const host = bare(hostname)
      if (!address || !isOpen(host, address)) throw refused(host)
    },
    isPrivate: (hostname) =>
      private_names.has(bare(hostname)) || private_names.size >= private_names_max
  }
}

const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '')

// What a name leads to is not said: it would tell strangers what stands in the name server of a private network.
const refused = (host: string): AddressRefused =>
  new AddressRefused(
    `${isIP(host) === 0 ? `The name ${host} leads to an address that` : `The address ${host}`} is not public. Webhooks go to public addresses only; whoever runs this service can open others with WEBHOOK_ALLOWED_ADDRESSES.`
  )
