import type { proto } from 'baileys'

export const columns = ['out', 'in', 'quoted', 'in a group', 'edited', 'deleted'] as const
export type Column = (typeof columns)[number]

/** One row of the table: what callers give and see, and how WhatsApp's apps write the same. */
export type KindSample = {
  type: string
  /** What tells it from others of its type. */
  as?: string
  content: object
  message: proto.IMessage
  /** Of kinds with a file, which one. */
  file?: FileName
  /** What is shown of it when it arrives, unless it is what callers give. */
  shown?: object
  /** What stands in a message that quotes it, unless all of it does. */
  quoted?: proto.IMessage
  /** Where there is no round trip, and why. */
  none: Partial<Record<Column, string>>
}

export type FileName = 'photo.jpg' | 'film.mp4' | 'song.mp3' | 'voice.ogg' | 'bill.pdf' | 'cat.webp'

export const only_texts = { edited: 'no: WhatsApp edits texts and captions only' }
export const degrees = { degreesLatitude: 30.0459, degreesLongitude: 31.2243 }
