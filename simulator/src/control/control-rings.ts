import { findGroup } from '../groups/group-rights.ts'
import { type Input, InputError, optionalFlag, optionalText, text } from '../lib/input.ts'
import { hangUp, ring } from '../phones/calls.ts'
import type { PhoneCall } from '../phones/phone-call.ts'
import type { World } from '../world.ts'
import type { Call } from './call.ts'
import { getPhone } from './control-phones.ts'

export const RING_CALLS: Record<string, Call> = {
  ring: (world, input) => {
    const jid = optionalText(input, 'group')
    const group = jid === undefined ? null : (findGroup(world, jid) ?? null)
    if (jid !== undefined && !group) throw new InputError(`there is no group ${jid}`, 404)
    const from = getPhone(world, input, 'from')
    const to = getPhone(world, input)
    return { id: ring(world, { from, to, group, video: optionalFlag(input, 'video') ?? false }).id }
  },
  hang_up: (world, input) => {
    const call = getCall(world, input)
    hangUp(world, call, optionalText(input, 'reason'))
    return show(call)
  },
  ringing: (world, input) => show(getCall(world, input))
}

const getCall = (world: World, input: Input): PhoneCall => {
  const call = world.calls.get(text(input, 'id'))
  if (call?.to !== getPhone(world, input)) throw new InputError('there is no such call', 404)
  return call
}

const show = ({ id, from, video, group, state }: PhoneCall) => ({
  id,
  from: from.number,
  video,
  group: group?.jid ?? null,
  state
})
