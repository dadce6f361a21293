import type { InboundContent } from '../../../schemas/messages/kinds.ts'
import type { EditedCaption } from '../../contract.ts'
import type { Sealed } from './sealed.ts'
import type { SealedAnswer } from './sealed-answers.ts'

/** What stands in a message now, or below its file. */
export type Edited = InboundContent | EditedCaption

export type SealedEditUse = 'Message Edit' | 'Event Edit'

/** What a message says about another one. */
export type MessageChange =
  | { kind: 'edit'; whatsapp_id: string; content: Edited | null }
  /** The file of a message once more, better. Null: in a form that not everybody can play. */
  | { kind: 'better_file'; whatsapp_id: string; content: InboundContent | null }
  /** Sealed with the secret of the message it edits. */
  | (Sealed & { kind: 'sealed_edit'; use: SealedEditUse })
  | { kind: 'delete'; whatsapp_id: string }
  /** `seconds` null: the pin is taken off. */
  | { kind: 'pin'; whatsapp_id: string; seconds: number | null }
  | { kind: 'keep'; whatsapp_id: string; keep: boolean }
  /** An empty emoji takes the reaction back. */
  | { kind: 'reaction'; whatsapp_id: string; emoji: string }
  /** The same, sealed with the secret of the message it is about, as in communities. */
  | (Sealed & { kind: 'sealed_reaction'; asker: string | null })
  | SealedAnswer
