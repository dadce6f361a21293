import type { Group } from '../groups/groups.ts'
import { sayInGroup } from '../groups/say-group.ts'
import type { Phone } from '../phones/phone.ts'
import type { World } from '../world.ts'
import { textMessage } from './content.ts'
import { newMessageId, type SayOptions, sayMessage } from './say.ts'
import { messageSecret } from './sealed-edits.ts'

/** Somebody, or a group. */
export type Target = Phone | Group

export const isGroupTarget = (target: Target): target is Group => 'participants' in target

/** What others call the chat with this target. */
export const chatKeyOf = (target: Target): string =>
  isGroupTarget(target) ? target.jid : target.number

/** A phone sends any encoded message to somebody or to a group. */
export const sayMessageTo = (
  world: World,
  from: Phone,
  to: Target,
  payload: Uint8Array,
  options: SayOptions
): Promise<string> =>
  isGroupTarget(to)
    ? sayInGroup(world, from, to, payload, options)
    : sayMessage(world, from, to, payload, options)

export const sayTextTo = (
  world: World,
  from: Phone,
  to: Target,
  text: string,
  options: { id?: string; attrs?: Record<string, string> | undefined } = {}
): Promise<string> => {
  const { id = newMessageId(), attrs } = options
  const payload = textMessage(text, messageSecret(from.number, id))
  return sayMessageTo(world, from, to, payload, { id, stanza_type: 'text', attrs })
}
