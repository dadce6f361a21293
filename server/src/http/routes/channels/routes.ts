import { z } from 'zod'
import {
  Channel,
  type ChannelAction,
  ChannelInvite,
  CreateChannel,
  channel_id_pattern,
  channelView
} from '../../../schemas/channel.ts'
import { createChannel, listChannels, setChannel } from '../../../usecases/channels/channels.ts'
import { callErrors, callSession } from '../../../usecases/sessions/call.ts'
import { idParams } from '../../id-params.ts'
import { pageOf } from '../../page.ts'
import { type Route, route } from '../../route.ts'

const tags = ['channels']
const base = '/api/v1/sessions/:id/channels'
const channelParams = idParams('session').extend({ channel: z.string().regex(channel_id_pattern) })

const listChannelsRoute = route({
  operation_id: 'listChannels',
  method: 'GET',
  url: base,
  scope: 'groups:read',
  errors: callErrors('list_channels'),
  schema: {
    params: idParams('session'),
    response: { 200: pageOf(Channel).meta({ id: 'ChannelPage' }) }
  },
  summary: 'List channels',
  description:
    'Those that the number of the session follows or has made, in one page. WhatsApp is asked; the session must be connected.',
  tags,
  handler: (deps, { tenant, params, signal }) => listChannels(deps, tenant, params.id, signal)
})

const createChannelRoute = route({
  operation_id: 'createChannel',
  method: 'POST',
  audit: 'channel.created',
  url: base,
  scope: 'groups:write',
  errors: callErrors('create_channel'),
  schema: { params: idParams('session'), body: CreateChannel, response: { 201: Channel } },
  summary: 'Make a channel',
  description:
    'It belongs to the number. WhatsApp may want its terms for channels accepted on the phone first (`refused_by_whatsapp`). A channel is not made twice by an `Idempotency-Key`; where the connection ends in the middle (`call_interrupted`) look into the list of channels before calling again.',
  tags,
  handler: (deps, { context, params, body }) => createChannel(deps, context, params.id, body)
})

const readChannelRoute = route({
  operation_id: 'getChannel',
  method: 'GET',
  url: `${base}/:channel`,
  scope: 'groups:read',
  errors: callErrors('read_channel'),
  schema: { params: channelParams, response: { 200: Channel } },
  summary: 'Read a channel',
  description: 'Any channel, followed or not, as WhatsApp shows it now.',
  tags,
  handler: async (deps, { tenant, params: { id, channel }, signal }) => {
    const input = { by: 'id', key: channel } as const
    return channelView(id, await callSession(deps, tenant, id, 'read_channel', input, signal))
  }
})

const findChannelRoute = route({
  operation_id: 'getChannelInviteInfo',
  method: 'GET',
  url: `${base}/invite-info`,
  scope: 'groups:read',
  errors: callErrors('read_channel'),
  schema: {
    params: idParams('session'),
    querystring: z.strictObject({ invite: ChannelInvite }),
    response: { 200: Channel }
  },
  summary: 'Show the channel behind a link',
  description: 'Its `id` is what it is followed by; nothing is followed.',
  tags,
  handler: async (deps, { tenant, params: { id }, query: { invite }, signal }) => {
    const input = { by: 'invite', key: invite } as const
    return channelView(id, await callSession(deps, tenant, id, 'read_channel', input, signal))
  }
})

/** A route that does something with a channel and answers with it. Doing it twice is the same. */
const actionRoute = (
  action: ChannelAction,
  audit: NonNullable<Route['audit']>,
  summary: string,
  description: string
) =>
  route({
    operation_id: `${action}Channel`,
    method: 'POST',
    audit,
    url: `${base}/:channel/${action}`,
    scope: 'groups:write',
    errors: callErrors('set_channel'),
    schema: { params: channelParams, response: { 200: Channel } },
    summary,
    description,
    tags,
    handler: (deps, { context, params }) => setChannel(deps, context, params, action)
  })

const setting = { none: 'A setting of the phone, where the last one counts.' }

/** Channels that the number of a session follows or has made. */
export const channel_routes: Route[] = [
  listChannelsRoute,
  createChannelRoute,
  findChannelRoute,
  readChannelRoute,
  actionRoute(
    'follow',
    'channel.followed',
    'Follow a channel',
    'For the number of the session, on all its devices. Following it twice is the same.'
  ),
  actionRoute(
    'unfollow',
    'channel.unfollowed',
    'Follow a channel no more',
    'WhatsApp lets whoever has made a channel not leave it (`refused_by_whatsapp`).'
  ),
  actionRoute(
    'mute',
    setting,
    'Mute a channel',
    'The phone stays silent about what is posted there. Whoever does not follow it is refused by WhatsApp.'
  ),
  actionRoute('unmute', setting, 'Unmute a channel', 'The phone tells of its posts again.')
]
