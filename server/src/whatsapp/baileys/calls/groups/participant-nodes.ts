import type { BinaryNode } from 'baileys'
import type { Group } from '../../../../schemas/group.ts'
import type { Person } from '../../../../schemas/person.ts'
import { tokenFor } from '../contact-token.ts'
import type { CallContext } from '../context.ts'

/** Somebody as a group names its members: by LID, with the number beside it where it is known, or by number. */
export const participantNode = (
  { jid, lid }: Person,
  addressing: Group['addressing_mode']
): BinaryNode => {
  const by_lid = lid !== null && (addressing === 'lid' || jid === null)
  return {
    tag: 'participant',
    attrs: by_lid ? { jid: lid, ...(jid && { phone_number: jid }) } : { jid: jid ?? '' }
  }
}

/** The same for somebody who is to be added, with what proves that they want to hear from us: some let contacts alone add them. */
export const newParticipantNode = async (
  context: CallContext,
  person: Person,
  addressing: Group['addressing_mode']
): Promise<BinaryNode> => {
  const [token] = await tokenFor(context, person.lid ?? person.jid ?? '')
  const participant = participantNode(person, addressing)
  const content = token?.content
  return content
    ? { ...participant, content: [{ tag: 'privacy', attrs: {}, content }] }
    : participant
}
