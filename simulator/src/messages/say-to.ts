import type { Group } from '../groups/groups.ts'
import { sayInGroup } from '../groups/say-group.ts'
import type { Phone } from '../phones/phone.ts'
import { STATUS_JID } from '../wire/jid.ts'
import type { World } from '../world.ts'
import { textMessage } from './content.ts'
import { newMessageId, type SayOptions, sayMessage } from './say.ts'
import { sayStatus } from './say-status.ts'
import { messageSecret } from './sealed-edits.ts'

/** Somebody, or a group. */
export type Target = Phone | Group

/** Where a phone posts a status, with the people who may see it. */
export interface StatusPlace {
  status_for: Phone[]
}

export const isGroupTarget = (target: Target | StatusPlace): target is Group =>
  'participants' in target

export const isStatusPlace = (target: Target | StatusPlace): target is StatusPlace =>
  'status_for' in target

/** What others call the chat with this target. */
export const chatKeyOf = (target: Target | StatusPlace): string => {
  if (isStatusPlace(target)) return STATUS_JID
  return isGroupTarget(target) ? target.jid : target.number
}

/** A phone sends any encoded message to somebody or to a group, or posts it as a status. */
export const sayMessageTo = (
  world: World,
  from: Phone,
  to: Target | StatusPlace,
  payload: Uint8Array,
  options: SayOptions
): Promise<string> => {
  if (isStatusPlace(to)) return sayStatus(world, from, to.status_for, payload, options)
  return isGroupTarget(to)
    ? sayInGroup(world, from, to, payload, options)
    : sayMessage(world, from, to, payload, options)
}

export const sayTextTo = (
  world: World,
  from: Phone,
  to: Target | StatusPlace,
  text: string,
  options: { id?: string; attrs?: Record<string, string> | undefined } = {}
): Promise<string> => {
  const { id = newMessageId(), attrs } = options
  const payload = textMessage(text, messageSecret(from.number, id))
  return sayMessageTo(world, from, to, payload, { id, stanza_type: 'text', attrs })
}
