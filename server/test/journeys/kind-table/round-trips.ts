import assert from 'node:assert/strict'
import { proto } from 'baileys'
import type { Json } from '../../../testkit/caller.ts'
import { until } from '../../../testkit/until.ts'
import { type Bed, encoded, type Place } from './bed.ts'
import { assertFields } from './phone-view.ts'
import type { KindSample } from './sample.ts'
import { rowOf, samples } from './samples.ts'
import type { Shown } from './table.ts'

/** Messages of one sample in one chat, as the product shows them. */
export type Trips = Map<KindSample, Json>

const sendable = (place: Place, bed: Bed): KindSample[] =>
  samples.filter(
    ({ none }) => !none.out && !(place === bed.in_group && none['in a group'] !== undefined)
  )

/** Sends one of each kind, and compares what the phone has got with what apps write. */
export const sendEach = async (bed: Bed, place: Place): Promise<Trips> => {
  const wanted = sendable(place, bed)
  const accepted = await bed.sendAll(
    wanted.map((sample) => ({ to: place.to, ...bed.given(sample) }))
  )
  const sent: Trips = new Map()
  for (const [index, sample] of wanted.entries()) {
    const { id, whatsapp_id } = accepted[index] as Json
    const what = `${rowOf(sample)} to ${place.to}`
    const received = await bed.received(whatsapp_id)
    assertFields(await bed.kept(place, whatsapp_id), sample.message, what)
    assert.equal(received.seen?.problem ?? null, null, what)
    if (sample.file) assertFile(bed, sample, received.media, what)
    sent.set(sample, await bed.becomes(id, `${what} is sent`, ({ sent_at }) => sent_at))
  }
  return sent
}

const assertFile = (bed: Bed, { file }: KindSample, media: Json, what: string): void => {
  assert.equal(media?.verified, true, `${what}: ${media?.error}`)
  // A voice message is made anew, with its waveform, where there is something to make it with.
  if (file === 'voice.ogg' && bed.converts) assert.ok(media.waveform, what)
  else if (file) assert.equal(media.sha256, bed.fileOf(file).sha256, what)
}

/** What is shown of the file itself. */
const of_file = ['id', 'mime_type', 'bytes', 'sha256', 'status', 'url', 'url_expires_at']

/** The friend says one of each kind; what the product shows is compared with what callers give for the same. */
export const sayEach = async (bed: Bed, place: Place): Promise<Trips> => {
  const wanted = samples.filter(
    ({ none }) => !(place === bed.in_group && none['in a group'] !== undefined)
  )
  const ids: string[] = []
  for (const sample of wanted) ids.push(await bed.says(sample, place))
  const there = await bed.allThere(ids)
  const arrived: Trips = new Map()
  for (const [index, sample] of wanted.entries()) {
    const message = there.get(ids[index] as string)
    const what = `${rowOf(sample)} from ${place.said_to}`
    assert.equal(message.type, sample.type, what)
    const { file } = sample
    const shown = message[sample.type]
    if (!file) assert.deepEqual(shown, sample.shown ?? sample.content, what)
    else {
      const { id, bytes } = shown
      const said = Object.entries(shown).filter(([member]) => !of_file.includes(member))
      assert.deepEqual(Object.fromEntries(said), sample.content, what)
      const media = await until(`the file of ${what}`, async () => {
        const { body } = await bed.customer.get(`/api/v1/media/${id}`)
        return body.status === 'ready' && body
      })
      const { sha256 } = bed.fileOf(file)
      assert.deepEqual([media.sha256, media.bytes, bytes], [sha256, bed.fileOf(file).bytes, bytes])
    }
    arrived.set(sample, message)
  }
  return arrived
}

/** Quotes one of each kind in both directions. */
export const quoteEach = async (bed: Bed, sent: Trips, arrived: Trips): Promise<void> => {
  const text = { type: 'text', text: { body: 'about that' } }
  const quoted = [...arrived]
  const answers = await bed.sendAll(
    quoted.map(([, { id }]) => ({ to: bed.alone.to, ...text, context: { message_id: id } }))
  )
  const ids: string[] = []
  for (const [index, [sample, { whatsapp_id }]] of quoted.entries()) {
    const what = `${rowOf(sample)}, quoted`
    const answer = (answers[index] as Json).whatsapp_id
    const { quote } = await bed.received(answer)
    assert.deepEqual(
      [quote?.id, quote?.author, quote?.shown],
      [whatsapp_id, bed.friend.number, true],
      what
    )
    const has = proto.Message.decode(
      Buffer.from((await bed.kept(bed.alone, answer)) ?? '', 'base64')
    )
    const said = has.extendedTextMessage?.contextInfo?.quotedMessage
    assertFields(proto.Message.encode(said ?? {}).finish(), sample.quoted ?? sample.message, what)
    const ours = sent.get(sample)
    const about = ours ?? arrived.get(sample)
    const contextInfo = {
      stanzaId: about.whatsapp_id,
      participant: ours ? bed.phone.jid : bed.friend.jid,
      quotedMessage: sample.message
    }
    const { id } = await bed.simulator.sendContent(bed.friend.number, {
      to: bed.phone.number,
      message: encoded({ extendedTextMessage: { text: 'about that', contextInfo } })
    })
    ids.push(id)
  }
  const there = await bed.allThere(ids)
  for (const [index, [sample]] of quoted.entries()) {
    const about = sent.get(sample) ?? arrived.get(sample)
    const { context } = there.get(ids[index] as string)
    assert.equal(context?.message_id, about.id, `${rowOf(sample)}, quoted by the friend`)
  }
}

/** Deletes one of each kind for everyone, on both sides. */
export const deleteEach = async (bed: Bed, sent: Trips, arrived: Trips): Promise<void> => {
  for (const [, { id }] of sent) {
    const { status, body } = await bed.customer.delete(`/api/v1/messages/${id}`)
    assert.equal(status, 202, JSON.stringify(body))
  }
  for (const [, { whatsapp_id: id }] of arrived)
    await bed.simulator.revoke(bed.friend.number, { to: bed.phone.number, id })
  const gone = (sample: KindSample) => (message: Json) =>
    message.deleted_at && message[sample.type] === undefined
  for (const [sample, { id, whatsapp_id }] of sent) {
    await bed.becomes(id, `${rowOf(sample)} is deleted`, gone(sample))
    assert.equal(await bed.kept(bed.alone, whatsapp_id), null, rowOf(sample))
  }
  for (const [sample, { id }] of arrived)
    await bed.becomes(id, `${rowOf(sample)} is deleted by the friend`, gone(sample))
}

/** Marks the cells of the kinds that have made the trip. */
export const mark = (shown: Shown, trips: Trips, column: Parameters<Shown['add']>[1]): void => {
  for (const sample of trips.keys()) shown.add(sample, column)
}
