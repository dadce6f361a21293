import type { ErrorTable } from './table.ts'

/** What WhatsApp answered, or did not, when it was asked. */
export const whatsapp_errors = {
  call_timed_out: {
    status: 504,
    title: 'WhatsApp has not answered in time',
    text: 'Try again as Retry-After says.',
    retry: 'yes'
  },
  call_interrupted: {
    status: 503,
    title: 'The connection of the session ended before WhatsApp had answered',
    text: 'It is not known whether WhatsApp has carried out the request. The session reconnects by itself: read the current state, then call again.',
    retry: 'yes'
  },
  settings_not_shared: {
    status: 503,
    title: 'The phone has not shared yet what it takes to change chats',
    text: 'The phone gives a linked device the keys to its chats when it is online. Open WhatsApp on the phone, then try again as Retry-After says.',
    retry: 'yes'
  },
  session_rate_limited: {
    status: 429,
    title: 'This session has sent WhatsApp too many requests in a short time',
    text: 'WhatsApp restricts numbers that send it too many requests, so each session has a limit. Wait for the seconds that Retry-After gives.',
    retry: 'yes'
  },
  whatsapp_rate_limited: {
    status: 429,
    title: 'WhatsApp answers no more requests from this number at the moment',
    text: 'Wait for the seconds that Retry-After gives, and ask less often.',
    retry: 'yes'
  },
  whatsapp_unavailable: {
    status: 503,
    title: 'WhatsApp cannot answer right now',
    text: 'WhatsApp reports a problem on its side. Try again as Retry-After says.',
    retry: 'yes'
  },
  refused_by_whatsapp: {
    status: 409,
    title: 'WhatsApp refuses this request',
    text: 'WhatsApp gave no reason.',
    retry: 'no'
  },
  call_not_found: {
    status: 404,
    title: 'The session has heard of no such call',
    text: 'The event call.received tells the id of a call. Only the latest calls are known.',
    retry: 'no'
  },
  call_over: {
    status: 409,
    title: 'The call has ended',
    text: 'The event call.ended has told why.',
    retry: 'no'
  },
  picture_refused: {
    status: 422,
    title: 'WhatsApp does not take this picture',
    text: 'Give another picture.',
    retry: 'no'
  },
  contact_not_found: {
    status: 404,
    title: 'WhatsApp knows no account with this address',
    text: 'Check the number: POST …/contacts/check tells which numbers are on WhatsApp.',
    retry: 'no'
  },
  channel_not_found: {
    status: 404,
    title: 'WhatsApp knows no channel with this id or link',
    text: 'Check the id (…@newsletter) or the link. The channel may have been deleted.',
    retry: 'no'
  },
  group_not_found: {
    status: 404,
    title: 'WhatsApp knows no group with this id',
    text: 'Check the id (…@g.us). The group may have been deleted.',
    retry: 'no'
  },
  invitation_not_found: {
    status: 404,
    title: 'The invitation leads to no group',
    text: 'Check the link or code. An admin may have reset it, or the group is gone.',
    retry: 'no'
  },
  group_full: {
    status: 409,
    title: 'The group has as many members as WhatsApp allows',
    text: 'Somebody has to leave first.',
    retry: 'no'
  },
  not_a_group_admin: {
    status: 403,
    title: 'The number of this session may not change the group',
    text: 'In this group only admins may, or the number is not in it any more.',
    retry: 'no'
  },
  not_a_group_member: {
    status: 403,
    title: 'The number of this session is not in the group',
    text: 'WhatsApp shows a group to its members only.',
    retry: 'no'
  }
} as const satisfies ErrorTable
