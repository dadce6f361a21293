import type { InboundContent } from '../../../schemas/messages/kinds.ts'
import type { Sealed } from './sealed.ts'
import type { SealedAnswer } from './sealed-answers.ts'

/** What a message says about another one. */
export type MessageChange =
  | { kind: 'edit'; whatsapp_id: string; content: InboundContent | null }
  /** Sealed with the secret of the message it edits. */
  | (Sealed & { kind: 'sealed_edit' })
  | { kind: 'delete'; whatsapp_id: string }
  /** `seconds` null: the pin is taken off. */
  | { kind: 'pin'; whatsapp_id: string; seconds: number | null }
  /** An empty emoji takes the reaction back. */
  | { kind: 'reaction'; whatsapp_id: string; emoji: string }
  | SealedAnswer
