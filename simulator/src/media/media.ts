import { createHash, createHmac, randomBytes } from 'node:crypto'
import { BoundedMap } from '../lib/bounded-map.ts'
import { type BlobStore, createBlobStore, putBlob } from './blob-store.ts'
import { sha256 } from './media-crypto.ts'

/** The media server's state: files are kept as they were uploaded, which is encrypted. */
export interface Media {
  /** HOST:PORT, known once the server listens. */
  host: string
  readonly secret: Buffer
  readonly files: BlobStore
  /** Profile pictures, which are not encrypted. */
  readonly pictures: BlobStore
  /** By the group's JID; null when it was taken away. */
  readonly group_pictures: BoundedMap<string, string | null>
  uploads: number
  downloads: number
  refused: number
}

const FILE_BYTES_MAX = 2 ** 31 - 1
const PICTURES_BYTES_MAX = 32 * 1024 * 1024

/** Where Baileys looks for what has no URL in its message: the history and the app state. */
export const PUBLIC_MEDIA_HOST = 'mmg.whatsapp.net'

export const createMedia = (files_bytes_max: number): Media => ({
  host: '',
  secret: randomBytes(32),
  files: createBlobStore(files_bytes_max),
  pictures: createBlobStore(PICTURES_BYTES_MAX),
  group_pictures: new BoundedMap(10_000),
  uploads: 0,
  downloads: 0,
  refused: 0
})

/** The largest file that is taken, as it is uploaded: one that would not be kept is none. */
export const fileBytesMax = ({ files }: Media): number => Math.min(FILE_BYTES_MAX, files.bytes_max)

const FILE_PREFIX = '/v/t62.7118-24/'
export const PICTURE_PREFIX = '/v/t61.24694-24/'

/** Keeps an encrypted file under the hash of its bytes; the path is what messages carry. */
export const keepFile = (media: Media, bytes: Buffer): { url: string; direct_path: string } => {
  const name = `${sha256(bytes).toString('base64url')}.enc`
  putBlob(media.files, name, bytes, 'application/octet-stream')
  const direct_path = signedPath(media, name, 0)
  return { url: `https://${media.host}${direct_path}&mms3=true`, direct_path }
}

/** A path like WhatsApp's: it says how long it is good for, and nobody can change that. */
export const signedPath = (media: Media, name: string, renewals: number): string => {
  const oe = Math.floor(Date.now() / 1000 + PATH_VALID_S).toString(16)
  const nonce = randomBytes(4).toString('hex')
  const oh = signatureOf(media, name, { oe, nonce, renewals: String(renewals) })
  return `${FILE_PREFIX}${name}?ccb=11-4&oh=${oh}&oe=${oe}&_nc_sid=${nonce}&_nc_cat=${renewals}`
}

/** Why nothing is given out for a path: the status that says so. Null: it is good. */
export const refusePath = (media: Media, name: string, query: URLSearchParams): number | null => {
  const oe = query.get('oe') ?? ''
  const renewals = query.get('_nc_cat') ?? ''
  const expected = signatureOf(media, name, { oe, nonce: query.get('_nc_sid') ?? '', renewals })
  if (query.get('oh') !== expected) return 403
  if (Number.parseInt(oe, 16) * 1000 <= Date.now()) return 403
  const hash = query.get('hash')
  if (hash !== null && `${Buffer.from(hash, 'base64').toString('base64url')}.enc` !== name)
    return 404
  const blob = media.files.blobs.get(name)
  if (!blob) return 404
  return blob.expired || blob.renewals !== Number(renewals) ? 410 : null
}

const PATH_VALID_S = 14 * 24 * 3_600

const signatureOf = (
  media: Media,
  name: string,
  { oe, nonce, renewals }: { oe: string; nonce: string; renewals: string }
): string =>
  createHmac('sha256', media.secret)
    .update(`${name} ${oe} ${nonce} ${renewals}`)
    .digest('hex')
    .slice(0, 36)

/** The name of the file a path or URL leads to; null when it leads elsewhere. */
export const fileNameOf = (path: string): string | null => {
  const { pathname } = new URL(path, `https://${PUBLIC_MEDIA_HOST}`)
  return pathname.startsWith(FILE_PREFIX) ? pathname.slice(FILE_PREFIX.length) : null
}

/** Keeps a profile picture under an id like WhatsApp's, made of digits. */
export const keepPicture = (media: Media, bytes: Buffer): string => {
  const id = String(
    createHash('sha256').update(bytes).update(randomBytes(4)).digest().readUIntBE(0, 4)
  )
  putBlob(media.pictures, id, bytes, 'image/jpeg')
  return id
}
