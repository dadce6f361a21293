import assert from 'node:assert/strict'
import { proto } from 'baileys'
import { type Bed, encoded } from './bed.ts'

const day_s = 86_400

/** Where messages vanish after a while, ours do as well, whatever their kind, until somebody ends it. */
export const vanish = async (bed: Bed): Promise<void> => {
  const says = (message: proto.IMessage) =>
    bed.simulator.sendContent(bed.friend.number, {
      to: bed.phone.number,
      message: encoded(message)
    })
  const chat = `/api/v1/sessions/${bed.session_id}/chats/${bed.friend.number}`
  const setTo = async (seconds: number) =>
    bed.until(`messages stay for ${seconds} s`, async () => {
      const { body } = await bed.customer.get(chat)
      return body.disappearing_seconds === seconds
    })
  const expirationOf = async (content: object) => {
    const { body } = await bed.send(bed.alone.to, content)
    await bed.received(body.whatsapp_id)
    const kept = Buffer.from((await bed.kept(bed.alone, body.whatsapp_id)) ?? '', 'base64')
    const [part] = Object.values(proto.Message.decode(kept) as proto.IMessage).filter(
      (member) => typeof member === 'object' && member !== null && 'contextInfo' in member
    )
    const { expiration, ephemeralSettingTimestamp: since } = part?.contextInfo ?? {}
    return [expiration ?? null, since ? Number(since) : null]
  }
  const text = { type: 'text', text: { body: 'gone tomorrow' } }
  const place = { type: 'location', location: { latitude: 1, longitude: 2 } }
  const contextInfo = { expiration: day_s }
  await says({ ephemeralMessage: { message: { extendedTextMessage: { text: 'x', contextInfo } } } })
  await setTo(day_s)
  assert.deepEqual(await expirationOf(text), [day_s, null])
  assert.deepEqual(await expirationOf(place), [day_s, null])

  const { EPHEMERAL_SETTING } = proto.Message.ProtocolMessage.Type
  await says({ protocolMessage: { type: EPHEMERAL_SETTING, ephemeralExpiration: 0 } })
  await setTo(0)
  assert.deepEqual(await expirationOf(text), [null, null])

  // The setting made last counts, not the message that comes last.
  const now_s = Math.floor(Date.now() / 1000)
  const since = (seconds: number, expiration: number) =>
    says({
      extendedTextMessage: {
        text: 'x',
        contextInfo: { expiration, ephemeralSettingTimestamp: seconds }
      }
    })
  await since(now_s - 3_600, 7 * day_s)
  const { body } = await bed.customer.patch(chat, { disappearing_seconds: 90 * day_s })
  assert.equal(body.disappearing_seconds, 90 * day_s)
  await since(now_s - 60, day_s)
  await says({ conversation: 'the last word' })
  await bed.until('all has come', async () => {
    const { body: shown } = await bed.customer.get(chat)
    return shown.last_message.text?.body === 'the last word'
  })
  await setTo(90 * day_s)
  const [seconds, set_at_s] = await expirationOf(text)
  assert.ok(seconds === 90 * day_s && set_at_s && set_at_s >= now_s)
  await bed.customer.patch(chat, { disappearing_seconds: 0 })
  await setTo(0)
}
