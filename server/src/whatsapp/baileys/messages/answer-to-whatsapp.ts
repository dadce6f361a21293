import { isJidGroup, isLidUser, isPnUser, jidNormalizedUser, proto } from 'baileys'
import { voteOf } from '../../../domain/answer.ts'
import type { ChangeContent } from '../../../schemas/messages/changes.ts'
import type { MessageTarget, References } from '../../../schemas/messages/kinds.ts'
import type { StoredKeys } from '../../contract.ts'
import { SendRefused } from '../../send-errors.ts'
import type { EncodeContext } from '../kinds/codec.ts'
import { keyOf } from '../kinds/message-key.ts'
import { type SealUse, seal } from './sealed.ts'
import { responseBytes, voteBytes } from './sealed-answers.ts'

type Answering = Extract<ChangeContent, { type: 'poll_vote' | 'event_response' }> & References

/** A vote in a poll, or an answer to an event, sealed with its secret. */
export const encodeAnswer = async (
  content: Answering,
  target: MessageTarget,
  context: EncodeContext
): Promise<proto.IMessage> => {
  const key = await keyOf(target, context)
  const now_ms = Date.now()
  if (content.type === 'poll_vote') {
    const vote = await sealFor(
      target,
      context,
      'Poll Vote',
      voteBytes(voteOf(content.poll_vote.options))
    )
    return proto.Message.create({
      pollUpdateMessage: { pollCreationMessageKey: key, vote, senderTimestampMs: now_ms }
    })
  }
  const bytes = responseBytes(content.event_response, now_ms)
  const sealed = await sealFor(target, context, 'Event Response', bytes)
  return proto.Message.create({
    encEventResponseMessage: { eventCreationMessageKey: key, ...sealed }
  })
}

/** The secret of a message that is answered, ours or somebody else's; null: it came without one. */
export const secretOfTarget =
  (messages: StoredKeys['messages']) =>
  async ({ whatsapp_id, from_me }: MessageTarget): Promise<Uint8Array | null> => {
    const known = await messages(whatsapp_id)
    return known.find(({ direction }) => (direction === 'outbound') === from_me)?.secret ?? null
  }

/** Both are named as the chat names people: groups, and persons who are written to under their LID, by LID. */
const sealFor = async (
  target: MessageTarget,
  { to, own, lidOf, secretOf }: EncodeContext,
  use: SealUse,
  plaintext: Uint8Array
): Promise<ReturnType<typeof seal>> => {
  const secret = await secretOf(target)
  if (!secret) throw new SendRefused('not_answerable')
  const { whatsapp_id, from_me, sender_id } = target
  const by_lid = isJidGroup(to) || isLidUser(to)
  const { jid, lid } = own()
  const speaker = jidNormalizedUser((by_lid && lid) || jid || '')
  const other = sender_id ?? to
  const named = by_lid && isPnUser(other) ? ((await lidOf(other)) ?? other) : other
  const author = from_me ? speaker : jidNormalizedUser(named)
  return seal(plaintext, use, secret, { whatsapp_id, author, speaker })
}
