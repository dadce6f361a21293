import { z } from 'zod'
import {
  channel_id_pattern,
  channel_invite_pattern,
  type channel_roles,
  type channel_states,
  type HeardChannel
} from '../../../schemas/channel.ts'
import { QuestionRefused } from './ask.ts'

const text = z.object({ text: z.string().nullish() }).nullish()
const whole = z.union([z.string().regex(/^\d{1,15}$/), z.int().nonnegative()]).nullish()

/** A channel as WhatsApp tells of it. Numbers are texts there. */
const ToldChannel = z.object({
  id: z.string().regex(channel_id_pattern),
  state: z.object({ type: z.string() }).nullish(),
  thread_metadata: z.object({
    creation_time: whole,
    description: text,
    invite: z.string().nullish(),
    name: text,
    subscribers_count: whole,
    verification: z.string().nullish()
  }),
  viewer_metadata: z.object({ mute: z.string().nullish(), role: z.string().nullish() }).nullish()
})

/** What WhatsApp tells of a channel; of one that was deleted that alone. */
export const readChannel = (told: unknown): HeardChannel | 'deleted' => {
  const read = ToldChannel.safeParse(told)
  if (!read.success)
    throw new QuestionRefused({ tag: 'error', attrs: { text: 'a channel that cannot be read' } })
  const { id, state, thread_metadata: thread, viewer_metadata: viewer } = read.data
  const kind = state?.type.toUpperCase() ?? ''
  if (kind === 'DELETED') return 'deleted'
  const invite = thread.invite ?? ''
  return {
    id,
    name: thread.name?.text ?? '',
    description: thread.description?.text || null,
    invite: channel_invite_pattern.test(invite) ? invite : null,
    followers: numberIn(thread.subscribers_count),
    verified: thread.verification?.toUpperCase() === 'VERIFIED',
    state: states.get(kind) ?? 'active',
    role: roles.get(viewer?.role?.toUpperCase() ?? '') ?? 'none',
    muted: viewer?.mute?.toUpperCase() === 'ON',
    created_at: timeIn(thread.creation_time)
  }
}

const numberIn = (told: string | number | null | undefined): number | null =>
  told == null ? null : Number(told)

const timeIn = (told: string | number | null | undefined): Date | null => {
  const seconds = Number(told ?? 0)
  return seconds > 0 && seconds < 4_102_444_800 ? new Date(seconds * 1_000) : null
}

const states = new Map<string, (typeof channel_states)[number]>([
  ['SUSPENDED', 'suspended'],
  ['GEOSUSPENDED', 'restricted']
])

const roles = new Map<string, (typeof channel_roles)[number]>([
  ['OWNER', 'owner'],
  ['ADMIN', 'admin'],
  ['SUBSCRIBER', 'follower']
])
