import { errors as jose_errors, jwtVerify, SignJWT } from 'jose'
import { AppError } from '../../domain/errors.ts'
import type { Deps } from '../deps.ts'

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
export const readAccessToken = async (deps: TokenDeps, token: string): Promise<AccessClaims> => {
  try {
    const { payload } = await jwtVerify(token, deps.jwt_secret, {
      algorithms: [algorithm],
      issuer,
      audience,
      currentDate: deps.clock.now(),
      requiredClaims: ['exp', 'sub', 'family']
    })
    const { sub, family } = payload
    if (typeof sub === 'string' && typeof family === 'string') {
      return { user_id: sub, family_id: family }
    }
  } catch (error) {
    if (error instanceof jose_errors.JWTExpired) throw new AppError('token_expired')
    if (!(error instanceof jose_errors.JOSEError)) throw error
  }
  throw new AppError('unauthenticated')
}
