import type { Readable, Writable } from 'node:stream'

/**
 * A stored file: whose it is, and the SHA-256 of its content in lower-case hex. The same content of one tenant is one file,
 * of two tenants it is two: nobody can find out what somebody else has.
 */
export type MediaKey = { tenant_id: string; sha256: string }

export type StoredMedia = MediaKey & {
  bytes: number
  /** When it was put last. */
  stored_at: Date
}

/** Bytes `from` to `to`, both included; without `to` up to the end. */
export type ByteRange = { from: number; to?: number }

export type MediaContent = {
  /** To be read to its end or destroyed. It goes on although the file is deleted meanwhile. */
  readonly content: Readable
  /** Writes it into a stream instead, which costs less, and does not end that. Rejects where the stream is closed before. */
  pour(into: Writable): Promise<void>
  /** Of the whole file. */
  bytes: number
  from: number
  to: number
}

export type PutOptions = {
  /** More than this is refused with MediaTooLarge, as soon as it has come. */
  bytes_max: number
  /** Made by the product itself from what was looked at before: no virus scanner has to see it. */
  is_own?: boolean
  /** Ends the put, whatever the source does. */
  signal?: AbortSignal
}

/**
 * Where files of tenants are kept. Content flows through in pieces; no method holds a whole file in memory. Files are not
 * sealed here: what protects them is where they are kept. An id or hash of the wrong form throws MediaKeyError, so nothing
 * outside of the tenant's own can be named.
 *
 * Who may see a file and when nobody needs it any more is decided by rows in the database, not here. Whoever deletes holds
 * the row through which others find the file, as whoever puts does: a put and a deletion of one content at the same time may
 * otherwise end either way.
 */
export type MediaStore = {
  readonly kind: 'disk' | 's3'
  /**
   * Reads `content` to its end and keeps it. It is there as a whole and survives a power failure when this resolves; when it
   * rejects nothing of it was ever to be seen. The source is closed in any case.
   */
  put(
    tenant_id: string,
    content: AsyncIterable<Uint8Array>,
    options: PutOptions
  ): Promise<StoredMedia>
  find(key: MediaKey): Promise<StoredMedia | null>
  /** Null when there is no such file. Throws MediaRangeError for a range that begins behind the end. */
  read(key: MediaKey, range?: ByteRange): Promise<MediaContent | null>
  /** What is not there is deleted already. */
  delete(key: MediaKey): Promise<void>
  /** Deletes all files of a tenant, and whatever else bears its name. */
  deleteAll(tenant_id: string): Promise<void>
  /** All files, or those of one tenant, in no order: to find what no row knows. What changes meanwhile may be in it or not. */
  list(tenant_id?: string): AsyncIterable<StoredMedia>
  /** Removes what puts have left that never came to an end, and began before this. Says how many there were. */
  removeUnfinished(before: Date): Promise<number>
  /** Bytes that can still be stored; null where nobody knows. */
  freeBytes(): Promise<number | null>
  /** Rejects when the store, or its virus scanner, cannot be reached. */
  check(): Promise<void>
}

/** There is more content than may be put. */
export class MediaTooLarge extends Error {
  override name = 'MediaTooLarge'
  readonly bytes_max: number
  constructor(bytes_max: number) {
    super(`a file may have at most ${bytes_max} bytes`)
    this.bytes_max = bytes_max
  }
}

/** The store has no room left. It may have later. */
export class MediaStoreFull extends Error {
  override name = 'MediaStoreFull'
}

/** The virus scanner has found something, or does not take the file. */
export class MediaUnfit extends Error {
  override name = 'MediaUnfit'
  readonly reason: 'infected' | 'not_scanned'
  constructor(reason: 'infected' | 'not_scanned') {
    super(`the file is ${reason}`)
    this.reason = reason
  }
}

/** The range begins behind the end of the file. */
export class MediaRangeError extends Error {
  override name = 'MediaRangeError'
  readonly bytes: number
  constructor(bytes: number) {
    super(`the file has ${bytes} bytes`)
    this.bytes = bytes
  }
}

/** This cannot be the id of a tenant, or a hash. */
export class MediaKeyError extends Error {
  override name = 'MediaKeyError'
}

const tenant_id_form = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/
const sha256_form = /^[0-9a-f]{64}$/

/** Throws unless this is a word of letters and digits, without anything that a path or address gives a meaning to. */
export const checkTenantId = (tenant_id: string): void => {
  if (!tenant_id_form.test(tenant_id)) throw new MediaKeyError('not the id of a tenant')
}

export const checkMediaKey = ({ tenant_id, sha256 }: MediaKey): void => {
  checkTenantId(tenant_id)
  if (!sha256_form.test(sha256)) throw new MediaKeyError('not a SHA-256 in lower-case hex')
}

export const isMediaKey = (key: MediaKey): boolean =>
  tenant_id_form.test(key.tenant_id) && sha256_form.test(key.sha256)

/** The range within a file of so many bytes; throws MediaRangeError when nothing of it is there. */
export const rangeWithin = (
  bytes: number,
  range: ByteRange = { from: 0 }
): { from: number; to: number } => {
  const { from, to = bytes - 1 } = range
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 0)
    throw new MediaRangeError(bytes)
  if (from === 0 && bytes === 0) return { from: 0, to: -1 }
  if (from >= bytes || to < from) throw new MediaRangeError(bytes)
  return { from, to: Math.min(to, bytes - 1) }
}
