import { randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { deflate } from 'node:zlib'
import { keepFile } from '../media/media.ts'
import { encryptMedia } from '../media/media-crypto.ts'
import type { Chat, ChatMessage } from '../messages/chats.ts'
import { sendPeer } from '../messages/peer-out.ts'
import type { Device } from '../phones/phone.ts'
import { proto } from '../wire/wire.ts'
import type { World } from '../world.ts'
import { shareKeys } from './app-state-keys.ts'
import { conversationOf, mappingsOf, newestChats, pushNamesOf } from './history-content.ts'

/** So many of a chat's newest messages come first, with all chats; the others follow. */
const FIRST_PER_CHAT = 20
const MESSAGES_PER_CHUNK = 500

const { INITIAL_BOOTSTRAP, RECENT, PUSH_NAME } = proto.HistorySync.HistorySyncType

/**
 * Right after its first login the phone pushes the history to a new device. Without it a client
 * holds all events back for 20 seconds, waiting for it.
 */
export const pushHistory = async (world: World, device: Device): Promise<void> => {
  device.history_sent = true
  const { phone } = device
  // First, because with the history a client begins to sync the settings, too.
  await shareKeys(world, device)
  const chats = newestChats(phone)
  const phoneNumberToLidMappings = mappingsOf(world, phone, chats)
  const { history_per_chat } = phone.settings
  const parts: proto.IHistorySync[] = [
    {
      syncType: INITIAL_BOOTSTRAP,
      progress: 100,
      conversations: chats.map((chat) =>
        conversationOf(
          world,
          phone,
          chat,
          newest(chat, 0, Math.min(FIRST_PER_CHAT, history_per_chat))
        )
      ),
      phoneNumberToLidMappings
    },
    { syncType: PUSH_NAME, pushnames: pushNamesOf(world, phone, chats) }
  ]
  const chunks = chunked(chats, FIRST_PER_CHAT, history_per_chat)
  for (const [index, chunk] of chunks.entries()) {
    parts.push({
      syncType: RECENT,
      progress: Math.floor((100 * (index + 1)) / chunks.length),
      conversations: chunk.map(({ chat, messages }) =>
        conversationOf(world, phone, chat, messages)
      ),
      phoneNumberToLidMappings
    })
  }
  for (const [index, part] of parts.entries()) {
    await sendHistory(world, device, { ...part, chunkOrder: index + 1 })
  }
}

const compress = promisify(deflate)

/** Sends one part: within the message while it is small, as an encrypted file when it is not. */
export const sendHistory = async (
  world: World,
  device: Device,
  part: proto.IHistorySync,
  peerDataRequestSessionId?: string
): Promise<void> => {
  const bytes = await compress(proto.HistorySync.encode(part).finish())
  const inline = bytes.length <= device.phone.settings.history_inline_max
  await sendPeer(world, device, {
    type: proto.Message.ProtocolMessage.Type.HISTORY_SYNC_NOTIFICATION,
    historySyncNotification: {
      // Two enums with the same names and numbers.
      syncType: part.syncType as number,
      progress: part.progress ?? null,
      chunkOrder: part.chunkOrder ?? null,
      ...(peerDataRequestSessionId && { peerDataRequestSessionId }),
      ...(inline ? { initialHistBootstrapInlinePayload: bytes } : uploaded(world, bytes))
    }
  })
}

const uploaded = (world: World, bytes: Buffer): proto.Message.IHistorySyncNotification => {
  const sealed = encryptMedia(bytes, 'History', randomBytes(32))
  return {
    mediaKey: sealed.media_key,
    fileSha256: sealed.file_sha256,
    fileEncSha256: sealed.file_enc_sha256,
    fileLength: bytes.length,
    directPath: keepFile(world.media, sealed.bytes).direct_path
  }
}

/** The newest first, as clients expect them. */
const newest = ({ messages }: Chat, skipped: number, limit: number): ChatMessage[] =>
  messages
    .slice(Math.max(0, messages.length - limit), Math.max(0, messages.length - skipped))
    .reverse()

interface Piece {
  chat: Chat
  messages: ChatMessage[]
}

/** Cuts what is left of all chats into pieces of a bounded size; always at least one. */
const chunked = (chats: Chat[], skipped: number, limit: number): Piece[][] => {
  const chunks: Piece[][] = [[]]
  let room = MESSAGES_PER_CHUNK
  for (const chat of chats) {
    const left = skipped < limit ? newest(chat, skipped, limit) : []
    while (left.length > 0) {
      if (room === 0) {
        chunks.push([])
        room = MESSAGES_PER_CHUNK
      }
      const messages = left.splice(0, room)
      room -= messages.length
      chunks.at(-1)?.push({ chat, messages })
    }
  }
  return chunks
}
