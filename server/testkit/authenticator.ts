import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign
} from 'node:crypto'

/** What a browser is given, as far as an authenticator needs it. */
type Creation = { rp: { id: string }; user: { id: string }; challenge: string }
type Request = { rpId: string; challenge: string }

export type Made = { id: string; key: KeyObject; user: string; site: string; counter: number }

/** How it differs from what a browser on the right page would do. */
export type Twist = {
  origin?: string
  site?: string
  type?: string
  challenge?: string
  /** Whether it has seen who uses it. */
  seen?: boolean
  counter?: number
  user?: string | null
  /** Of another passkey. */
  id?: string
  /** How it says who made it. */
  format?: string
  crossOrigin?: boolean
}

/** A passkey that nobody has registered. */
export const newPasskey = (
  site: string,
  user: string,
  id = randomBytes(16).toString('base64url')
): Made => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { id, key: privateKey, user, site, counter: 0 }
}

const flag = { present: 0x01, verified: 0x04, attested: 0x40 }

/**
 * An authenticator and the browser before it, as the specification has them (WebAuthn level 2): keys on P-256, attestation "none".
 * `counts`: whether it counts what it signs; those that share their passkeys say 0.
 */
export const createAuthenticator = (page: string, { counts = true } = {}) => {
  const passkeys: Made[] = []
  return {
    passkeys,
    create: (options: Creation, twist: Twist = {}) => {
      const site = twist.site ?? options.rp.id
      const made = newPasskey(site, options.user.id, twist.id)
      passkeys.push(made)
      const id = Buffer.from(made.id, 'base64url')
      const length = Buffer.alloc(2)
      length.writeUInt16BE(id.length)
      const attested = Buffer.concat([
        Buffer.alloc(16),
        length,
        id,
        coseKey(createPublicKey(made.key))
      ])
      const data = Buffer.concat([
        authenticatorData(site, flag.attested | seenFlags(twist), made.counter),
        attested
      ])
      return {
        ...named(made.id),
        response: {
          clientDataJSON: clientData(
            page,
            twist.type ?? 'webauthn.create',
            options.challenge,
            twist
          ),
          attestationObject: map([
            [text('fmt'), text(twist.format ?? 'none')],
            [text('attStmt'), map([])],
            [text('authData'), bytes(data)]
          ]).toString('base64url'),
          transports: ['internal']
        }
      }
    },
    get: (options: Request, twist: Twist = {}, made = passkeys.at(-1)) => {
      if (!made) throw new Error('there is no passkey in this authenticator')
      if (counts) made.counter++
      const data = authenticatorData(
        twist.site ?? options.rpId,
        seenFlags(twist),
        twist.counter ?? made.counter
      )
      const client = clientData(page, twist.type ?? 'webauthn.get', options.challenge, twist)
      const hash = createHash('sha256').update(Buffer.from(client, 'base64url')).digest()
      return {
        ...named(twist.id ?? made.id),
        response: {
          clientDataJSON: client,
          authenticatorData: data.toString('base64url'),
          signature: sign('sha256', Buffer.concat([data, hash]), made.key).toString('base64url'),
          userHandle: twist.user === undefined ? made.user : twist.user
        }
      }
    }
  }
}

const named = (id: string) => ({
  id,
  rawId: id,
  type: 'public-key' as const,
  authenticatorAttachment: 'platform',
  clientExtensionResults: {}
})

const seenFlags = ({ seen = true }: Twist): number => flag.present | (seen ? flag.verified : 0)

const authenticatorData = (site: string, flags: number, counter: number): Buffer => {
  const tail = Buffer.alloc(5)
  tail.writeUInt8(flags)
  tail.writeUInt32BE(counter, 1)
  return Buffer.concat([createHash('sha256').update(site).digest(), tail])
}

const clientData = (page: string, type: string, challenge: string, twist: Twist): string =>
  Buffer.from(
    JSON.stringify({
      type,
      challenge: twist.challenge ?? challenge,
      origin: twist.origin ?? page,
      crossOrigin: twist.crossOrigin ?? false
    })
  ).toString('base64url')

/** A public key as COSE has it: EC2, ES256, P-256, x, y. */
const coseKey = (key: KeyObject): Buffer => {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  return map([
    [integer(1), integer(2)],
    [integer(3), integer(-7)],
    [integer(-1), integer(1)],
    [integer(-2), bytes(Buffer.from(x, 'base64url'))],
    [integer(-3), bytes(Buffer.from(y, 'base64url'))]
  ])
}

/** CBOR (RFC 8949), as much as there is of it here. */
const head = (major: number, value: number): Buffer => {
  if (value < 24) return Buffer.from([(major << 5) | value])
  if (value < 256) return Buffer.from([(major << 5) | 24, value])
  return Buffer.from([(major << 5) | 25, value >> 8, value & 0xff])
}
const integer = (value: number): Buffer => (value < 0 ? head(1, -1 - value) : head(0, value))
const bytes = (value: Buffer): Buffer => Buffer.concat([head(2, value.length), value])
const text = (value: string): Buffer => Buffer.concat([head(3, value.length), Buffer.from(value)])
const map = (entries: [Buffer, Buffer][]): Buffer =>
  Buffer.concat([head(5, entries.length), ...entries.flat()])
