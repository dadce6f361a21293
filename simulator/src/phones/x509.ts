import {
  createECDH,
  createHash,
  createPrivateKey,
  createPublicKey,
  createSign,
  hkdfSync,
  type KeyObject
} from 'node:crypto'

/**
 * A certificate authority and a certificate under it, for TLS on this machine. Node can read X.509
 * but not write it, so the few structures that are needed are encoded here (RFC 5280, DER).
 */
export interface TlsCertificates {
  ca_pem: string
  cert_pem: string
  key_pem: string
}

/** The same seed gives the same authority, so a client that trusts one start trusts the next. */
export const createTlsCertificates = (seed: Buffer, hosts: string[]): TlsCertificates => {
  const authority = keyFrom(seed, 'media authority')
  const server = keyFrom(seed, 'media server')
  const issuer = name('Simulator media authority')
  const ca = certificate(authority, authority, issuer, issuer, 1, [
    extension(BASIC_CONSTRAINTS, sequence(boolean(true)), true),
    // keyCertSign and cRLSign.
    extension(KEY_USAGE, bits(Buffer.from([0x06]), 1), true)
  ])
  const leaf = certificate(server, authority, name(hosts[0] ?? ''), issuer, 2, [
    extension(BASIC_CONSTRAINTS, sequence(), true),
    // digitalSignature.
    extension(KEY_USAGE, bits(Buffer.from([0x80]), 7), true),
    extension(EXTENDED_KEY_USAGE, sequence(oid(SERVER_AUTH))),
    extension(SUBJECT_ALT_NAME, sequence(...hosts.map(generalName)))
  ])
  return {
    ca_pem: pem(ca),
    cert_pem: pem(leaf),
    key_pem: server.export({ type: 'pkcs8', format: 'pem' }).toString()
  }
}

const BASIC_CONSTRAINTS = [2, 5, 29, 19]
const KEY_USAGE = [2, 5, 29, 15]
const EXTENDED_KEY_USAGE = [2, 5, 29, 37]
const SUBJECT_ALT_NAME = [2, 5, 29, 17]
const SUBJECT_KEY_ID = [2, 5, 29, 14]
const AUTHORITY_KEY_ID = [2, 5, 29, 35]
const SERVER_AUTH = [1, 3, 6, 1, 5, 5, 7, 3, 1]
const ECDSA_SHA256 = [1, 2, 840, 10045, 4, 3, 2]
const COMMON_NAME = [2, 5, 4, 3]

const certificate = (
  subject_key: KeyObject,
  issuer_key: KeyObject,
  subject: Buffer,
  issuer: Buffer,
  serial: number,
  extensions: Buffer[]
): Buffer => {
  const algorithm = sequence(oid(ECDSA_SHA256))
  const public_info = createPublicKey(subject_key).export({ type: 'spki', format: 'der' })
  const key_ids = [
    extension(SUBJECT_KEY_ID, tagged(0x04, keyId(subject_key))),
    extension(AUTHORITY_KEY_ID, sequence(tagged(0x80, keyId(issuer_key))))
  ]
  const body = sequence(
    tagged(0xa0, integer(2)),
    integer(serial),
    algorithm,
    issuer,
    sequence(time('2020-01-01T00:00:00Z'), time('2049-12-31T23:59:59Z')),
    subject,
    public_info,
    tagged(0xa3, sequence(...extensions, ...key_ids))
  )
  const signature = createSign('sha256').update(body).sign(issuer_key)
  return sequence(body, algorithm, bits(signature, 0))
}

const keyFrom = (seed: Buffer, purpose: string): KeyObject => {
  const secret = Buffer.from(hkdfSync('sha256', seed, '', purpose, 32))
  // Below the order of P-256 whatever the seed, and never nothing.
  secret[0] = ((secret[0] ?? 0) & 0x7f) | 0x01
  const curve = createECDH('prime256v1')
  curve.setPrivateKey(secret)
  const point = curve.getPublicKey()
  const part = (bytes: Buffer): string => bytes.toString('base64url')
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    d: part(secret),
    x: part(point.subarray(1, 33)),
    y: part(point.subarray(33))
  }
  return createPrivateKey({ key: jwk, format: 'jwk' })
}

/** The hash of the public point, as RFC 5280 proposes. */
const keyId = (key: KeyObject): Buffer => {
  const der = createPublicKey(key).export({ type: 'spki', format: 'der' })
  return createHash('sha1').update(der.subarray(-65)).digest()
}

const generalName = (host: string): Buffer =>
  /^\d+(\.\d+){3}$/.test(host)
    ? tagged(0x87, Buffer.from(host.split('.').map(Number)))
    : tagged(0x82, Buffer.from(host))

const name = (common: string): Buffer =>
  sequence(tagged(0x31, sequence(oid(COMMON_NAME), tagged(0x0c, Buffer.from(common)))))

const extension = (id: number[], value: Buffer, critical = false): Buffer =>
  sequence(oid(id), ...(critical ? [boolean(true)] : []), tagged(0x04, value))

const tagged = (tag: number, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts)
  const length =
    body.length < 0x80
      ? [body.length]
      : body.length < 0x100
        ? [0x81, body.length]
        : [0x82, body.length >> 8, body.length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), body])
}

const sequence = (...parts: Buffer[]): Buffer => tagged(0x30, ...parts)

const boolean = (value: boolean): Buffer => tagged(0x01, Buffer.from([value ? 0xff : 0]))

const integer = (value: number): Buffer => tagged(0x02, Buffer.from([value]))

const bits = (value: Buffer, unused: number): Buffer => tagged(0x03, Buffer.from([unused]), value)

const time = (iso: string): Buffer =>
  tagged(0x17, Buffer.from(`${iso.replace(/[-:T]/g, '').slice(2, 14)}Z`))

const oid = ([first = 0, second = 0, ...rest]: number[]): Buffer =>
  tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]))

const base128 = (value: number): number[] => {
  const digits = [value & 0x7f]
  for (let left = value >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | 0x80)
  return digits
}

const pem = (der: Buffer): string => {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}
