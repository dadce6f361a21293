import { createHash } from 'node:crypto'
import type { FieldError } from './errors.ts'

/** Where the owner of a number has to sign: a passkey of WhatsApp works on no other page. */
export const passkey_origin = 'https://web.whatsapp.com'

/** What has to be signed, as WhatsApp says it: the JSON form of PublicKeyCredentialRequestOptions. */
export type PasskeyOptions = Record<string, unknown> & { challenge: string }

/** What a browser gives when the owner has signed (`PublicKeyCredential.toJSON()`): base64url without padding. */
export type PasskeyAssertion = {
  id: string
  rawId: string
  type: 'public-key'
  response: {
    clientDataJSON: string
    authenticatorData: string
    signature: string
    userHandle?: string | null | undefined
  }
}

/**
 * What a linking with a passkey waits for. `sign`: the owner's signature. `compare`: a person who sees the same code here
 * and on the phone. `wait`: WhatsApp and the phone.
 */
export const passkey_steps = ['sign', 'compare', 'wait'] as const

export type PasskeyStep = (typeof passkey_steps)[number]

/** What a row of `sessions` knows of it. All are null while the status is another than passkey_required. */
export type PasskeyColumns = {
  passkey_options: PasskeyOptions | null
  passkey_expires_at: Date | null
  passkey_code: string | null
  passkey_confirm: boolean | null
  passkey_code_expires_at: Date | null
}

/** The step that a linking has come to; null when no number with a passkey is being linked. */
export const passkeyStep = (row: PasskeyColumns & { status: string }): PasskeyStep | null => {
  if (row.status !== 'passkey_required') return null
  if (row.passkey_options) return 'sign'
  return row.passkey_code && row.passkey_confirm ? 'compare' : 'wait'
}

/** SHA-256 of the relying party, flags, counter. */
const authenticator_data_least = 37
const user_present = 0b001
const user_verified = 0b100

/**
 * What is wrong with a signature, field by field, as far as it can be seen without the owner's public key: signed elsewhere,
 * or something else than was asked for. None: WhatsApp may judge it.
 */
export const refuseAssertion = (
  { id, rawId, response }: PasskeyAssertion,
  options: PasskeyOptions
): FieldError[] => {
  const found: FieldError[] = []
  const refuse = (path: string, message: string): void =>
    void found.push({ path: `assertion.${path}`, message })
  if (id !== rawId) refuse('rawId', 'Must be the same as id.')
  const client = readClientData(response.clientDataJSON)
  const client_path = 'response.clientDataJSON'
  if (!client) refuse(client_path, 'Must be the JSON of a signature, in base64url.')
  else if (client['type'] !== 'webauthn.get')
    refuse(client_path, 'Its type must be webauthn.get: navigator.credentials.get() makes one.')
  else if (client['challenge'] !== options.challenge)
    refuse(client_path, 'Another challenge was signed. Sign the options that GET …/passkey shows.')
  else if (client['origin'] !== passkey_origin)
    refuse(client_path, `Must be signed on a page of ${passkey_origin}.`)
  const data = Buffer.from(response.authenticatorData, 'base64url')
  const data_path = 'response.authenticatorData'
  if (data.length < authenticator_data_least) {
    refuse(data_path, `Must have at least ${authenticator_data_least} bytes.`)
    return found
  }
  const flags = data[32] ?? 0
  if (!data.subarray(0, 32).equals(relyingParty(options)))
    refuse(data_path, 'Was made for another site than the options name.')
  else if (!(flags & user_present)) refuse(data_path, 'Nobody was present when it was signed.')
  else if (options['userVerification'] === 'required' && !(flags & user_verified))
    refuse(data_path, 'The owner was not verified (screen lock, fingerprint or face).')
  return found
}

/** Whether exactly this challenge was signed. */
export const isSigned = ({ response }: PasskeyAssertion, { challenge }: PasskeyOptions): boolean =>
  readClientData(response.clientDataJSON)?.['challenge'] === challenge

const readClientData = (encoded: string): Record<string, unknown> | null => {
  try {
    const read: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'))
    return typeof read === 'object' ? (read as Record<string, unknown> | null) : null
  } catch {
    // It is not JSON: the caller says so.
    return null
  }
}

const relyingParty = (options: PasskeyOptions): Buffer => {
  const named = options['rpId']
  const site = typeof named === 'string' ? named : new URL(passkey_origin).hostname
  return createHash('sha256').update(site).digest()
}
