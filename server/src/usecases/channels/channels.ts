import type { z } from 'zod'
import type { Tenant } from '../../domain/tenant.ts'
import type { Page } from '../../lib/page.ts'
import {
  type Channel,
  type ChannelAction,
  type CreateChannel,
  channelView
} from '../../schemas/channel.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { callSession } from '../sessions/call.ts'

type Place = { id: string; channel: string }

/** The channels that the number of a session follows or has made, by their names. */
export const listChannels = async (
  deps: Deps,
  tenant: Tenant,
  session_id: string,
  signal: AbortSignal
): Promise<Page<Channel>> => {
  const { channels } = await callSession(deps, tenant, session_id, 'list_channels', {}, signal)
  const data = channels.map((channel) => channelView(session_id, channel))
  data.sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1))
  return { data, next_cursor: null }
}

/** Makes a channel, which belongs to the number. */
export const createChannel = async (
  deps: Deps,
  { tenant, signal, entry }: Context,
  session_id: string,
  { name, description = '' }: z.output<typeof CreateChannel>
): Promise<Channel> => {
  const input = { name, description: description || null }
  const made = await callSession(deps, tenant, session_id, 'create_channel', input, signal)
  entry.details = { channel_id: made.id }
  return channelView(session_id, made)
}

/** Follows a channel or mutes it, or no longer does, and answers with it as it is then. */
export const setChannel = async (
  deps: Deps,
  { tenant, signal, entry }: Context,
  { id, channel: channel_id }: Place,
  action: ChannelAction
): Promise<Channel> => {
  entry.details = { channel_id }
  const input = { channel_id, action }
  return channelView(id, await callSession(deps, tenant, id, 'set_channel', input, signal))
}
