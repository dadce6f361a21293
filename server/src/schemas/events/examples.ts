import type { z } from 'zod'
import type { InstanceNews } from '../instance.ts'
import type { Media } from '../media.ts'
import type { Message } from '../messages/message.ts'
import type { Session } from '../session.ts'

/** What the examples of events are made of: one installation at one moment. */
const session_id = 'ses_019a5f3e7a107c2f9d4b8e6a1c3f5072'
const message_id = 'msg_019a5f3e7c1b7d4e8f2a6b0c9d1e3f50'
const instance_id = 'ins_019a5f3e70007a1b8c2d3e4f5a6b7c8d'
const chat_id = '201001234567@s.whatsapp.net'
const whatsapp_id = '3EB0C767D097B7C1A1F2'
export const example_ids = { session_id, chat_id }

/** What somebody says about a message. */
export const answer_example = { message_id, session_id, chat_id, whatsapp_id, from: chat_id }

/** A message that was sent, and has come this far. */
export const message_example: z.input<typeof Message> = {
  id: message_id,
  session_id,
  direction: 'outbound',
  status: 'queued',
  whatsapp_id,
  chat_id,
  to: '+201001234567',
  from: null,
  from_name: null,
  type: 'text',
  text: { body: 'Your order has left our warehouse.' },
  context: null,
  forwarding_score: 0,
  priority: 'normal',
  send_at: null,
  expires_at: null,
  waiting_reason: null,
  waiting_until: null,
  queued_at: '2026-11-07T09:14:03.120Z',
  whatsapp_at: null,
  sent_at: null,
  delivered_at: null,
  read_at: null,
  played_at: null,
  receipts: null,
  failed_at: null,
  edited_at: null,
  pinned_until: null,
  disappears_at: null,
  kept_at: null,
  starred_at: null,
  deleted_at: null,
  deleted_for: null,
  error: null
}

const sent = {
  status: 'sent',
  whatsapp_at: '2026-11-07T09:14:04.000Z',
  sent_at: '2026-11-07T09:14:04.310Z'
} as const
const delivered = {
  ...sent,
  status: 'delivered',
  delivered_at: '2026-11-07T09:14:05.020Z'
} as const

/** What a message shows at each step. */
export const message_steps = {
  sent: { ...message_example, ...sent },
  delivered: { ...message_example, ...delivered },
  read: { ...message_example, ...delivered, status: 'read', read_at: '2026-11-07T09:20:41.000Z' },
  received: {
    ...message_example,
    direction: 'inbound',
    status: 'received',
    to: null,
    from: chat_id,
    from_name: 'Ada',
    text: { body: 'When will it be here?' },
    priority: null,
    whatsapp_at: '2026-11-07T09:14:02.000Z'
  }
} as const satisfies Record<string, z.input<typeof Message>>

/** A session that is linked and connected. */
export const session_example: z.input<typeof Session> = {
  id: session_id,
  session_name: 'support',
  status: 'connected',
  status_reason: null,
  status_text: null,
  status_since: '2026-11-07T09:12:31.442Z',
  status_help: null,
  next_attempt_at: null,
  pairing: null,
  passkey: null,
  phone_number: '+201009876543',
  jid: '201009876543@s.whatsapp.net',
  push_name: 'Support',
  instance_id,
  linked_at: '2026-11-07T09:12:30.007Z',
  connected_at: '2026-11-07T09:12:31.442Z',
  last_seen_at: '2026-11-07T09:14:00.000Z',
  last_heard: 'message',
  last_heard_at: '2026-11-07T09:14:00.000Z',
  unhealthy_since: null,
  limited: null,
  webhook_url: null,
  proxy: null,
  pacing: { messages_per_minute: null, pause_between_messages_ms: null },
  calls: { reject: false, text: null },
  statuses: { received: false },
  created_at: '2026-11-07T09:10:02.118Z',
  updated_at: '2026-11-07T09:12:31.442Z'
}

/** A session whose number is not linked yet. */
export const unlinked_example = {
  ...session_example,
  status: 'created',
  phone_number: null,
  jid: null,
  push_name: null,
  instance_id: null,
  linked_at: null,
  connected_at: null,
  last_seen_at: null,
  last_heard: null,
  last_heard_at: null
} as const satisfies z.input<typeof Session>

export const instance_example: z.input<typeof InstanceNews> = {
  id: instance_id,
  mode: 'shared',
  status: 'running',
  status_reason: null,
  started_at: '2026-11-07T09:00:00.512Z',
  stopped_at: null
}

export const media_example: z.input<typeof Media> = {
  id: 'med_019a5f3e7d207b3a8c4d5e6f7a8b9c0d',
  session_id,
  message_id,
  source: 'received',
  status: 'ready',
  reason: null,
  mime_type: 'image/jpeg',
  file_name: null,
  bytes: 84_211,
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  width: 1_200,
  height: 900,
  seconds: null,
  page_count: null,
  thumbnail: null,
  waveform: null,
  created_at: '2026-11-07T09:14:03.120Z',
  expires_at: '2026-12-07T09:14:03.120Z'
}
