import { isJidGroup, isPnUser, type WASocket } from 'baileys'
import { status_jid } from '../../../domain/status.ts'
import type { MessageContent } from '../../../schemas/messages/kinds.ts'
import { receiptName, type ServerAcks } from '../events/acks.ts'

const ack_timeout_ms = 20_000

/**
 * Tells senders that their messages were read, and what was played. Resolves when the server has it all. Who has switched off
 * read receipts tells the own phone alone.
 */
export const sendReadReceipts = async (
  socket: WASocket,
  acks: ServerAcks,
  lidOf: (jid: string) => Promise<string | null>,
  to: string,
  { receipts = [], read }: Extract<MessageContent, { type: 'read' }>
): Promise<void> => {
  const { readreceipts } = await socket.fetchPrivacySettings()
  const told = readreceipts === 'all'
  const send = async (participant: string | undefined, ids: string[], type: 'read' | 'played') => {
    const acknowledged = acks.wait(receiptName(ids[0] ?? ''), ack_timeout_ms)
    acknowledged.catch(() => undefined)
    await socket.sendReceipt(to, participant, ids, (told ? type : `${type}-self`) as 'read')
    await acknowledged
  }
  const in_group = isJidGroup(to) === true
  const by_sender = Map.groupBy(receipts, (one) => (in_group && one.sender_id) || null)
  for (const [sender, messages] of by_sender) {
    const participant = sender && isPnUser(sender) ? ((await lidOf(sender)) ?? sender) : sender
    const ids = messages.map((one) => one.whatsapp_id)
    await send(participant ?? undefined, ids, 'read')
    const [newest] = receipts
    if (read.played && newest && messages[0] === newest)
      await send(participant ?? undefined, [newest.whatsapp_id], 'played')
  }
}

/**
 * Tells somebody that a status of theirs was seen, as WhatsApp's apps do it. Resolves when the server has it. Who has switched off
 * read receipts tells the own phone alone.
 */
export const sendStatusRead = async (
  socket: WASocket,
  acks: ServerAcks,
  lidOf: (jid: string) => Promise<string | null>,
  { whatsapp_id, author }: { whatsapp_id: string; author: string }
): Promise<void> => {
  const { readreceipts } = await socket.fetchPrivacySettings()
  const participant = isPnUser(author) ? ((await lidOf(author)) ?? author) : author
  const acknowledged = acks.wait(receiptName(whatsapp_id), ack_timeout_ms)
  acknowledged.catch(() => undefined)
  await socket.sendNode({
    tag: 'receipt',
    attrs: {
      id: whatsapp_id,
      to: status_jid,
      participant,
      type: readreceipts === 'all' ? 'read' : 'read-self',
      context: 'status',
      t: String(Math.floor(Date.now() / 1_000)),
      ...(participant !== author && { peer_participant_pn: author })
    }
  })
  await acknowledged
}
