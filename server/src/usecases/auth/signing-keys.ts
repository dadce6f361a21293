import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { createBoundedMap } from '../../lib/bounded-map.ts'
import type { Key, KeyRing } from '../../lib/key-ring.ts'

/** A pair of keys for Ed25519, and the name by which tokens and the published keys call it. */
export type SigningKey = { id: string; private_key: KeyObject; public_key: KeyObject }

const purpose = 'signing access tokens'
/** What stands before the 32 bytes of a private key in PKCS #8. */
const pkcs8_head = Buffer.from('302e020100300506032b657004220420', 'hex')
const made_max = 64
const made = createBoundedMap<string, SigningKey>(made_max)

const pairOf = ({ id, bytes }: Key): SigningKey => {
  const name = bytes.toString('base64')
  const known = made.get(name)
  if (known) return known
  const key = Buffer.concat([pkcs8_head, bytes])
  const private_key = createPrivateKey({ key, format: 'der', type: 'pkcs8' })
  const pair = { id, private_key, public_key: createPublicKey(private_key) }
  made.set(name, pair)
  return pair
}

/** They follow from the secrets of access tokens, so they are rotated with them and the same in every process. */
export const signingKeys = (jwt_secret: KeyRing): SigningKey[] =>
  jwt_secret.derive(purpose).keys().map(pairOf)

export const signingKey = (jwt_secret: KeyRing): SigningKey =>
  pairOf(jwt_secret.derive(purpose).current())

/** The key of this name; those of secrets that were taken away are not there any more. */
export const findSigningKey = (jwt_secret: KeyRing, id: string): SigningKey | undefined => {
  const key = jwt_secret.derive(purpose).find(id)
  return key && pairOf(key)
}
