import { z } from 'zod'
import { message_errors } from '../../domain/message.ts'
import { ReceivedStatus, Status } from '../status.ts'
import { time } from '../time.ts'
import { eventType } from './event-type.ts'
import { example_ids, message_example } from './examples.ts'

const example: z.input<typeof Status> = {
  id: message_example.id,
  session_id: example_ids.session_id,
  direction: 'outbound',
  status: 'queued',
  whatsapp_id: message_example.whatsapp_id,
  type: 'text',
  text: { body: 'Open until ten tonight.' },
  background: '#1E6E4F',
  font: 'system',
  audience: { type: 'phone', people: null },
  views: 0,
  send_at: null,
  expires_at: null,
  waiting_reason: null,
  waiting_until: null,
  queued_at: '2026-11-07T09:14:03.120Z',
  sent_at: null,
  ends_at: null,
  failed_at: null,
  deleted_at: null,
  error: null
}

const sent = {
  ...example,
  status: 'sent' as const,
  audience: { type: 'phone' as const, people: 212 },
  sent_at: '2026-11-07T09:14:04.310Z',
  ends_at: '2026-11-08T09:14:04.310Z'
}

const received: z.input<typeof ReceivedStatus> = {
  id: message_example.id,
  session_id: example_ids.session_id,
  whatsapp_id: message_example.whatsapp_id,
  from: example_ids.chat_id,
  from_name: 'Amal',
  type: 'text',
  text: { body: 'On holiday until Monday.' },
  background: '#1E6E4F',
  font: 'system',
  posted_at: '2026-11-07T09:14:03.000Z',
  ends_at: '2026-11-08T09:14:03.000Z',
  read_at: null,
  deleted_at: null
}

/** Each with the status as it was then, but for who has seen one. */
export const status_events = {
  'status.accepted': eventType('A status was accepted and will be posted.', Status, example),
  'status.sent': eventType("WhatsApp's server has the status.", Status, sent),
  'status.failed': eventType('The status could not be posted; the error says why.', Status, {
    ...example,
    status: 'failed',
    failed_at: '2026-11-07T09:14:04.310Z',
    error: { code: 'no_audience', message: message_errors.no_audience }
  }),
  'status.canceled': eventType('A status was canceled before it was posted.', Status, {
    ...example,
    status: 'canceled'
  }),
  'status.deleted': eventType(
    'A status was taken away, or its time was over (`deleted_at` is not before `ends_at` then): its content is gone.',
    Status,
    { ...sent, text: undefined, audience: null, deleted_at: '2026-11-07T10:00:00.000Z' }
  ),
  'status.received': eventType(
    'Somebody has posted a status. Only of sessions with `statuses.received`, and not of people whose statuses are muted. Where its file is told with `media.ready`.',
    ReceivedStatus,
    received
  ),
  'status.ended': eventType(
    'A status that was received is gone: its author took it away, or its time was over (`deleted_at` is not before `ends_at` then).',
    ReceivedStatus,
    {
      ...received,
      text: undefined,
      background: null,
      font: null,
      deleted_at: '2026-11-07T10:00:00.000Z'
    }
  ),
  'status.viewed': eventType(
    'Somebody has seen a status. People who have switched off read receipts are never told of.',
    z
      .object({
        session_id: z.string(),
        status_id: z.string(),
        whatsapp_id: z.string().describe('The id of the status within WhatsApp.'),
        from: z.string().describe('Who has seen it: a JID.'),
        viewed_at: time
      })
      .meta({ id: 'StatusViewed' }),
    {
      session_id: example_ids.session_id,
      status_id: message_example.id,
      whatsapp_id: message_example.whatsapp_id,
      from: example_ids.chat_id,
      viewed_at: '2026-11-07T09:20:41.000Z'
    }
  )
}
