import type { SentPurpose } from './media.ts'

/** Where WhatsApp has an encrypted file, and what opens it. Whoever has it can read the file: it is kept sealed. */
export type FileReference = {
  /** `settings`: of no message, but what the account has set, where that is too much for a stanza. */
  purpose: SentPurpose | 'settings'
  url: string | null
  direct_path: string | null
  media_key: Uint8Array
  /** Of the content, and of what WhatsApp has. */
  file_sha256: Uint8Array | null
  file_enc_sha256: Uint8Array | null
  bytes: number | null
}

/** A file that this account has uploaded. */
export type UploadedFile = FileReference & {
  purpose: SentPurpose
  direct_path: string
  file_sha256: Uint8Array
  file_enc_sha256: Uint8Array
  bytes: number
  media_key_at: Date
}

/** The message that a file came with, as the phone knows it. */
export type FileMessage = {
  whatsapp_id: string
  remote_jid: string
  from_me: boolean
  participant: string | null
}

/** What a message says of its file, and where that is. */
export type ReceivedFile = FileReference & {
  purpose: SentPurpose
  media_id: string
  mime_type: string
  file_name: string | null
  width: number | null
  height: number | null
  seconds: number | null
  page_count: number | null
  thumbnail: Uint8Array | null
  waveform: Uint8Array | null
  /** Null: the phone cannot be asked for it again. */
  message: FileMessage | null
}

/** What stands in a message that sends a file. */
export type SentFile = UploadedFile & {
  mime_type: string
  file_name: string | null
  width: number | null
  height: number | null
  seconds: number | null
  page_count: number | null
  thumbnail: Uint8Array | null
  waveform: Uint8Array | null
}
