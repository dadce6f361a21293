import { AddressRefused } from './guard-address.ts'

/**
 * Why nothing was delivered, in a sentence for the owner of the webhook. Of a receiver in a private network nothing is
 * repeated that it may have said.
 */
export const failureText = (error: unknown, url: string, is_private: boolean): string => {
  const refused = findRefused(error)
  if (refused) return refused.message
  const { code, message } = rootOf(error)
  const { hostname, host } = new URL(url)
  return (
    texts.get(code ?? '')?.(hostname, host) ??
    (code && /CERT|SELF_SIGNED|ALTNAME|ISSUER/.test(code)
      ? `The TLS certificate of ${hostname} is not accepted (${code}).`
      : is_private
        ? `The connection to ${host} failed.`
        : `The connection to ${host} failed: ${plain(message || code || 'unknown reason')}`)
  )
}

const texts = new Map<string, (hostname: string, host: string) => string>([
  ['ENOTFOUND', (hostname) => `The name ${hostname} does not exist.`],
  ['ENODATA', (hostname) => `The name ${hostname} has no address.`],
  ['EAI_AGAIN', (hostname) => `The name ${hostname} could not be looked up.`],
  ['ECONNREFUSED', (_hostname, host) => `Nothing accepts connections at ${host}.`],
  ['ECONNRESET', (_hostname, host) => `${host} closed the connection without an answer.`],
  ['UND_ERR_SOCKET', (_hostname, host) => `${host} closed the connection without an answer.`],
  ['EHOSTUNREACH', (hostname) => `There is no way to ${hostname}.`],
  ['ENETUNREACH', (hostname) => `There is no way to ${hostname}.`],
  [
    'UND_ERR_CONNECT_TIMEOUT',
    (_hostname, host) => `${host} did not accept the connection in time.`
  ],
  ['UND_ERR_HEADERS_TIMEOUT', () => 'There was no answer in time.'],
  ['EPROTO', (_hostname, host) => `${host} does not speak TLS.`]
])

const plain = (text: string): string =>
  text
    .slice(0, 160)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')

type Failure = { code?: string; message?: string; cause?: unknown; errors?: unknown[] }

/** A connection is tried to each address of a name; the first failure tells the most. */
const rootOf = (error: unknown): Failure => {
  const { errors, cause, ...rest } = error as Failure
  if (errors?.[0]) return rootOf(errors[0])
  if (cause && !rest.code) return rootOf(cause)
  return error as Failure
}

const findRefused = (error: unknown): AddressRefused | undefined => {
  for (let one: unknown = error; one; one = (one as Failure).cause) {
    if (one instanceof AddressRefused) return one
  }
  return undefined
}
