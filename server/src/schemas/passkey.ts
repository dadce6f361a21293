import { z } from 'zod'
import { time } from './time.ts'

const base64url = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[A-Za-z0-9_-]+$/, 'Must be base64url without padding.')

const CredentialId = base64url(1_364)
const transports = z.array(z.string().min(1).max(20)).max(10)

/** Members that browsers add; nothing here hangs on them. */
const besides = {
  authenticatorAttachment: z.string().max(40).nullable().optional(),
  clientExtensionResults: z.record(z.string().max(100), z.unknown()).optional()
}

const credential = <Response extends z.ZodType>(response: Response) =>
  z
    .strictObject({
      id: CredentialId,
      rawId: CredentialId,
      type: z.literal('public-key'),
      response,
      ...besides
    })
    .refine(({ id, rawId }) => id === rawId, {
      path: ['rawId'],
      message: 'Must be the same as id.'
    })
    .transform(({ clientExtensionResults: _, authenticatorAttachment: __, ...rest }) => rest)

/** What a browser has made: `JSON.stringify` of what `navigator.credentials.create` gives. */
export const PasskeyRegistration = credential(
  z.strictObject({
    clientDataJSON: base64url(4_096),
    attestationObject: base64url(16_384),
    authenticatorData: base64url(8_192).optional(),
    publicKey: base64url(4_096).nullable().optional(),
    publicKeyAlgorithm: z.number().int().optional(),
    transports: transports.optional()
  })
).describe('What navigator.credentials.create() has given, as its toJSON() says it.')
export type PasskeyRegistration = z.output<typeof PasskeyRegistration>

/** What a browser has signed: `JSON.stringify` of what `navigator.credentials.get` gives. */
export const PasskeyAssertion = credential(
  z.strictObject({
    clientDataJSON: base64url(4_096),
    authenticatorData: base64url(4_096),
    signature: base64url(2_048),
    userHandle: base64url(100).nullable().optional(),
    attestationObject: base64url(16_384).nullable().optional()
  })
).describe('What navigator.credentials.get() has given, as its toJSON() says it.')
export type PasskeyAssertion = z.output<typeof PasskeyAssertion>

export const PasskeyName = z.string().trim().min(1).max(100)

export const Passkey = z
  .object({
    id: z.string(),
    name: z.string(),
    transports: z
      .array(z.string())
      .describe('How its authenticator is reached, as far as it says.'),
    backed_up: z
      .boolean()
      .describe('Whether it was copied to other devices of its owner when it was used last.'),
    created_at: time,
    last_used_at: time.nullable()
  })
  .meta({ id: 'UserPasskey' })

const named = z.object({ id: z.string(), type: z.literal('public-key') })

/** For `PublicKeyCredential.parseCreationOptionsFromJSON`. */
export const PasskeyCreation = z
  .object({
    rp: z.object({ id: z.string(), name: z.string() }),
    user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
    challenge: z.string(),
    pubKeyCredParams: z.array(z.object({ type: z.literal('public-key'), alg: z.number() })),
    timeout: z.number(),
    excludeCredentials: z.array(named),
    authenticatorSelection: z.object({
      residentKey: z.literal('required'),
      requireResidentKey: z.boolean(),
      userVerification: z.literal('required')
    }),
    attestation: z.literal('none')
  })
  .meta({ id: 'PasskeyCreation' })
export type PasskeyCreation = z.output<typeof PasskeyCreation>

/** For `PublicKeyCredential.parseRequestOptionsFromJSON`. */
export const PasskeyRequest = z
  .object({
    challenge: z.string(),
    rpId: z.string(),
    allowCredentials: z.array(named),
    userVerification: z.enum(['required', 'preferred']),
    timeout: z.number()
  })
  .meta({ id: 'PasskeyRequest' })
export type PasskeyRequest = z.output<typeof PasskeyRequest>
