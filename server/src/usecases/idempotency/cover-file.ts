import type { Idempotency } from '../../domain/idempotency.ts'
import { canonicalJson } from '../../lib/canonical-json.ts'
import { sha256 } from '../../lib/crypto.ts'

/**
 * Makes the fingerprint of a call cover the file that came with it, once all of it has been read: its content, its name and
 * the type that the caller gave it. How the multipart body around it is written makes no difference.
 */
export const coverFile = (
  idempotency: Idempotency,
  { file_name, mime_type }: { file_name: string | null; mime_type: string | null },
  content_sha256: string
): void => {
  const { fingerprint } = idempotency
  const file = canonicalJson({ file_name, mime_type, sha256: content_sha256 })
  idempotency.earlier_fingerprint = fingerprint
  idempotency.fingerprint = sha256(`${fingerprint.toString('hex')}\n${file}`)
}
