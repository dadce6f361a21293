import ipaddr from 'ipaddr.js'
import { type Address, isWithin, type Network, parseNetworks } from './networks.ts'

/**
 * `public`: everybody can reach it from the internet. `allowed`: it is not public, and whoever runs this service has
 * opened it. `closed`: neither.
 */
export type Verdict = 'public' | 'allowed' | 'closed'

const networks = (text: string): Network[] => {
  const parsed = parseNetworks(text)
  if (!parsed) throw new Error(`not a list of networks: ${text}`)
  return parsed
}

/**
 * Where no list leads: addresses that mean this host or many hosts, those of the own link, and the places at which
 * clouds give out the credentials of a machine (AWS, Azure, Alibaba, Oracle, Google, Scaleway; most others use 169.254.169.254).
 */
const never = [
  ...networks('0.0.0.0/8, 169.254.0.0/16, 224.0.0.0/4, 255.255.255.255'),
  ...networks('168.63.129.16, 100.100.100.200, 192.0.0.192'),
  ...networks('::, fe80::/10, ff00::/8'),
  ...networks('fd00:ec2::/32, fd20:ce::254, fd00:42::42')
]

/** The part of IPv6 that the internet is made of (IANA, IPv6 Global Unicast Address Assignments). */
const global_unicast = networks('2000::/3')

/** Whether what strangers name may be reached at an address, given the networks that were opened. Anything else than an address is closed. */
export const judgeAddress = (text: string, allowed: Network[] = []): Verdict => {
  if (!ipaddr.isValid(text)) return 'closed'
  // An IPv4 address mapped to IPv6 leads where the IPv4 address leads.
  const address = ipaddr.process(text)
  const faces = [address, ...carriedBy(address)]
  if (faces.some((face) => isWithin(face, never))) return 'closed'
  if (faces.every(isPublic)) return 'public'
  return faces.every((face) => isPublic(face) || isWithin(face, allowed)) ? 'allowed' : 'closed'
}

// The library knows IANA's special-purpose registries; what they leave out of IPv6 is public only within 2000::/3.
const isPublic = (address: Address): boolean =>
  address.range() === 'unicast' && (address.kind() === 'ipv4' || isWithin(address, global_unicast))

type Bytes = number[]
const ipv4 = (bytes: Bytes): Address => new ipaddr.IPv4(bytes)
const last = (bytes: Bytes): Address => ipv4(bytes.slice(12))

/** Translators and tunnels: the IPv6 addresses that they use, and the IPv4 addresses to which those lead. */
const carriers: { within: Network[]; carried: (bytes: Bytes) => Address[] }[] = [
  // NAT64 (RFC 6052), and its local form (RFC 8215), of which byte 8 is no part of the address.
  { within: networks('64:ff9b::/96'), carried: (bytes) => [last(bytes)] },
  {
    within: networks('64:ff9b:1::/48'),
    carried: (bytes) => [ipv4([...bytes.slice(6, 8), ...bytes.slice(9, 11)]), last(bytes)]
  },
  // 6to4.
  { within: networks('2002::/16'), carried: (bytes) => [ipv4(bytes.slice(2, 6))] },
  // Teredo: the address of a server, and that of a client with every bit turned.
  {
    within: networks('2001::/32'),
    carried: (bytes) => [ipv4(bytes.slice(4, 8)), ipv4(bytes.slice(12).map((byte) => byte ^ 0xff))]
  },
  // IPv4-compatible and IPv4-translated.
  { within: networks('::/96'), carried: (bytes) => [last(bytes)] },
  { within: networks('::ffff:0:0:0/96'), carried: (bytes) => [last(bytes)] }
]
const ipv6_loopback = networks('::1')
const isatap_marks = ['0,0,94,254', '2,0,94,254']

const carriedBy = (address: Address): Address[] => {
  if (address.kind() === 'ipv4' || isWithin(address, ipv6_loopback)) return []
  const bytes = address.toByteArray()
  const carrier = carriers.find(({ within }) => isWithin(address, within))
  if (carrier) return carrier.carried(bytes)
  return isatap_marks.includes(bytes.slice(8, 12).join()) ? [last(bytes)] : []
}
