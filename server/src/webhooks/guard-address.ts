import { lookup as lookUp } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** A webhook may not go there. The message is for its owner. */
export class AddressRefused extends Error {
  override name = 'AddressRefused'
}

// Reachable from inside a cloud only, though the address looks public.
const metadata_addresses = new Set(['168.63.129.16'])

/** Whether an address can be reached from the whole internet: not private, loopback, link-local, shared, multicast or reserved. */
export const isPublicAddress = (address: string): boolean => {
  if (!ipaddr.isValid(address)) return false
  // An IPv4 address in IPv6 clothes is judged as what it is.
  const parsed = ipaddr.process(address)
  return parsed.range() === 'unicast' && !metadata_addresses.has(parsed.toString())
}

/** Throws when the host is an address that webhooks may not go to. Names are judged when they are looked up. */
export const refusePrivateHost = (hostname: string): void => {
  const host = hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw refused(host)
}

/**
 * Looks a name up and gives the public ones of its addresses. The connection is made to what this returns, so what a
 * name server says a moment later changes nothing.
 */
export const guardedLookup: LookupFunction = (hostname, options, answer) => {
  lookUp(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return answer(error, [])
    const allowed = addresses.filter(({ address }) => isPublicAddress(address))
    const [first] = allowed
    if (!first) return answer(refused(addresses[0]?.address ?? hostname), [])
    if (options.all) answer(null, allowed)
    else answer(null, first.address, first.family)
  })
}

const refused = (address: string): AddressRefused =>
  new AddressRefused(
    `The address ${address} is not public. Webhooks go to public addresses only; whoever runs this service can change that with WEBHOOK_PRIVATE_ADDRESSES.`
  )
