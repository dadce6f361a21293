import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { findInChat } from '../messages/chats.ts'
import { readContent } from '../messages/content.ts'
import { enqueue, notificationKey } from '../messages/offline-queue.ts'
import type { Device, Phone } from '../phones/phone.ts'
import { parseJid } from '../wire/jid.ts'
import { bytesOfChild, childOf, node, nowSeconds } from '../wire/node.ts'
import { type BinaryNode, proto } from '../wire/wire.ts'
import { liveConnection, phoneByJid, type World } from '../world.ts'
import { type Blob, removeBlob } from './blob-store.ts'
import { fileNameOf, type Media, signedPath } from './media.ts'
import { type MediaPart, mediaPartOf } from './media-in.ts'

/** Makes one message's file, or every file there is, impossible to fetch, `gone` also for phones; returns how many. */
export const expireFiles = (
  world: World,
  of: { phone: Phone; id: string } | null,
  gone: boolean
): number => {
  const { files } = world.media
  const part = of && findPart(of.phone, of.id)
  const name = part && fileNameOf(part.directPath || part.url || '')
  let expired = 0
  for (const chosen of of ? [name ?? ''] : [...files.blobs.keys()]) {
    const blob = files.blobs.get(chosen)
    if (!blob || (blob.expired && !gone)) continue
    blob.expired = true
    if (gone) removeBlob(files, chosen)
    expired += 1
  }
  return expired
}

/**
 * A client could not fetch a file and asks the phone to upload it again (a receipt of the type
 * `server-error`). The answer comes as `mediaretry`, sealed with a key made from the media key.
 */
export const answerMediaRetry = (world: World, device: Device, receipt: BinaryNode): void => {
  const id = receipt.attrs.id ?? ''
  const rmr = childOf(receipt, 'rmr')
  const jid = parseJid(rmr?.attrs.jid)
  const chat = jid?.server === 'g.us' ? rmr?.attrs.jid : phoneByJid(world, jid)?.number
  const part = findPart(device.phone, id, chat)
  const stanza = node(
    'notification',
    { id, type: 'mediaretry', from: receipt.attrs.to, t: nowSeconds() },
    [
      node('rmr', rmr?.attrs ?? {}),
      part && openRequest(receipt, id, part)
        ? sealedAnswer(world.media, id, part)
        : node('error', { code: String(NOT_FOUND) })
    ]
  )
  enqueue(device.queue, notificationKey(id), stanza, liveConnection(device))
}

const { SUCCESS, NOT_FOUND } = proto.MediaRetryNotification.ResultType

const findPart = (phone: Phone, id: string, chat?: string): MediaPart | null => {
  const chats = chat === undefined ? [...phone.chats.values()] : [phone.chats.get(chat)]
  for (const each of chats) {
    const message = findInChat(each, id)
    if (message) return mediaPartOf(readContent(message.payload).message)?.part ?? null
  }
  return null
}

const blobOf = (media: Media, { directPath, url }: MediaPart): Blob | undefined =>
  media.files.blobs.get(fileNameOf(directPath || url || '') ?? '')

/** True when the request names the message inside, too: whoever knows the key may ask. */
const openRequest = (receipt: BinaryNode, id: string, part: MediaPart): boolean => {
  const encrypt = childOf(receipt, 'encrypt')
  const sealed = bytesOfChild(encrypt, 'enc_p')
  const iv = bytesOfChild(encrypt, 'enc_iv')
  if (!sealed || !iv) return false
  try {
    const decipher = createDecipheriv('aes-256-gcm', retryKey(part), iv).setAAD(Buffer.from(id))
    decipher.setAuthTag(sealed.subarray(-16))
    const opened = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
    return proto.ServerErrorReceipt.decode(opened).stanzaId === id
  } catch {
    // Sealed with another key: for this phone that is the same as not having the message.
    return false
  }
}

const sealedAnswer = (media: Media, id: string, part: MediaPart): BinaryNode => {
  const blob = blobOf(media, part)
  if (blob) {
    blob.expired = false
    blob.renewals += 1
  }
  const name = fileNameOf(part.directPath || part.url || '') ?? ''
  const answer = proto.MediaRetryNotification.encode({
    stanzaId: id,
    result: blob ? SUCCESS : NOT_FOUND,
    directPath: blob ? signedPath(media, name, blob.renewals) : null
  }).finish()
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', retryKey(part), iv).setAAD(Buffer.from(id))
  const sealed = Buffer.concat([cipher.update(answer), cipher.final(), cipher.getAuthTag()])
  return node('encrypt', {}, [node('enc_p', {}, sealed), node('enc_iv', {}, iv)])
}

const retryKey = ({ mediaKey }: MediaPart): Buffer =>
  Buffer.from(
    hkdfSync('sha256', mediaKey ?? Buffer.alloc(0), '', 'WhatsApp Media Retry Notification', 32)
  )
