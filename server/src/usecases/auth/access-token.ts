import { errors as jose_errors, jwtVerify, SignJWT } from 'jose'
import { AppError } from '../../domain/errors.ts'
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
  const access_token = await new SignJWT({ family: claims.family_id })
    .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(claims.user_id)
    .setIssuedAt(now_s)
    .setExpirationTime(now_s + expires_in)
    .sign(deps.jwt_secret)
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
    if (known.expires_s * 1000 > deps.clock.now().getTime()) return known
    good_tokens.delete(token)
  }
  const read = await verify(deps, token)
  good_tokens.set(token, read)
  return read
}

const verify = async (deps: TokenDeps, token: string): Promise<ReadToken> => {
  try {
    const { payload } = await jwtVerify(token, deps.jwt_secret, {
      algorithms: [algorithm],
      issuer,
      audience,
      currentDate: deps.clock.now(),
      requiredClaims: ['exp', 'sub', 'family']
    })
    const { sub, family, exp } = payload
    if (typeof sub === 'string' && typeof family === 'string' && exp !== undefined) {
      return { user_id: sub, family_id: family, expires_s: exp }
    }
  } catch (error) {
    if (error instanceof jose_errors.JWTExpired) throw new AppError('token_expired')
    if (!(error instanceof jose_errors.JOSEError)) throw error
  }
  throw new AppError('unauthenticated')
}
