import { proto } from 'baileys'
import type { SentFile } from '../src/domain/file-reference.ts'

/** A person, as WhatsApp addresses them, and a group. */
export const to = '201001234567@s.whatsapp.net'
export const group = '120363041234567890@g.us'

/** What encoders are given: of Egyptian numbers the LID is known. */
export const context = {
  to,
  own: () => ({ jid: '201009999999:3@s.whatsapp.net', lid: '99:3@lid' }),
  lidOf: async (jid: string) => (jid.startsWith('20100') ? '77@lid' : null),
  secret: () => Buffer.alloc(32, 7),
  secretOf: async () => Buffer.alloc(32, 8)
}

/** The message as it is after it was encoded and decoded. */
export const onTheWire = (message: proto.IMessage): proto.IMessage =>
  proto.Message.decode(proto.Message.encode(message).finish())

/** A file of which all is known. */
export const file: SentFile = {
  purpose: 'image',
  url: 'https://mmg.whatsapp.net/v/t62.7118-24/x.enc?ccb=11-4&oh=ab&oe=cd&mms3=true',
  direct_path: '/v/t62.7118-24/x.enc?ccb=11-4&oh=ab&oe=cd',
  media_key: Buffer.alloc(32, 1),
  file_sha256: Buffer.alloc(32, 2),
  file_enc_sha256: Buffer.alloc(32, 3),
  bytes: 1_234,
  media_key_at: new Date('2026-11-28T08:00:00Z'),
  mime_type: 'application/octet-stream',
  file_name: null,
  width: null,
  height: null,
  seconds: null,
  page_count: null,
  thumbnail: null,
  waveform: null
}
