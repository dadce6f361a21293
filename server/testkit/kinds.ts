import { proto } from 'baileys'

/** A person, as WhatsApp addresses them, and a group. */
export const to = '201001234567@s.whatsapp.net'
export const group = '120363041234567890@g.us'

/** What encoders are given: of Egyptian numbers the LID is known. */
export const context = {
  to,
  own: () => ({ jid: '201009999999:3@s.whatsapp.net', lid: '99:3@lid' }),
  lidOf: async (jid: string) => (jid.startsWith('20100') ? '77@lid' : null),
  secret: () => Buffer.alloc(32, 7)
}

/** The message as it is after it was encoded and decoded. */
export const onTheWire = (message: proto.IMessage): proto.IMessage =>
  proto.Message.decode(proto.Message.encode(message).finish())
