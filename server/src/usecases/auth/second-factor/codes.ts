import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { sha256 } from '../../../lib/crypto.ts'

const issuer = 'WhatsApp SaaS Gateway'
const period_s = 30
/** A clock may be that many steps off. */
const window = 1
const recovery_codes = 10

const totpOf = (secret: Secret, label: string): TOTP =>
  new TOTP({ issuer, label, secret, algorithm: 'SHA1', digits: 6, period: period_s })

/** A new secret for an authenticator app, and the address that carries it there. */
export const newSecret = (email: string): { secret: string; otpauth_url: string } => {
  const secret = new Secret({ size: 20 })
  return { secret: secret.base32, otpauth_url: totpOf(secret, email).toString() }
}

/** The step to which a code belongs; null where it is wrong. */
export const stepOf = (secret: string, code: string, now: Date): number | null => {
  const timestamp = now.getTime()
  const totp = totpOf(Secret.fromBase32(secret), '')
  const delta = totp.validate({ token: code, timestamp, window })
  return delta === null ? null : Math.floor(timestamp / 1_000 / period_s) + delta
}

/** Codes for when the phone is lost, each good once: 80 bits of chance, in groups to be read out. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: recovery_codes }, () =>
    (
      new Secret({ buffer: Uint8Array.from(randomBytes(10)).buffer }).base32.match(/.{4}/g) ?? []
    ).join('-')
  )

/** However it was typed. */
export const hashOfRecoveryCode = (code: string): Buffer =>
  sha256(code.toUpperCase().replace(/[^A-Z2-7]/g, ''))
