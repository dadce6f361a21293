import { z } from 'zod'
import { time } from './time.ts'

export const channel_id_pattern = /^\d{6,30}@newsletter$/

/** The code of an invitation to a channel; WhatsApp's are of letters and digits, 24 as a rule. */
export const channel_invite_pattern = /^[\w-]{6,64}$/

const link = 'https://whatsapp.com/channel/'

export const channelLink = (invite: string): string => `${link}${invite}`

/** An invitation as people have it: the link, or its code. */
export const ChannelInvite = z
  .string()
  .max(200)
  .transform((given) => given.trim().replace(/^(https?:\/\/)?(www\.)?whatsapp\.com\/channel\//, ''))
  .pipe(z.string().regex(channel_invite_pattern))
  .meta({ description: 'The link to a channel (https://whatsapp.com/channel/…), or its code.' })

export const channel_roles = ['owner', 'admin', 'follower', 'none'] as const
export const channel_states = ['active', 'suspended', 'restricted'] as const

const about = {
  id: z.string().describe('Its address: …@newsletter.'),
  name: z.string(),
  description: z.string().nullable(),
  followers: z
    .number()
    .nullable()
    .describe('How many follow it, as WhatsApp counts; null: not told.'),
  verified: z.boolean(),
  state: z
    .enum(channel_states)
    .describe('`suspended` by WhatsApp; `restricted`: shut in some countries.'),
  role: z
    .enum(channel_roles)
    .describe('What the number of the session is there; `none`: it does not follow it.'),
  muted: z.boolean().describe('Whether the phone stays silent about it.'),
  created_at: time.nullable()
}

/** A channel as a worker answers it. */
export const HeardChannel = z.object({
  ...about,
  invite: z.string().regex(channel_invite_pattern).nullable()
})

export type HeardChannel = z.output<typeof HeardChannel>

export const Channel = z
  .object({
    id: about.id,
    session_id: z.string(),
    name: about.name,
    description: about.description,
    link: z.string().nullable().describe('What invites to it; null: WhatsApp tells none.'),
    followers: about.followers,
    verified: about.verified,
    state: about.state,
    role: about.role,
    muted: about.muted,
    created_at: about.created_at
  })
  .meta({ id: 'Channel' })

export type Channel = z.output<typeof Channel>

/** A channel as callers see it. */
export const channelView = (session_id: string, { invite, ...channel }: HeardChannel): Channel => ({
  ...channel,
  session_id,
  link: invite === null ? null : channelLink(invite)
})

export const channel_name_max = 100
export const channel_description_max = 2_048

export const CreateChannel = z
  .strictObject({
    name: z.string().trim().min(1).max(channel_name_max),
    description: z.string().trim().max(channel_description_max).optional()
  })
  .meta({ id: 'CreateChannel' })

/** What the account does with a channel of somebody. */
export const channel_actions = ['follow', 'unfollow', 'mute', 'unmute'] as const

export type ChannelAction = (typeof channel_actions)[number]
