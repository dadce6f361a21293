import assert from 'node:assert/strict'
import { type Bed, encoded } from './bed.ts'
import { assertFields } from './phone-view.ts'
import type { Trips } from './round-trips.ts'
import { type KindSample, samples } from './samples.ts'

/** Edits what can be edited, on both sides; answers with the kinds. */
export const editEach = async (bed: Bed, sent: Trips, arrived: Trips): Promise<KindSample[]> => {
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
  return [text, moving]
}
