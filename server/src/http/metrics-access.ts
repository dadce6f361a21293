import { timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import ipaddr from 'ipaddr.js'
import { sha256 } from '../lib/crypto.ts'
import type { Settings } from '../usecases/settings.ts'

/** What a proxy writes into what it passes on. */
const of_proxies = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip'
]

/**
 * Whether a request may read the metrics: with the token, or without one from a program of this machine. What a proxy of
 * this machine passes on comes from elsewhere, so there is no such program where the product has a public address, nor
 * behind what calls itself a proxy.
 */
export const mayReadMetrics = (
  config: Pick<Settings, 'METRICS_TOKEN' | 'PUBLIC_URL'>,
  request: Pick<FastifyRequest, 'headers' | 'socket'>
): boolean => {
  const { METRICS_TOKEN, PUBLIC_URL } = config
  const { authorization = '' } = request.headers
  if (METRICS_TOKEN !== undefined)
    return timingSafeEqual(sha256(authorization), sha256(`Bearer ${METRICS_TOKEN}`))
  if (PUBLIC_URL !== undefined) return false
  if (of_proxies.some((name) => request.headers[name] !== undefined)) return false
  const { remoteAddress } = request.socket
  if (remoteAddress === undefined || !ipaddr.isValid(remoteAddress)) return false
  return ipaddr.process(remoteAddress).range() === 'loopback'
}
