import ipaddr from 'ipaddr.js'

/** What all addresses that are none are counted under. */
const unreadable = 'unreadable'

/**
 * The name under which an address is counted. Of an IPv6 address that is its /64, which is the least that one customer of
 * a provider gets; an IPv4 address stays itself, whether it comes mapped into IPv6, through NAT64, or with a port.
 */
export const addressKey = (ip: string): string => {
  const plain = ipaddr.isValid(ip) ? ip : withoutPort(ip)
  if (!ipaddr.isValid(plain)) return unreadable
  const address = ipaddr.process(plain)
  if (address instanceof ipaddr.IPv4) return address.toString()
  if (address.range() === 'rfc6052') {
    return new ipaddr.IPv4(address.toByteArray().slice(12)).toString()
  }
  return `${address.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`
}

const withoutPort = (text: string): string =>
  /^\[([^\]]+)\](:\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text
