export type MediaType = 'image' | 'video' | 'audio' | 'document' | 'sticker'

/** The file of a received message, as the phone found it on the media server. */
export interface ReceivedMedia {
  mime: string
  /** The length and the SHA-256 (hex) of the content before encryption, as the message says. */
  bytes: number
  sha256: string
  caption: string
  file_name?: string
  /** Whether the phone could fetch and decrypt it, and all hashes, the MAC and the length are true. */
  verified: boolean
  error?: string
}

export interface SendMediaInput {
  to: string
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
  expireMedia(input?: { number?: string; id?: string }): Promise<{ expired: number }>
}
