/** What a file is sent as in a message. */
export const sent_purposes = [
  'image',
  'video',
  'video_note',
  'gif',
  'audio',
  'voice',
  'document',
  'sticker'
] as const

export type SentPurpose = (typeof sent_purposes)[number]

/** What a file is made into: `picture` is shown of an account or a group. */
export const media_purposes = [...sent_purposes, 'picture'] as const

export type MediaPurpose = (typeof media_purposes)[number]

/** From where a file came. */
export type MediaSource = 'upload' | 'url' | 'inline' | 'received'

/** `processing`: it is being fetched from its URL or looked at. `fetching`: WhatsApp has it, and a worker gets it. */
export type MediaStatus = 'processing' | 'fetching' | 'ready' | 'unavailable'

/** Why a file is not there, with a sentence for people. */
export const media_reasons = {
  empty: 'The file has no content.',
  too_large: 'The file is larger than is allowed.',
  wrong_type: 'The file is not of a type that can be used for this.',
  too_small: 'The picture has too few pixels: it needs at least 192 each way.',
  damaged: 'The file is damaged or cannot be read.',
  not_found: 'There is no file at this address.',
  refused: 'The server at this address refused to give the file.',
  timed_out: 'The file did not arrive in time.',
  connection_failed: 'No connection could be made to this address, or it was lost.',
  address_not_allowed: 'The address is not public, or a redirect leads to one that is not.',
  too_many_redirects: 'The address leads from one redirect to the next.',
  transcoding_unavailable:
    'The file has to be converted, and this service has no ffmpeg to do that with.',
  transcoding_failed: 'The file could not be converted.',
  infected: 'The virus scanner has found something harmful in the file.',
  not_scanned: 'The file is larger than the virus scanner takes.',
  storage_full: 'There was no room left for it.',
  expired: 'WhatsApp does not have the file any more, and the phone has not sent it again.',
  deleted: 'The file was deleted, or its time was over.',
  failed: 'The file could not be fetched after several attempts.'
} as const

export type MediaReason = keyof typeof media_reasons

/** What is known of the content of a file. */
export type MediaDetails = {
  width: number | null
  height: number | null
  seconds: number | null
  page_count: number | null
  /** A small JPEG. */
  thumbnail: Buffer | null
  /** 64 bytes of 0 to 100. */
  waveform: Buffer | null
}

export const no_details: MediaDetails = {
  width: null,
  height: null,
  seconds: null,
  page_count: null,
  thumbnail: null,
  waveform: null
}

/** A row of `media`. */
export type MediaRow = MediaDetails & {
  id: string
  tenant_id: string
  /** Of what was received. */
  session_id: string | null
  message_id: string | null
  source: MediaSource
  status: MediaStatus
  reason: MediaReason | null
  sha256: string | null
  bytes: number | null
  mime_type: string | null
  file_name: string | null
  /** Sealed: from where it is fetched. */
  origin: Buffer | null
  attempts: number
  next_attempt_at: Date | null
  created_at: Date
  expires_at: Date
}

/** A row of `media_renditions`. */
export type RenditionRow = Omit<MediaDetails, 'page_count'> &
  Pick<MediaRow, 'tenant_id' | 'reason' | 'sha256' | 'bytes' | 'mime_type' | 'created_at'> & {
    media_id: string
    purpose: MediaPurpose
    status: Exclude<MediaStatus, 'fetching'>
  }

/** The file of a message that waits to be sent, made into what it is sent as. */
export type OutgoingMedia = MediaDetails & {
  message_id: string
  media_id: string
  purpose: SentPurpose
  tenant_id: string
  sha256: string
  bytes: number
  mime_type: string
  file_name: string | null
}

/** Seals and opens the URL of a file for the delivery role. */
export const originContext = (media_id: string): string => `media:${media_id}`
