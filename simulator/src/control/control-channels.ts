import { addChannel, CHANNEL_STATES, type Channel } from '../channels/channels.ts'
import { type Input, InputError, oneOf, optionalText, text } from '../lib/input.ts'
import type { World } from '../world.ts'
import type { Call } from './call.ts'
import { getPhone } from './control-phones.ts'

export const CHANNEL_CALLS: Record<string, Call> = {
  make_channel: (world, input) => {
    const name = text(input, 'name')
    const description = optionalText(input, 'description') ?? ''
    const channel = addChannel(world.channels, getPhone(world, input), name, description)
    if (!channel) throw new InputError('there are too many channels', 409)
    return show(channel)
  },
  channel: (world, input) => show(getChannel(world, input)),
  set_channel_state: (world, input) => {
    const channel = getChannel(world, input)
    channel.state = oneOf(input, 'state', CHANNEL_STATES) ?? channel.state
    return show(channel)
  }
}

const getChannel = (world: World, input: Input): Channel => {
  getPhone(world, input)
  const channel = world.channels.by_jid.get(text(input, 'id'))
  if (!channel) throw new InputError('there is no such channel', 404)
  return channel
}

const show = ({ jid, invite, name, description, owner, state, followers }: Channel) => ({
  ...{ id: jid, invite, name, description, owner: owner.number, state },
  followers: [...followers].map(([phone, { muted }]) => ({ number: phone.number, muted }))
})
