import { z } from 'zod'
import {
  channel_actions,
  channel_description_max,
  channel_id_pattern,
  channel_invite_pattern,
  channel_name_max,
  HeardChannel
} from '../schemas/channel.ts'
import { call } from './define-call.ts'

const channel_id = z.string().regex(channel_id_pattern)
const asked = { needs: 'connected', timeout_ms: 10_000, rate: 'questions' } as const

/** What a connection can be asked about channels. */
export const channel_calls = {
  /** The channels that the account follows or has made. */
  list_channels: call({
    ...asked,
    input: z.strictObject({}),
    output: z.object({ channels: z.array(HeardChannel) }),
    repeatable: true,
    errors: []
  }),
  /** A channel by its id, or by an invitation. */
  read_channel: call({
    ...asked,
    input: z.strictObject({
      by: z.enum(['id', 'invite']),
      key: z.union([channel_id, z.string().regex(channel_invite_pattern)])
    }),
    output: HeardChannel,
    repeatable: true,
    errors: ['channel_not_found']
  }),
  /** Makes a channel. Asked twice it makes two. */
  create_channel: call({
    ...asked,
    input: z.strictObject({
      name: z.string().min(1).max(channel_name_max),
      description: z.string().max(channel_description_max).nullable()
    }),
    output: HeardChannel,
    repeatable: false,
    errors: []
  }),
  /** Follows a channel or mutes it, or no longer does, and answers with it as it is then. */
  set_channel: call({
    ...asked,
    input: z.strictObject({ channel_id, action: z.enum(channel_actions) }),
    output: HeardChannel,
    repeatable: true,
    errors: ['channel_not_found']
  })
}
