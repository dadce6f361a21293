import { LRUCache } from 'lru-cache'
import type { Support } from '../../domain/support.ts'
import { createBatch, eachOnce } from '../../lib/batch.ts'
import type { Db } from '../../lib/db.ts'
import { type CredentialRow, findApiKeysByHash } from '../../store/api-keys.ts'
import { findLinkTokensByHash, type LinkTokenRow } from '../../store/link-tokens.ts'
import { findLogins, type Login, type LoginId } from '../../store/logins.ts'

/** What an access token of ours says, until when, in seconds since 1970, and which key signed it. */
export type ReadToken = LoginId & {
  expires_s: number
  key_id: string
  support?: Support
}

/** Looks up who sent a request. What the database knows is asked for each request, so a revocation counts at once; those of one moment are asked for together, each once. */
export type Credentials = {
  login(id: LoginId): Promise<Login | null>
  apiKey(hash: Buffer): Promise<CredentialRow | null>
  linkToken(hash: Buffer): Promise<LinkTokenRow | null>
  /** Tokens whose signature was found good: it stays so as long as its key does. */
  good_tokens: LRUCache<string, ReadToken>
}

const asked_max = 100
const tokens_max = 10_000

export const createCredentials = (db: Db): Credentials => ({
  login: createBatch<LoginId, Login | null>(
    eachOnce(
      ({ user_id, family_id }) => `${user_id} ${family_id}`,
      (wanted) => findLogins(db, wanted)
    ),
    asked_max
  ),
  apiKey: createBatch<Buffer, CredentialRow | null>(
    eachOnce(
      (hash) => hash.toString('latin1'),
      (hashes) => findApiKeysByHash(db, hashes)
    ),
    asked_max
  ),
  linkToken: createBatch<Buffer, LinkTokenRow | null>(
    eachOnce(
      (hash) => hash.toString('latin1'),
      (hashes) => findLinkTokensByHash(db, hashes)
    ),
    asked_max
  ),
  good_tokens: new LRUCache({ max: tokens_max })
})
