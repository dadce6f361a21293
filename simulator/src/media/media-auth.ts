import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Device } from '../phones/phone.ts'

/** How long a client may use one answer, and how long the server takes what came with it. */
export const CONNECTION_TTL_S = 300
export const AUTH_TTL_S = 6 * 60 * 60

/** The right to upload for a while; the server keeps nothing of it. */
export const issueMediaAuth = (secret: Buffer, device: Device): string => {
  const expires_s = Math.floor(Date.now() / 1000) + AUTH_TTL_S
  const claim = `${device.phone.number}:${device.id}:${expires_s}`
  return `${Buffer.from(claim).toString('base64url')}.${sign(secret, claim)}`
}

export const isMediaAuth = (secret: Buffer, auth: string): boolean => {
  const [encoded = '', signature = ''] = auth.split('.')
  const claim = Buffer.from(encoded, 'base64url').toString()
  const expected = Buffer.from(sign(secret, claim))
  const given = Buffer.from(signature)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false
  return Number(claim.split(':')[2]) > Date.now() / 1000
}

const sign = (secret: Buffer, claim: string): string =>
  createHmac('sha256', secret).update(claim).digest('base64url')
