import { randomBytes } from 'node:crypto'
import type { Phone } from '../phones/phone.ts'
import { nowSeconds } from '../wire/node.ts'

export interface Channel {
  readonly jid: string
  readonly owner: Phone
  readonly name: string
  readonly description: string
  readonly invite: string
  /** Seconds since 1970. */
  readonly created_at: string
  state: ChannelState
  /** Who follows it, and whether the phone stays silent about it. */
  readonly followers: Map<Phone, { muted: boolean }>
}

export const CHANNEL_STATES = ['ACTIVE', 'SUSPENDED', 'GEOSUSPENDED', 'DELETED'] as const
export type ChannelState = (typeof CHANNEL_STATES)[number]

export interface Channels {
  readonly by_jid: Map<string, Channel>
  readonly by_invite: Map<string, Channel>
  next: number
}

export const CHANNELS_MAX = 10_000
export const CHANNEL_NAME_MAX = 100
export const CHANNEL_DESCRIPTION_MAX = 2_048

export const createChannels = (): Channels => ({
  by_jid: new Map(),
  by_invite: new Map(),
  next: 1
})

export const clearChannels = (channels: Channels): void => {
  channels.by_jid.clear()
  channels.by_invite.clear()
}

/** Makes a channel; null: there are too many. */
export const addChannel = (
  channels: Channels,
  owner: Phone,
  name: string,
  description: string
): Channel | null => {
  if (channels.by_jid.size >= CHANNELS_MAX) return null
  const jid = `120363${String(channels.next++).padStart(12, '0')}@newsletter`
  const invite = `0029Va${randomBytes(9).toString('hex')}`
  const channel: Channel = {
    ...{ jid, owner, name, description, invite },
    created_at: nowSeconds(),
    state: 'ACTIVE',
    followers: new Map()
  }
  channels.by_jid.set(jid, channel)
  channels.by_invite.set(invite, channel)
  return channel
}

/** What a phone is in a channel. */
export const roleIn = (channel: Channel, phone: Phone): 'OWNER' | 'SUBSCRIBER' | 'GUEST' => {
  if (channel.owner === phone) return 'OWNER'
  return channel.followers.has(phone) ? 'SUBSCRIBER' : 'GUEST'
}
