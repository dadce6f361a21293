import type { KeyObject } from 'node:crypto'
import { decodeProtectedHeader, errors as jose_errors, jwtVerify, SignJWT } from 'jose'
import { AppError } from '../../domain/errors.ts'
import { type Support, support_seconds_max } from '../../domain/support.ts'
import type { Key, KeyRing } from '../../lib/key-ring.ts'
import type { Deps } from '../deps.ts'
import type { ReadToken } from './credentials.ts'
import { findSigningKey, signingKey } from './signing-keys.ts'

const issuer = 'whatsapp-saas-gateway'
const audience = 'whatsapp-saas-gateway/api'
/** Of tokens with which an administrator acts for a customer. Versions that do not know what these may not do refuse them. */
const support_audience = 'whatsapp-saas-gateway/support'
/** How tokens were signed before, and are where ACCESS_TOKEN_ALGORITHM says so. */
const shared = 'HS256'
const asymmetric = 'EdDSA'

export type AccessClaims = {
  user_id: string
  family_id: string
  /** Set when an administrator acts for the user. */
  support?: Support
}

type TokenDeps = Pick<Deps, 'clock' | 'config' | 'jwt_secret'>

/** A token for one login, with the seconds it lives. */
export const signAccessToken = async (
  deps: TokenDeps,
  claims: AccessClaims
): Promise<{ access_token: string; expires_in: number }> => {
  const { support } = claims
  const expires_in = support ? support_seconds_max : deps.config.ACCESS_TOKEN_MINUTES * 60
  const now_s = Math.floor(deps.clock.now().getTime() / 1000)
  const { alg, kid, key } = signer(deps)
  const actor = support && { act: { sub: support.actor_id, family: support.actor_family_id } }
  const access_token = await new SignJWT({ family: claims.family_id, ...actor })
    .setProtectedHeader({ alg, typ: 'JWT', kid })
    .setIssuer(issuer)
    .setAudience(support ? support_audience : audience)
    .setSubject(claims.user_id)
    .setIssuedAt(now_s)
    .setExpirationTime(now_s + expires_in)
    .sign(key)
  return { access_token, expires_in }
}

/** What a token says, when it is one of ours and still valid. */
export const readAccessToken = async (
  deps: TokenDeps & Pick<Deps, 'credentials'>,
  token: string
): Promise<AccessClaims> => {
  const { good_tokens } = deps.credentials
  const known = good_tokens.get(token)
  if (known) {
    const { key_id } = known
    const stands = deps.jwt_secret.find(key_id) ?? findSigningKey(deps.jwt_secret, key_id)
    if (stands && known.expires_s * 1000 > deps.clock.now().getTime()) return known
    good_tokens.delete(token)
  }
  const read = await verify(deps, token)
  good_tokens.set(token, read)
  return read
}

const verify = async (deps: TokenDeps, token: string): Promise<ReadToken> => {
  for (const { id, alg, key } of keysFor(deps.jwt_secret, token)) {
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: [alg],
        issuer,
        audience: [audience, support_audience],
        currentDate: deps.clock.now(),
        requiredClaims: ['exp', 'sub', 'family']
      })
      const { sub, family, exp } = payload
      if (typeof sub === 'string' && typeof family === 'string' && exp !== undefined) {
        const read = { user_id: sub, family_id: family, expires_s: exp, key_id: id }
        if (payload.aud === audience) return read
        const { act } = payload as { act?: { sub?: unknown; family?: unknown } }
        if (typeof act?.sub === 'string' && typeof act.family === 'string')
          return { ...read, support: { actor_id: act.sub, actor_family_id: act.family } }
      }
    } catch (error) {
      if (error instanceof jose_errors.JWTExpired) throw new AppError('token_expired')
      if (!(error instanceof jose_errors.JOSEError)) throw error
    }
  }
  throw new AppError('unauthenticated')
}

const signer = ({ config, jwt_secret }: TokenDeps) => {
  if (config.ACCESS_TOKEN_ALGORITHM === shared) {
    const { id, bytes } = jwt_secret.current()
    return { alg: shared, kid: id, key: bytes }
  }
  const { id, private_key } = signingKey(jwt_secret)
  return { alg: asymmetric, kid: id, key: private_key }
}

type Checked = { id: string; alg: string; key: Uint8Array | KeyObject }

/**
 * What a token is to be checked with: the key it names, in the one way that this key signs. A public key is never taken as
 * a shared secret, whatever a token claims. Of a token from before keys had names, any secret.
 */
const keysFor = (ring: KeyRing, token: string): Checked[] => {
  let header: { alg?: string | undefined; kid?: unknown }
  try {
    header = decodeProtectedHeader(token)
  } catch {
    return []
  }
  const { alg, kid } = header
  if (alg === asymmetric) {
    const key = typeof kid === 'string' ? findSigningKey(ring, kid) : undefined
    return key ? [{ id: key.id, alg: asymmetric, key: key.public_key }] : []
  }
  if (kid === undefined) return ring.keys().map(withSecret)
  const key = typeof kid === 'string' ? ring.find(kid) : undefined
  return key ? [withSecret(key)] : []
}

const withSecret = ({ id, bytes }: Key): Checked => ({ id, alg: shared, key: bytes })
