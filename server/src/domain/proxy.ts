export const proxy_schemes = ['http', 'https', 'socks5'] as const

/** Where a proxy is, as it is used: the host without brackets, user name and password as they were meant. */
export type SessionProxy = {
  scheme: (typeof proxy_schemes)[number]
  host: string
  port: number
  credentials: { user: string; password: string } | null
}

/** What is shown of a proxy. */
export type ProxyShown = {
  scheme: SessionProxy['scheme']
  host: string
  port: number
  has_credentials: boolean
}

export const proxy_url_chars_max = 1_000
/** What SOCKS5 has room for. */
const credential_bytes_max = 255
const default_ports = { http: 80, https: 443, socks5: 1080 } as const

/** The proxy that an address stands for, or what is wrong with the address. */
export const parseProxy = (text: string): SessionProxy | string => {
  const [, scheme, rest] = /^(http|https|socks5):\/\/(.*)$/is.exec(text) ?? []
  if (scheme === undefined || rest === undefined)
    return 'must begin with http://, https:// or socks5://'
  // What a host may be does not hang on the scheme; the parser knows it for this one alone.
  const url = URL.parse(`ftp://${rest}`)
  if (!url?.hostname) return 'must be an address such as http://user:password@proxy.example:3128'
  if (url.pathname.replace('/', '') !== '' || url.search !== '' || url.hash !== '')
    return 'must end with the port: a proxy has no path'
  if (url.port === '0') return 'must have a port from 1 to 65535'
  const known = scheme.toLowerCase() as SessionProxy['scheme']
  const credentials = credentialsOf(url)
  if (typeof credentials === 'string') return credentials
  return {
    scheme: known,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    // The port that goes without saying for ftp has been left out.
    port: url.port === '' ? givenPort(rest, default_ports[known]) : Number(url.port),
    credentials
  }
}

export const showProxy = ({ scheme, host, port, credentials }: SessionProxy): ProxyShown => ({
  scheme,
  host,
  port,
  has_credentials: credentials !== null
})

const givenPort = (rest: string, otherwise: number): number =>
  /:0*21\/?$/.test(rest) ? 21 : otherwise

const credentialsOf = (url: URL): SessionProxy['credentials'] | string => {
  if (url.username === '' && url.password === '') return null
  let user: string
  let password: string
  try {
    user = decodeURIComponent(url.username)
    password = decodeURIComponent(url.password)
  } catch {
    return 'must have user name and password percent-encoded'
  }
  for (const part of [user, password]) {
    if (Buffer.byteLength(part) > credential_bytes_max)
      return `must have a user name and a password of at most ${credential_bytes_max} bytes each`
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
    if (/[\u0000-\u001f\u007f]/.test(part)) return 'must have no control characters'
  }
  if (user.includes(':')) return 'must have a user name without a colon'
  return { user, password }
}
