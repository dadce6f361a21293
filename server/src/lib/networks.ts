import ipaddr from 'ipaddr.js'

export type Address = ipaddr.IPv4 | ipaddr.IPv6
/** An address and how many of its first bits count. */
export type Network = [Address, number]

/** Words for networks that everybody means by them. */
const named = new Map([
  ['loopback', ['127.0.0.0/8', '::1/128']],
  ['private', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']]
])

/** Networks, addresses and words with commas between them; null when one of them is none of these. */
export const parseNetworks = (text: string): Network[] | null => {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const networks = parts.flatMap((part) => named.get(part) ?? [part]).map(parseNetwork)
  return networks.every((network) => network !== null) ? networks : null
}

/** Whether the address lies in one of the networks. An IPv4 address never lies in one of IPv6, and the other way round. */
export const isWithin = (address: Address, networks: Network[]): boolean =>
  networks.some(
    ([network, bits]) => network.kind() === address.kind() && address.match(network, bits)
  )

const parseNetwork = (text: string): Network | null => {
  const [address = '', bits, ...more] = text.split('/')
  // The short and the octal forms of IPv4 mean something else to each reader.
  const plain = ipaddr.IPv4.isValidFourPartDecimal(address) || ipaddr.IPv6.isValid(address)
  if (!plain || address.includes('%') || more.length > 0) return null
  if (bits !== undefined) return ipaddr.isValidCIDR(text) ? ipaddr.parseCIDR(text) : null
  const parsed = ipaddr.parse(address)
  return [parsed, parsed.kind() === 'ipv4' ? 32 : 128]
}
