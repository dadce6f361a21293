import assert from 'node:assert/strict'
import { isDeepStrictEqual } from 'node:util'
import type { proto } from 'baileys'
import type { Json } from '../../../testkit/caller.ts'
import { type Bed, encoded } from './bed.ts'
import { assertFields } from './phone-view.ts'
import type { Trips } from './round-trips.ts'
import type { KindSample } from './sample.ts'
import { samples } from './samples.ts'

/** Edits what can be edited, on both sides; answers with the kinds, and with those that others alone edit. */
export const editEach = async (
  bed: Bed,
  sent: Trips,
  arrived: Trips
): Promise<{ both: KindSample[]; in_only: KindSample[] }> => {
  const [text] = samples
  const moving = samples.find(({ type }) => type === 'live_location')
  assert.ok(text && moving)

  const ours = sent.get(text)
  const edit = await bed.customer.patch(`/api/v1/messages/${ours.id}`, { text: { body: 'Hello' } })
  assert.equal(edit.status, 202, JSON.stringify(edit.body))
  await bed.becomes(ours.id, 'our text is edited', (one) => one.text.body === 'Hello')
  const meant = { extendedTextMessage: { text: 'Hello' } }
  assertFields(await bed.kept(bed.alone, ours.whatsapp_id), meant, 'the edited text')

  const theirs = arrived.get(text)
  await bed.simulator.edit(bed.friend.number, {
    to: bed.phone.number,
    id: theirs.whatsapp_id,
    text: 'Hi'
  })
  await bed.becomes(theirs.id, 'their text is edited', (one) => one.text.body === 'Hi')

  const meeting = samples.find(({ type }) => type === 'event')
  assert.ok(meeting)
  const appointment = arrived.get(meeting)
  const eventMessage = { ...meeting.message.eventMessage, name: 'Reopening', isCanceled: true }
  await bed.simulator.edit(bed.friend.number, {
    to: bed.phone.number,
    id: appointment.whatsapp_id,
    message: encoded({ eventMessage })
  })
  const canceled = { ...meeting.content, name: 'Reopening', canceled: true }
  await bed.becomes(
    appointment.id,
    'their event is edited',
    (one) => one.edited_at && isDeepStrictEqual(one.event, canceled)
  )

  // Where somebody is now comes under the id of the message that told it first.
  const place = arrived.get(moving)
  const on = { degreesLatitude: 31.2, degreesLongitude: 29.9, caption: 'nearly there' }
  const { id } = await bed.simulator.sendContent(bed.friend.number, {
    to: bed.phone.number,
    id: place.whatsapp_id,
    message: encoded({ liveLocationMessage: on })
  })
  assert.equal(id, place.whatsapp_id)
  await bed.becomes(
    place.id,
    'the place is told again',
    (one) => one.live_location.latitude === 31.2
  )
  const captions = await editCaptions(bed, sent, arrived)
  return { both: [text, ...captions], in_only: [moving, meeting] }
}

const captioned = ({ file, none }: KindSample): boolean => file !== undefined && !none.edited

/** The files stay what they are. */
const editCaptions = async (bed: Bed, sent: Trips, arrived: Trips): Promise<KindSample[]> => {
  const edited = samples.filter(captioned)
  for (const sample of edited) {
    const { type, message } = sample
    const [member] = Object.keys(message) as (keyof proto.IMessage)[]
    const mine = sent.get(sample)
    const { status, body } = await bed.customer.patch(`/api/v1/messages/${mine.id}`, {
      caption: 'better'
    })
    assert.equal(status, 202, JSON.stringify(body))
    const now = (one: Json) =>
      one[type].caption === 'better' && one[type].id === mine[type].id && one.edited_at
    await bed.becomes(mine.id, `the caption of our ${type} is edited`, now)
    const meant = {
      [member as string]: { ...message[member as 'imageMessage'], caption: 'better' }
    }
    assertFields(await bed.kept(bed.alone, mine.whatsapp_id), meant, `the edited ${type}`)

    const theirs = arrived.get(sample)
    await bed.simulator.edit(bed.friend.number, {
      to: bed.phone.number,
      id: theirs.whatsapp_id,
      message: encoded({ [member as string]: { caption: 'worse' } }),
      form: 'plain'
    })
    const then = (one: Json) =>
      one[type].caption === 'worse' && one[type].id === theirs[type].id && one.edited_at
    await bed.becomes(theirs.id, `the caption of their ${type} is edited`, then)
  }
  return edited
}
