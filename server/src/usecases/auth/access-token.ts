import { decodeProtectedHeader, errors as jose_errors, jwtVerify, SignJWT } from 'jose'
import { AppError } from '../../domain/errors.ts'
import type { Key, KeyRing } from '../../lib/key-ring.ts'
import type { Deps } from '../deps.ts'
import type { ReadToken } from './credentials.ts'

const issuer = 'whatsapp-saas-gateway'
const audience = 'whatsapp-saas-gateway/api'
const algorithm = 'HS256'

export type AccessClaims = { user_id: string; family_id: string }

type TokenDeps = Pick<Deps, 'clock' | 'config' | 'jwt_secret'>

/** A token for one login, with the seconds it lives. */
export const signAccessToken = async (
  deps: TokenDeps,
  claims: AccessClaims
): Promise<{ access_token: string; expires_in: number }> => {
  const expires_in = deps.config.ACCESS_TOKEN_MINUTES * 60
  const now_s = Math.floor(deps.clock.now().getTime() / 1000)
  const { id, bytes } = deps.jwt_secret.current()
  const access_token = await new SignJWT({ family: claims.family_id })
    .setProtectedHeader({ alg: algorithm, typ: 'JWT', kid: id })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(claims.user_id)
    .setIssuedAt(now_s)
    .setExpirationTime(now_s + expires_in)
    .sign(bytes)
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
    const stands = deps.jwt_secret.find(known.key_id) !== undefined
    if (stands && known.expires_s * 1000 > deps.clock.now().getTime()) return known
    good_tokens.delete(token)
  }
  const read = await verify(deps, token)
  good_tokens.set(token, read)
  return read
}

const verify = async (deps: TokenDeps, token: string): Promise<ReadToken> => {
  for (const key of keysFor(deps.jwt_secret, token)) {
    try {
      const { payload } = await jwtVerify(token, key.bytes, {
        algorithms: [algorithm],
        issuer,
        audience,
        currentDate: deps.clock.now(),
        requiredClaims: ['exp', 'sub', 'family']
      })
      const { sub, family, exp } = payload
      if (typeof sub === 'string' && typeof family === 'string' && exp !== undefined) {
        return { user_id: sub, family_id: family, expires_s: exp, key_id: key.id }
      }
    } catch (error) {
      if (error instanceof jose_errors.JWTExpired) throw new AppError('token_expired')
      if (!(error instanceof jose_errors.JOSEError)) throw error
    }
  }
  throw new AppError('unauthenticated')
}

/** The key that a token names; of one that was signed before keys had names, any. */
const keysFor = (ring: KeyRing, token: string): readonly Key[] => {
  let kid: string | undefined
  try {
    kid = decodeProtectedHeader(token).kid
  } catch {
    return []
  }
  if (kid === undefined) return ring.keys()
  const key = typeof kid === 'string' ? ring.find(kid) : undefined
  return key ? [key] : []
}
