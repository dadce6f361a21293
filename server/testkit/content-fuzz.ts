import type { Random } from '@whatsapp-saas/simulator/stanzas'
import { proto } from 'baileys'

const bytes = (length: number) => Buffer.alloc(length, 7)
const sealed = { encPayload: bytes(48), encIv: bytes(12) }
const { Type } = proto.Message.ProtocolMessage
const { SecretEncType } = proto.Message.SecretEncryptedMessage

/** What strangers may say about this message, sealed and open. */
const changesOf = (key: proto.IMessageKey): proto.IMessage[] => [
  { pollUpdateMessage: { pollCreationMessageKey: key, vote: sealed } },
  { encEventResponseMessage: { eventCreationMessageKey: key, ...sealed } },
  { reactionMessage: { key, text: '👍', senderTimestampMs: 5 } },
  { encReactionMessage: { targetMessageKey: key, ...sealed } },
  { encCommentMessage: { targetMessageKey: key, ...sealed } },
  {
    pinInChatMessage: { key, type: 1 },
    messageContextInfo: { messageAddOnDurationInSecs: 86_400 }
  },
  { keepInChatMessage: { key, keepType: 1, timestampMs: 6 } },
  { protocolMessage: { key, type: Type.REVOKE } },
  { protocolMessage: { key, type: Type.MESSAGE_EDIT, editedMessage: { conversation: 'x' } } },
  {
    secretEncryptedMessage: {
      targetMessageKey: key,
      secretEncType: SecretEncType.MESSAGE_EDIT,
      ...sealed
    }
  },
  {
    secretEncryptedMessage: {
      targetMessageKey: key,
      secretEncType: SecretEncType.EVENT_EDIT,
      ...sealed
    }
  }
]

/** What strangers may say, each kind once, with everything that may be in it; what quotes quotes this message. */
const kindsAbout = (key: proto.IMessageKey): proto.IMessage[] => {
  const contextInfo: proto.IContextInfo = {
    stanzaId: key.id ?? null,
    participant: key.participant ?? key.remoteJid ?? null,
    remoteJid: key.remoteJid ?? null,
    quotedMessage: { conversation: 'quoted' },
    mentionedJid: ['77@lid'],
    isForwarded: true,
    forwardingScore: 4,
    expiration: 86_400
  }
  const file = {
    url: 'https://mmg.whatsapp.net/x.enc',
    directPath: '/x.enc',
    mediaKey: bytes(32),
    fileSha256: bytes(32),
    fileEncSha256: bytes(32),
    fileLength: 10,
    mimetype: 'image/jpeg',
    jpegThumbnail: bytes(20),
    contextInfo
  }
  const option = { optionName: 'Morning' }
  const place = { degreesLatitude: 1, degreesLongitude: 2, name: 'x', contextInfo }
  const poll = { name: 'When?', options: [option, option], selectableOptionsCount: 1, contextInfo }
  return [
    { conversation: 'text' },
    { extendedTextMessage: { text: 'text', matchedText: 'https://x', title: 't', contextInfo } },
    { imageMessage: { ...file, caption: 'x', viewOnce: true } },
    { videoMessage: { ...file, seconds: 3, gifPlayback: true } },
    { ptvMessage: file },
    { audioMessage: { ...file, ptt: true, seconds: 3, waveform: bytes(64) } },
    { documentMessage: { ...file, fileName: 'x.pdf', pageCount: 2 } },
    { documentWithCaptionMessage: { message: { documentMessage: { ...file, caption: 'x' } } } },
    { stickerMessage: { ...file, isAnimated: true } },
    { viewOnceMessageV2: { message: { imageMessage: file } } },
    { ephemeralMessage: { message: { extendedTextMessage: { text: 'x', contextInfo } } } },
    { locationMessage: place },
    { liveLocationMessage: { ...place, sequenceNumber: 2, caption: 'x' } },
    { contactMessage: { displayName: 'x', vcard: 'BEGIN:VCARD\nFN:x\nEND:VCARD', contextInfo } },
    { contactsArrayMessage: { displayName: 'x', contacts: [{ displayName: 'y', vcard: 'z' }] } },
    { groupInviteMessage: { groupJid: '1@g.us', inviteCode: 'x', inviteExpiration: 9 } },
    { pollCreationMessage: poll },
    { pollCreationMessageV3: poll },
    { eventMessage: { name: 'x', startTime: 1, endTime: 2, location: place, contextInfo } }
  ]
}

/** What is chosen and asked by businesses and apps. */
const others: proto.IMessage[] = [
  { protocolMessage: { type: Type.EPHEMERAL_SETTING, ephemeralExpiration: 60 } },
  {
    productMessage: { product: { productId: '7', title: 'x', priceAmount1000: 9 } }
  },
  { orderMessage: { orderId: '7', token: 'x', itemCount: 2, totalAmount1000: 9 } },
  { buttonsResponseMessage: { selectedButtonId: 'x', selectedDisplayText: 'y' } },
  { listResponseMessage: { title: 'x', singleSelectReply: { selectedRowId: 'y' } } },
  { templateButtonReplyMessage: { selectedId: 'x', selectedDisplayText: 'y' } },
  {
    interactiveResponseMessage: {
      body: { text: 'x' },
      nativeFlowResponseMessage: { name: 'quick_reply', paramsJson: '{"id":"x"}' }
    }
  },
  {
    interactiveMessage: {
      body: { text: 'x' },
      nativeFlowMessage: { buttons: [{ name: 'quick_reply', buttonParamsJson: '{"id":1}' }] }
    }
  },
  {
    callLogMesssage: {
      isVideo: true,
      callOutcome: 1,
      durationSecs: 3,
      participants: [{ jid: '1@lid' }]
    }
  }
]

const texts = [
  '',
  '\0',
  'x'.repeat(70_000),
  '\ud83d',
  '../../x',
  '{"id":',
  '__proto__',
  '1@lid',
  '@g.us'
]
const numbers = [0, 1, 2, 31, 255, 2_147_483_647]
const lengths = [0, 1, 11, 12, 13, 15, 16, 17, 31, 32, 33, 4_096]

const bytes_max = 200_000

/** One of these, with some of its parts left out, or of another length or value than they should have. */
export const damagedContent = (random: Random, key: proto.IMessageKey): Buffer => {
  const content = random.pick([...kindsAbout(key), ...changesOf(key), ...others])
  const message = random.below(4) === 0 ? content : (damaged(content, random) as proto.IMessage)
  if (random.below(3) === 0)
    message.messageContextInfo = {
      ...message.messageContextInfo,
      messageSecret: Buffer.alloc(random.pick(lengths), 3)
    }
  const encoded = Buffer.from(proto.Message.encode(message).finish())
  // WhatsApp's server carries no message that is larger.
  return encoded.length <= bytes_max ? encoded : damagedContent(random, key)
}

const damaged = (value: unknown, random: Random): unknown => {
  const spoilt = random.below(6) === 0
  if (typeof value === 'string') return spoilt ? random.pick(texts) : value
  if (typeof value === 'number') return spoilt ? random.pick(numbers) : value
  if (value instanceof Uint8Array) return spoilt ? Buffer.alloc(random.pick(lengths), 9) : value
  if (Array.isArray(value)) {
    const all = value.map((one) => damaged(one, random))
    return spoilt
      ? Array.from({ length: random.pick([0, 300]) }, () => all[0]).filter(Boolean)
      : all
  }
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(() => random.below(10) > 0)
  return Object.fromEntries(kept.map(([name, part]) => [name, damaged(part, random)]))
}
