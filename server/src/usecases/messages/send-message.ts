import type { Priority } from '../../domain/priority.ts'
import type { StatusPost } from '../../domain/status.ts'
import type { ChangeContent } from '../../schemas/messages/changes.ts'
import type { MessageTarget, ReceiptTarget, SentContent } from '../../schemas/messages/kinds.ts'
import type { TemplateUse, UsedTemplate } from '../../schemas/template.ts'
import type { GivenFile } from './keep-given-files.ts'

type Envelope = {
  session_id: string
  to: string
  priority?: Priority | undefined
  /** Not before this time. */
  send_at?: string | undefined
  /** Not after this time; or `ttl_s` after it was accepted or was to be sent. */
  expires_at?: string | undefined
  ttl_s?: number | undefined
  /** It is posted as a status, for these people; `to` names nobody then. */
  post?: StatusPost | undefined
  /** The message it quotes. */
  context?: { message_id: string } | undefined
  /** The file that the call has brought along; its id stands in the content. */
  given_file?: GivenFile | undefined
  /** The trace that the caller has made it a part of. */
  traceparent?: string | undefined
}

/** What a caller asks to be sent, and when. */
export type SendMessage = Envelope & {
  /** The template it was made from. */
  template?: UsedTemplate | undefined
} & (
    | (SentContent & { forwarding_score?: number })
    | (ChangeContent & { target: MessageTarget; captioned?: string; receipts?: ReceiptTarget[] })
  )

/** The same before a template is filled in. */
export type AskedMessage = SendMessage | (Envelope & { type: 'template'; template: TemplateUse })
