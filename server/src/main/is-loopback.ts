import ipaddr from 'ipaddr.js'

/** Whether a service on this host name or address is reached from this machine alone. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || (ipaddr.isValid(host) && ipaddr.process(host).range() === 'loopback')
