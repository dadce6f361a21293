import { randomToken, sha256 } from '../../lib/crypto.ts'

const prefix_length = 12

/** A key as its owner gets it, how it starts (to tell keys apart), and all that is kept of it. */
export const newKey = (): { key: string; prefix: string; key_hash: Buffer } => {
  const key = `wak_${randomToken()}`
  return { key, prefix: key.slice(0, prefix_length), key_hash: sha256(key) }
}
