import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  verify
} from 'node:crypto'

/** A passkey as a phone or a password manager keeps it: ES256, for WhatsApp's web application. */
export interface Authenticator {
  readonly credential_id: Buffer
  readonly public_key: KeyObject
  /** null: kept elsewhere, in a browser for instance. What was signed there is verified all the same. */
  readonly private_key: KeyObject | null
}

/** What an account knows of a passkey: base64url, the key as SubjectPublicKeyInfo. */
export interface PasskeyCredential {
  credential_id: string
  public_key: string
}

export interface PasskeyOptions {
  challenge: string
  timeout: number
  rpId: string
  allowCredentials: unknown[]
  userVerification: string
  extensions: Record<string, unknown>
}

/** As browsers give it; every member base64url without padding. */
export interface Assertion {
  id: string
  rawId: string
  type: string
  response: {
    clientDataJSON: string
    authenticatorData: string
    signature: string
    userHandle: string | null
  }
}

const ORIGIN = 'https://web.whatsapp.com'
const RP_ID = 'whatsapp.com'
/** The person was there (UP) and proved who they are (UV). */
const FLAGS = 0b101

export const createAuthenticator = (): Authenticator => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { credential_id: randomBytes(16), public_key: publicKey, private_key: privateKey }
}

/** A passkey that is kept elsewhere; throws when the key is none. */
export const readAuthenticator = (given: PasskeyCredential): Authenticator => {
  const key = Buffer.from(given.public_key, 'base64url')
  const public_key = createPublicKey({ key, format: 'der', type: 'spki' })
  if (public_key.asymmetricKeyDetails?.namedCurve !== 'prime256v1')
    throw new Error('the key is not of P-256')
  return {
    credential_id: Buffer.from(given.credential_id, 'base64url'),
    public_key,
    private_key: null
  }
}

export const createOptions = (timeout: number): PasskeyOptions => ({
  challenge: randomBytes(32).toString('base64url'),
  timeout,
  rpId: RP_ID,
  allowCredentials: [],
  userVerification: 'required',
  extensions: { uvm: true }
})

/** What a browser's tab of WhatsApp's web application gives when the person has agreed. */
export const signOptions = (own: Authenticator, options: { challenge: string }): Assertion => {
  if (!own.private_key) throw new Error('the passkey of this account is kept elsewhere')
  const client_data = Buffer.from(
    JSON.stringify({
      type: 'webauthn.get',
      challenge: options.challenge,
      origin: ORIGIN,
      crossOrigin: false
    })
  )
  const authenticator_data = Buffer.concat([sha256(RP_ID), Buffer.from([FLAGS]), Buffer.alloc(4)])
  const signature = sign(
    'sha256',
    Buffer.concat([authenticator_data, sha256(client_data)]),
    own.private_key
  )
  const id = own.credential_id.toString('base64url')
  return {
    id,
    rawId: id,
    type: 'public-key',
    response: {
      clientDataJSON: client_data.toString('base64url'),
      authenticatorData: authenticator_data.toString('base64url'),
      signature: signature.toString('base64url'),
      userHandle: null
    }
  }
}

/** Throws a sentence about the first thing that is wrong, as strictly as a relying party has to look. */
export const verifyAssertion = (
  own: Authenticator,
  options: { challenge: string },
  credential_id: Buffer,
  bytes: Buffer
): void => {
  const { rawId, type, response } = JSON.parse(bytes.toString('utf8')) as Assertion
  const raw = (text: string): Buffer => Buffer.from(text, 'base64url')
  const client = JSON.parse(raw(response.clientDataJSON).toString('utf8')) as Record<string, string>
  const data = raw(response.authenticatorData)
  const signed = Buffer.concat([data, sha256(raw(response.clientDataJSON))])
  const checks: [boolean, string][] = [
    [type === 'public-key', 'the type of the assertion is wrong'],
    [raw(rawId).equals(credential_id), 'credential_id is not that of the assertion'],
    [credential_id.equals(own.credential_id), 'this passkey is not of this account'],
    [client.type === 'webauthn.get', 'the client data is not of a sign-in'],
    [client.challenge === options.challenge, 'another challenge was signed'],
    [client.origin === ORIGIN, 'the origin is not WhatsApp Web'],
    [data.subarray(0, 32).equals(sha256(RP_ID)), 'the relying party is another'],
    [((data[32] ?? 0) & FLAGS) === FLAGS, 'nobody was present or verified'],
    [verify('sha256', signed, own.public_key, raw(response.signature)), 'the signature is wrong']
  ]
  for (const [good, text] of checks) if (!good) throw new Error(text)
}

const sha256 = (data: Buffer | string): Buffer => createHash('sha256').update(data).digest()
