import { sha256 } from '../../lib/crypto.ts'

/** What stands in Redis for a key: of one length whatever strangers choose, and no address or e-mail to read there. */
export const redisKey = (kind: string, name: string, key: string): string =>
  `wa:${kind}:${name}:${sha256(key).toString('base64url')}`
