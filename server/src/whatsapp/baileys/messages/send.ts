import { isJidGroup, type WASocket } from 'baileys'
import { isStatus } from '../../../domain/status.ts'
import type { Connection, StoredKeys } from '../../contract.ts'
import { sendError } from '../../refusals.ts'
import { SendInterrupted, SendRefused } from '../../send-errors.ts'
import type { createAddresses } from '../addresses/addresses.ts'
import type { Own } from '../addresses/jid.ts'
import type { MemberLists } from '../addresses/member-lists.ts'
import type { BorderJournal } from '../border.ts'
import type { Ask } from '../calls/ask.ts'
import type { ServerAcks } from '../events/acks.ts'
import { besideContent, encodeContent } from '../kinds.ts'
import { secretOfTarget } from './answer-to-whatsapp.ts'
import { needsAdmin } from './change-to-whatsapp.ts'
import { createPostStatus, dressed } from './post-status.ts'
import { sendReadReceipts } from './read-receipts.ts'
import { withFallback } from './send-fallback.ts'
import { stanzaAttributes, withMarks } from './stanza.ts'

/** The server answers within a second or so; after this long nobody knows what became of the message. */
const ack_timeout_ms = 20_000

type SendDeps = Parameters<typeof createSendOnce>[1]

/** Sends messages through one connection. */
export const createSend = (socket: WASocket, deps: SendDeps): Connection['send'] =>
  withFallback(createSendOnce(socket, deps))

const createSendOnce = (
  socket: WASocket,
  {
    acks,
    addresses,
    members,
    journal,
    ask,
    lidOf,
    own,
    stored,
    over
  }: {
    acks: ServerAcks
    addresses: ReturnType<typeof createAddresses>
    members: MemberLists
    journal: BorderJournal
    ask: Ask
    lidOf: (jid: string) => Promise<string | null>
    own: () => Own
    stored: Pick<StoredKeys, 'secret' | 'messages'>
    over: AbortSignal
  }
): Connection['send'] => {
  const postStatus = createPostStatus(socket, { acks, ack_timeout_ms, own, journal, ask, over })
  return async ({ whatsapp_id, chat_id, content, file }, encrypted) => {
    if (over.aborted || !socket.ws.isOpen) throw new SendInterrupted('not connected')
    const address = await addresses.find(chat_id)
    if (content.type === 'read')
      return sendReadReceipts(socket, acks, lidOf, address.to, content).catch((error) => {
        throw sendError(error as Error, chat_id)
      })
    const encoding = encodeContent(content, {
      to: address.to,
      lidOf,
      own,
      secret: () => stored.secret(whatsapp_id),
      secretOf: secretOfTarget(stored.messages),
      file
    })
    // A text is encoded without waiting.
    const encoded = encoding instanceof Promise ? await encoding : encoding
    const { post } = content
    if (isStatus(chat_id) && post)
      return postStatus(
        {
          whatsapp_id,
          post,
          message: dressed(encoded, post),
          is_deletion: content.type === 'delete',
          attributes: stanzaAttributes(content)
        },
        encrypted
      ).catch((error) => {
        throw isOfSending(error) ? error : sendError(error as Error, chat_id)
      })
    const acknowledged = acks.wait(whatsapp_id, ack_timeout_ms)
    // Its rejection must not crash the process when the sending itself fails first.
    acknowledged.catch(() => undefined)
    try {
      if (isJidGroup(address.to)) {
        const { is_admin } = await members.read(socket, address.to, whatsapp_id)
        if (needsAdmin(content) && !is_admin) throw new SendRefused('not_a_group_admin')
      }
      await socket.relayMessage(address.to, withMarks(encoded, content), {
        messageId: whatsapp_id,
        additionalAttributes: { ...address.attributes, ...stanzaAttributes(content) },
        additionalNodes: besideContent(content)
      })
    } catch (error) {
      throw error instanceof SendRefused ? error : sendError(error as Error, chat_id)
    }
    encrypted?.()
    try {
      await acknowledged
    } catch (error) {
      throw await addresses.judge(error, { whatsapp_id, chat_id, address })
    }
  }
}

const isOfSending = (error: unknown): boolean =>
  error instanceof SendRefused || error instanceof SendInterrupted
