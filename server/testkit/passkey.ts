import { createHash } from 'node:crypto'
import type { PasskeyAssertion, PasskeyOptions } from '../src/domain/passkey.ts'

/** What WhatsApp asks to have signed, always the same. */
export const asked_options: PasskeyOptions = {
  challenge: Buffer.alloc(32, 5).toString('base64url'),
  timeout: 600_000,
  rpId: 'whatsapp.com',
  allowCredentials: [],
  userVerification: 'required',
  extensions: { uvm: true }
}

type Signed = {
  client?: Record<string, unknown>
  site?: string
  flags?: number
  more?: Partial<PasskeyAssertion>
}

/** What a browser gives for these options; with another client data, site or flags, as something else that was signed. */
export const signedFor = ({ client, site, flags, more }: Signed = {}): PasskeyAssertion => {
  const id = Buffer.alloc(16, 7).toString('base64url')
  const data = Buffer.concat([
    createHash('sha256')
      .update(site ?? 'whatsapp.com')
      .digest(),
    Buffer.from([flags ?? 0b101]),
    Buffer.alloc(4)
  ])
  return {
    id,
    rawId: id,
    type: 'public-key',
    response: {
      clientDataJSON: encoded({
        type: 'webauthn.get',
        challenge: asked_options.challenge,
        origin: 'https://web.whatsapp.com',
        crossOrigin: false,
        ...client
      }),
      authenticatorData: data.toString('base64url'),
      signature: Buffer.alloc(70, 9).toString('base64url'),
      userHandle: null
    },
    ...more
  }
}

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

const soon = (): Date => new Date(Date.now() + 300_000)

/** A session whose number waits for its owner's signature, as a worker writes it. */
export const asking_columns = () => ({
  status: 'passkey_required' as const,
  passkey_options: asked_options,
  passkey_expires_at: soon()
})

/** A session whose codes wait to be compared. */
export const comparing_columns = () => ({
  status: 'passkey_required' as const,
  passkey_code: 'ABCD-2345',
  passkey_confirm: true,
  passkey_code_expires_at: soon(),
  passkey_expires_at: soon()
})
