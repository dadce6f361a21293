import type { MessageErrorCode } from '../domain/message.ts'

/** WhatsApp refused the message; sending it again would not help. */
export class SendRefused extends Error {
  override name = 'SendRefused'
  readonly code: MessageErrorCode
  readonly whatsapp_code: string | undefined
  constructor(code: MessageErrorCode, whatsapp_code?: string) {
    super(code)
    this.code = code
    this.whatsapp_code = whatsapp_code
  }
}

/** Nobody knows whether the message arrived, or WhatsApp could not take it just now: send it again, with the same id. */
export class SendInterrupted extends Error {
  override name = 'SendInterrupted'
  readonly whatsapp_code: string | undefined
  constructor(message: string, more: { cause?: unknown; code?: string | undefined } = {}) {
    super(message, { cause: more.cause })
    this.whatsapp_code = more.code
  }
}

/** WhatsApp knows the person by another number's JID: nothing was sent, the message belongs into that chat. */
export class SendElsewhere extends Error {
  override name = 'SendElsewhere'
  readonly jid: string
  constructor(jid: string) {
    super('the account has another address')
    this.jid = jid
  }
}
