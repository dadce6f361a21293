import { shareKeys } from '../appstate/app-state-keys.ts'
import { sendHistory } from '../appstate/history.ts'
import { conversationOf, mappingsOf, webMessageOf } from '../appstate/history-content.ts'
import { countFailure } from '../control/stats.ts'
import type { Device, Phone } from '../phones/phone.ts'
import { parseJid } from '../wire/jid.ts'
import { proto } from '../wire/wire.ts'
import { phoneByJid, type World } from '../world.ts'
import { type Chat, findInChat } from './chats.ts'
import { readContent } from './content.ts'
import { sendPeer } from './peer-out.ts'

type Request = proto.Message.IPeerDataOperationRequestMessage

const { PEER_DATA_OPERATION_REQUEST_MESSAGE, APP_STATE_SYNC_KEY_REQUEST } =
  proto.Message.ProtocolMessage.Type
const { PEER_DATA_OPERATION_REQUEST_RESPONSE_MESSAGE } = proto.Message.ProtocolMessage.Type
const { HISTORY_SYNC_ON_DEMAND, PLACEHOLDER_MESSAGE_RESEND } =
  proto.Message.PeerDataOperationRequestType

const ASKED_MAX = 1000

/** A linked device wants something of its phone, which sees to it as soon as it is there. */
export const hearPeer = (world: World, device: Device, id: string, plaintext: Uint8Array): void => {
  const { phone } = device
  if (phone.settings.away) {
    if (phone.asked.length < ASKED_MAX) phone.asked.push({ device, id, plaintext })
    return
  }
  answerPeer(world, device, id, plaintext).catch((error: unknown) =>
    countFailure(world.stats, error)
  )
}

/** The phone is back and sees to what it was asked meanwhile. */
export const answerAsked = (world: World, phone: Phone): void => {
  for (const { device, id, plaintext } of phone.asked.splice(0))
    hearPeer(world, device, id, plaintext)
}

/** A linked device wants something of its phone; what the phone can't do stays unanswered. */
const answerPeer = async (
  world: World,
  device: Device,
  id: string,
  plaintext: Uint8Array
): Promise<void> => {
  const asked = readContent(plaintext).message.protocolMessage
  if (asked?.type === APP_STATE_SYNC_KEY_REQUEST) await shareKeys(world, device)
  const request = asked?.peerDataOperationRequestMessage
  if (asked?.type !== PEER_DATA_OPERATION_REQUEST_MESSAGE || !request) return
  switch (request.peerDataOperationRequestType) {
    case HISTORY_SYNC_ON_DEMAND:
      return sendOlder(world, device, id, request)
    case PLACEHOLDER_MESSAGE_RESEND:
      return resend(world, device, id, request)
    default:
  }
}

const ON_DEMAND_MAX = 500

/** What was said in a chat before a message, or before a moment when the message is unknown. */
const sendOlder = async (
  world: World,
  device: Device,
  id: string,
  { historySyncOnDemandRequest: asked }: Request
): Promise<void> => {
  const { phone } = device
  const chat = chatOf(world, phone, asked?.chatJid)
  const conversations: proto.IConversation[] = []
  if (chat && asked) {
    const known = findInChat(chat, asked.oldestMsgId ?? '')
    const before_s = Number(asked.oldestMsgTimestampMs ?? Number.POSITIVE_INFINITY) / 1000
    const older = chat.messages.filter(({ seq, t }) => (known ? seq < known.seq : t < before_s))
    const count = Math.min(asked.onDemandMsgCount ?? 50, ON_DEMAND_MAX)
    conversations.push(
      conversationOf(world, phone, chat, older.slice(Math.max(0, older.length - count)).reverse())
    )
  }
  await sendHistory(
    world,
    device,
    {
      syncType: proto.HistorySync.HistorySyncType.ON_DEMAND,
      chunkOrder: 1,
      progress: 100,
      conversations,
      phoneNumberToLidMappings: chat ? mappingsOf(world, phone, [chat]) : []
    },
    id
  )
}

const resend = async (
  world: World,
  device: Device,
  id: string,
  { placeholderMessageResendRequest: asked }: Request
): Promise<void> => {
  const { phone } = device
  const found = (asked ?? []).slice(0, ON_DEMAND_MAX).flatMap(({ messageKey }) => {
    const chat = chatOf(world, phone, messageKey?.remoteJid)
    const message = findInChat(chat, messageKey?.id ?? '')
    return chat && message ? [webMessageOf(world, phone, chat, message)] : []
  })
  await sendPeer(world, device, {
    type: PEER_DATA_OPERATION_REQUEST_RESPONSE_MESSAGE,
    peerDataOperationRequestResponseMessage: {
      peerDataOperationRequestType: PLACEHOLDER_MESSAGE_RESEND,
      stanzaId: id,
      peerDataOperationResult: found.map((message) => ({
        placeholderMessageResendResponse: {
          webMessageInfoBytes: proto.WebMessageInfo.encode(message).finish()
        }
      }))
    }
  })
}

const chatOf = (world: World, phone: Phone, jid: string | null | undefined): Chat | undefined => {
  const direct = phone.chats.get(jid ?? '')
  if (direct) return direct
  const other = phoneByJid(world, parseJid(jid ?? undefined))
  return other ? phone.chats.get(other.number) : undefined
}
