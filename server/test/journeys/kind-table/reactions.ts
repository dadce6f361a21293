import assert from 'node:assert/strict'
import type { Json } from '../../../testkit/caller.ts'
import type { Bed, Place } from './bed.ts'

/** Reactions to a message of each side in this chat: given, replaced, and taken back. */
export const reactBothWays = async (
  bed: Bed,
  place: Place,
  sent: Json,
  arrived: Json
): Promise<void> => {
  const emojis = (message: Json): string => message.reactions.map((one: Json) => one.emoji).join()
  for (const emoji of ['👍', '🙏🏽', '']) {
    const { status, body } = await bed.customer.post(`/api/v1/messages/${arrived.id}/reaction`, {
      emoji
    })
    assert.equal(status, 202, JSON.stringify(body))
    const { reaction } = await bed.received(body.whatsapp_id)
    const author = bed.friend.number
    assert.deepEqual(reaction, { id: arrived.whatsapp_id, author, emoji, shown: true })
    await bed.becomes(arrived.id, `ours is ${emoji}`, (one) => emojis(one) === emoji)

    await bed.simulator.react(bed.friend.number, {
      to: place.said_to,
      id: sent.whatsapp_id,
      author: bed.phone.number,
      emoji
    })
    await bed.becomes(sent.id, `theirs is ${emoji}`, (one) => emojis(one) === emoji)
  }
}

/** A reaction as in communities, sealed with the secret of the message, which is one of the friend's. */
export const reactSealed = async (bed: Bed, place: Place, arrived: Json): Promise<void> => {
  for (const emoji of ['🎉', '']) {
    await bed.simulator.reactSealed(bed.friend.number, {
      to: place.said_to,
      id: arrived.whatsapp_id,
      author: bed.friend.number,
      emoji
    })
    const is = (one: Json) => one.reactions.map((each: Json) => each.emoji).join() === emoji
    await bed.becomes(arrived.id, `the sealed reaction is ${emoji}`, is)
  }
}

/** Comments as in communities, sealed with the secret of the message, which is one of the friend's: they are texts that quote it. */
export const commentSealed = async (bed: Bed, place: Place, arrived: Json): Promise<void> => {
  for (const alone of [false, true]) {
    const text = `a comment ${alone}`
    const { id } = await bed.simulator.comment(bed.friend.number, {
      to: place.said_to,
      id: arrived.whatsapp_id,
      author: bed.friend.number,
      text,
      alone
    })
    const comment = (await bed.allThere([id])).get(id)
    assert.deepEqual([comment.type, comment.text?.body], ['text', text])
    assert.deepEqual(
      [comment.context.message_id, comment.context.whatsapp_id],
      [arrived.id, arrived.whatsapp_id]
    )
  }
}
