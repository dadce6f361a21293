import { type BinaryNode, isLidUser, isPnUser, jidNormalizedUser, type WASocket } from 'baileys'
import { status_jid } from '../../../domain/status.ts'
import type { InboundContent } from '../../../schemas/messages/kinds.ts'
import type { InboundMessageFact } from '../../contract.ts'
import type { NumberOfLid, Own } from '../addresses/jid.ts'
import { messageFact } from './from-whatsapp.ts'
import type { MessageChange } from './message-change.ts'

/** Somebody says something about a message: who, where, and by which addresses he is known. */
export type Speaker = Pick<InboundMessageFact, 'chat_id' | 'sender_id' | 'from_me'> & {
  at: number
  forms: string[]
  /** Of what is answered: by which addresses the one who has asked may be known. */
  askers?: string[]
  /** WhatsApp's server lets only admins do it to messages of others. */
  as_admin: boolean
}

/** Something about a message whose author may be the one who says it (null), or this one. */
type Asking = { asker: string | null }

const admin_revoke = '8'
const nothing: InboundContent = { type: 'unsupported', unsupported: { kinds: [] } }

/** Finds who says something about a message, read from the envelope; null: it comes from no chat. */
export const createSpeakers = ({
  own,
  numberOfLid,
  lidOfNumber
}: {
  own: () => Own
  numberOfLid: NumberOfLid
  lidOfNumber: WASocket['signalRepository']['lidMapping']['getLIDForPN']
}): ((stanza: BinaryNode, change: MessageChange | Asking) => Promise<Speaker | null>) => {
  /** All addresses of these people, as far as they are known. */
  const formsOf = async (given: (string | null | undefined)[]): Promise<string[]> => {
    const forms = new Set<string>()
    for (const jid of given) if (jid) forms.add(jidNormalizedUser(jid))
    for (const jid of [...forms]) {
      if (!isPnUser(jid) && !isLidUser(jid)) continue
      const other = isLidUser(jid) ? await numberOfLid(jid) : await lidOfNumber(jid)
      if (other) forms.add(jidNormalizedUser(other))
    }
    return [...forms].filter((jid) => isPnUser(jid) || isLidUser(jid))
  }

  return async (stanza, change) => {
    const fact = await messageFact(stanza, nothing, own(), numberOfLid)
    if (fact?.type !== 'message' && fact?.type !== 'status_post') return null
    const { from, participant, edit } = stanza.attrs
    const { sender_pn, sender_lid, participant_pn, participant_lid } = stanza.attrs
    const given = fact.from_me
      ? [own().jid, own().lid]
      : [participant ?? from, sender_pn, sender_lid, participant_pn, participant_lid]
    const forms = await formsOf([fact.sender_id, ...given])
    const { sender_id, from_me, at } = fact
    const chat_id = fact.type === 'message' ? fact.chat_id : status_jid
    const as_admin = edit === admin_revoke && chat_id.endsWith('@g.us')
    const askers =
      'asker' in change ? await formsOf([change.asker, own().jid, own().lid]) : undefined
    return {
      chat_id,
      sender_id,
      from_me,
      at: at.getTime(),
      forms,
      as_admin,
      ...(askers && { askers })
    }
  }
}
