import type { BinaryNode, proto } from 'baileys'
import { status_jid, status_seconds } from '../../../domain/status.ts'
import type { EngineEvent, InboundMessageFact, OpenOptions, StoredKeys } from '../../contract.ts'
import type { NumberOfLid, Own } from '../addresses/jid.ts'
import type { BorderJournal } from '../border.ts'
import { changeIn } from './change-in-message.ts'
import { contentFrom, messageFact, nameIn } from './from-whatsapp.ts'
import type { MessageChanges } from './message-changes.ts'
import { lookOf } from './post-status.ts'

type StatusPostFact = Extract<EngineEvent, { type: 'status_post' }>

/**
 * Somebody has posted a status, or takes one away. Those of others are kept where the session wants them, those of the account
 * itself always. Answers with what was recorded as a post; null: nothing.
 */
export const createHearPost =
  ({
    journal,
    stored,
    own,
    numberOfLid,
    keepsStatuses,
    changes
  }: {
    journal: BorderJournal
    stored: Pick<StoredKeys, 'messages'>
    own: () => Own
    numberOfLid: NumberOfLid
    keepsStatuses: OpenOptions['keepsStatuses']
    changes: Pick<MessageChanges, 'hear'>
  }) =>
  async (stanza: BinaryNode, said: proto.IMessage): Promise<InboundMessageFact | null> => {
    const change = changeIn(said)
    const content = change ? null : contentFrom(said)
    if (!change && !content) return null
    const fact = await messageFact(stanza, null, own(), numberOfLid)
    if (fact?.type !== 'status_post') return null
    journal.record(fact)
    const isKept = async () => fact.from_me || (await keepsStatuses())
    if (change) {
      // What else is said about a post is for its author alone.
      const meant = change.kind === 'delete' && (await stored.messages(change.whatsapp_id))
      if (meant && (meant.length > 0 || (await isKept()))) await changes.hear(stanza, change)
      return null
    }
    if (!content || isOver(fact) || !(await isKept())) return null
    const look = lookOf(said)
    const post = postFact(stanza, fact, { ...content, ...(look && { look }) })
    if (content.file) content.file.message = fileOf(stanza, post)
    journal.record(post)
    return post
  }

const isOver = ({ at }: StatusPostFact): boolean =>
  at.getTime() + status_seconds * 1_000 <= Date.now()

/** A post is a message that is in no chat, and over after a day. */
const postFact = (
  stanza: BinaryNode,
  { whatsapp_id, sender_id, from_me, at }: StatusPostFact,
  content: NonNullable<InboundMessageFact['content']>
): InboundMessageFact => ({
  type: 'message',
  whatsapp_id,
  chat_id: status_jid,
  sender_id,
  from_me,
  push_name: nameIn(stanza),
  at,
  content,
  secret: null,
  quote: null,
  forwarding_score: 0,
  disappearing_seconds: status_seconds
})

/** How the phone names the message of the file, where it is asked for it once more. */
const fileOf = ({ attrs }: BinaryNode, { whatsapp_id, from_me }: InboundMessageFact) => ({
  whatsapp_id,
  remote_jid: status_jid,
  from_me,
  participant: from_me ? null : (attrs['participant'] ?? null)
})
