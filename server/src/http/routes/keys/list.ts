import { z } from 'zod'
import { signingKeys } from '../../../usecases/auth/signing-keys.ts'
import { route } from '../../route.ts'

const PublicKey = z
  .object({
    kty: z.literal('OKP'),
    crv: z.literal('Ed25519'),
    x: z.string(),
    kid: z.string(),
    alg: z.literal('EdDSA'),
    use: z.literal('sig')
  })
  .meta({ id: 'PublicKey' })

const PublicKeys = z.object({ keys: z.array(PublicKey) }).meta({ id: 'PublicKeys' })

export const listPublicKeysRoute = route({
  operation_id: 'listPublicKeys',
  method: 'GET',
  url: '/.well-known/jwks.json',
  public: true,
  schema: { response: { 200: PublicKeys } },
  summary: 'List the keys that access tokens are checked with',
  description:
    'As in RFC 7517. The first one signs new tokens; the others have signed tokens that are still valid. A good signature does not tell whether the login still stands.',
  tags: ['auth'],
  handler: (deps) => ({
    keys: signingKeys(deps.jwt_secret).map(({ id, public_key }) => ({
      kty: 'OKP' as const,
      crv: 'Ed25519' as const,
      x: String(public_key.export({ format: 'jwk' }).x),
      kid: id,
      alg: 'EdDSA' as const,
      use: 'sig' as const
    }))
  })
})
