import { promises as dns, type LookupAddress } from 'node:dns'

/** The addresses of a name, or an error with the code of the failure. */
export type ResolveName = (hostname: string) => Promise<LookupAddress[]>

const try_ms = 1_500
const tries = 2

/**
 * Looks names up without the threads of the operating system's own look-up: there are four of them for the whole
 * process, and a name server that never answers would hold each for half a minute. That look-up is asked only for what
 * the name servers say they do not know, such as the names in /etc/hosts.
 */
export const createResolver = (): ResolveName => {
  const resolver = new dns.Resolver({ timeout: try_ms, tries })
  return async (hostname) => {
    if (/^(.+\.)?localhost\.?$/i.test(hostname)) return dns.lookup(hostname, { all: true })
    const results = await Promise.allSettled([
      resolver.resolve4(hostname),
      resolver.resolve6(hostname)
    ])
    const found = results.flatMap((result, index) =>
      result.status === 'fulfilled'
        ? result.value.map((address) => ({ address, family: index === 0 ? 4 : 6 }))
        : []
    )
    if (found.length > 0) return found
    const codes = results.map((result) =>
      result.status === 'rejected' ? String((result.reason as NodeJS.ErrnoException).code) : ''
    )
    // Nothing is listening at the name server, or there is none: that is found out at once, too.
    if (codes.every((code) => code !== 'ETIMEOUT' && code !== 'ECANCELLED')) {
      return dns.lookup(hostname, { all: true })
    }
    throw Object.assign(new Error('the name servers did not answer'), { code: 'EAI_AGAIN' })
  }
}
