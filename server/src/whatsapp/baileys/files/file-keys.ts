import { getMediaKeys, MEDIA_PATH_MAP, type MediaType } from 'baileys'
import type { FileReference } from '../../../domain/file-reference.ts'
import type { SentPurpose } from '../../../domain/media.ts'

/** The types that WhatsApp knows, by which keys are derived and paths are made. */
const types = {
  image: 'image',
  video: 'video',
  video_note: 'video',
  gif: 'video',
  audio: 'audio',
  voice: 'audio',
  document: 'document',
  sticker: 'sticker',
  settings: 'md-app-state'
} as const satisfies Record<FileReference['purpose'], MediaType>

export type FileKeys = { iv: Buffer; cipher_key: Buffer; mac_key: Buffer }

/** WhatsApp sends so much of the MAC. */
export const mac_bytes = 10
/** The block of AES: padding fills the last one. */
export const block_bytes = 16
export const media_key_bytes = 32

/** The keys that follow from a media key. */
export const fileKeys = async (
  media_key: Uint8Array,
  purpose: FileReference['purpose']
): Promise<FileKeys> => {
  const { iv, cipherKey, macKey } = await getMediaKeys(media_key, types[purpose])
  if (!macKey) throw new Error('the library derives no key for the MAC any more')
  return { iv: Buffer.from(iv), cipher_key: Buffer.from(cipherKey), mac_key: Buffer.from(macKey) }
}

/** Where files of this purpose are uploaded. */
export const uploadPath = (purpose: SentPurpose): string => {
  const path = MEDIA_PATH_MAP[types[purpose]]
  if (!path) throw new Error('the library knows no path for this type any more')
  return path
}

/** How long a file is when it is encrypted. */
export const encryptedBytes = (bytes: number): number =>
  bytes - (bytes % block_bytes) + block_bytes + mac_bytes
