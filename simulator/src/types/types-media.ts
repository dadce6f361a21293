export type MediaType = 'image' | 'video' | 'audio' | 'document' | 'sticker'

/** The file of a received message, as the phone found it on the media server. */
export interface ReceivedMedia {
  mime: string
  /** The length and the SHA-256 (hex) of the content before encryption, as the message says. */
  bytes: number
  sha256: string
  caption: string
  file_name?: string
  /** As the message says, where it does. */
  width?: number
  height?: number
  seconds?: number
  page_count?: number
  /** Base64. */
  thumbnail?: string
  waveform?: string
  voice?: true
  gif?: true
  video_note?: true
  animated?: true
  /** Whether the phone could fetch and decrypt it, and all hashes, the MAC and the length are true. */
  verified: boolean
  error?: string
}

export interface SendMediaInput {
  to: string
  /** Of a status (`to` is `status@broadcast`): who may see it. */
  people?: string[]
  type: MediaType
  /** The file in base64. */
  content?: string
  /** Instead of a file: so many random bytes. */
  size?: number
  mime?: string
  caption?: string
  file_name?: string
  seconds?: number
  /** A voice message instead of an audio file. */
  voice?: boolean
  width?: number
  height?: number
  page_count?: number
  /** Base64. */
  thumbnail?: string
  waveform?: string
  /** Of a video: played without sound again and again, or filmed as a round note. */
  gif?: boolean
  video_note?: boolean
  animated?: boolean
  view_once?: boolean
  /** The id of a message of its chat whose photo or video this is once more, in higher quality. */
  hd_of?: string
  /** The same, in a form that saves room. */
  hevc_of?: string
  /** What the message says wrongly about its file, or what is wrong with it. */
  wrong?: 'mac' | 'sha256' | 'enc_sha256' | 'length' | 'key' | 'host' | 'path'
  id?: string
}

export interface SentMedia {
  id: string
  bytes: number
  sha256: string
  direct_path: string
}

export interface MediaCalls {
  sendMedia(number: string, input: SendMediaInput): Promise<SentMedia>
  /** Files can't be fetched any more until their sender uploads them again: one message's, or all. */
  expireMedia(input?: {
    number?: string
    id?: string
    /** Their sender does not have them any more either. */
    gone?: boolean
  }): Promise<{ expired: number }>
}
